"""`python -m amnio` is the same as `amnio`."""

from amnio.cli.main import main

if __name__ == "__main__":
    main()
