"""Copies of the whole registry: made while it runs, verified, and brought back into an empty one."""
