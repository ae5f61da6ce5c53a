"""`amnio schema`: the JSON Schemas of a case and of the answers."""

import click

from amnio.cli.choices import reported


@click.command(short_help="Print a JSON Schema.")
@click.argument("what", type=click.Choice(["case", "review", "comparison", "counsel", "check", "care"]))
def schema(what: str) -> None:
    """Print the JSON Schema of a case (input), or of an answer (output)."""
    with reported("en", as_json=True):
        import orjson

        if what == "case":
            from amnio.exchange.case_file import case_schema as wanted
        elif what == "comparison":
            from amnio.present.json_output import comparison_schema as wanted
        elif what == "counsel":
            from amnio.present.json_output import counsel_schema as wanted
        elif what == "care":
            from amnio.present.json_output import care_schema as wanted
        elif what == "check":
            from amnio.present.json_output import check_schema as wanted
        else:
            from amnio.present.json_output import review_schema as wanted
        click.echo(orjson.dumps(wanted(), option=orjson.OPT_INDENT_2))
