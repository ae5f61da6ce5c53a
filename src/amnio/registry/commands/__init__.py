"""The registry's commands, read only when one is called: `amnio.__main__` names them."""
