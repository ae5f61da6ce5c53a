"""`amnio study`: what the procedure adds in a population, from one unit to a nation."""

import click


@click.group()
def study() -> None:
    """What does the procedure add in a population? From one unit's table to a nation's, without the usual biases."""
