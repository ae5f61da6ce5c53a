"""The one layer through which the registry changes anything: each action is one transaction with its event."""
