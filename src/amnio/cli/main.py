"""`amnio`: the commands, and what happens when what was typed is not a command."""

import os
import sys

import click

from amnio import __version__
from amnio.cli.care_command import care
from amnio.cli.case_command import case
from amnio.cli.check_command import check
from amnio.cli.counsel_command import counsel
from amnio.cli.evidence_command import evidence
from amnio.cli.evidence_pool import pool
from amnio.cli.evidence_site import site
from amnio.cli.exits import Exit
from amnio.cli.guidance_command import guidance
from amnio.cli.review_command import review
from amnio.cli.schema_command import schema
from amnio.cli.study_command import study


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="amnio", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show where an internal error happened.")
def amnio(debug: bool) -> None:
    """Why was this pregnancy lost after an amniocentesis, and would it have been lost anyway?

    Supports professionals, does not decide, and blames nobody. Start with: amnio review --example
    """


amnio.add_command(review)
amnio.add_command(counsel)
amnio.add_command(check)
amnio.add_command(care)
amnio.add_command(case)
amnio.add_command(schema)
amnio.add_command(evidence)
evidence.add_command(pool)
evidence.add_command(site)
amnio.add_command(guidance)
amnio.add_command(study)


def main(arguments: list[str] | None = None) -> None:
    """Runs the command line and ends the process with one of the statuses of `Exit`."""
    # One review is too small to divide among threads, and sums in one order give the same bytes on any machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        status = amnio.main(arguments, prog_name="amnio", standalone_mode=False)
    except click.ClickException as error:
        error.show(file=sys.stderr)
        raise SystemExit(int(Exit.BAD_INPUT)) from None
    except click.Abort:
        raise SystemExit(int(Exit.STOPPED)) from None
    raise SystemExit(status if isinstance(status, int) else int(Exit.ANSWERED))
