"""`amnio study`: what the procedure adds in a population, from one unit to a nation."""

import click

from amnio.cli.study_counts import counts, pool
from amnio.cli.study_data import check_data, describe
from amnio.cli.study_effect import effect
from amnio.cli.study_incidence import incidence
from amnio.cli.study_power import power
from amnio.cli.study_report import report
from amnio.cli.study_simulate import simulate


@click.group()
def study() -> None:
    """What does the procedure add in a population? From one unit's table to a nation's, without the usual biases."""


for command in (check_data, describe, incidence, effect, report, counts, pool, simulate, power):
    study.add_command(command)
