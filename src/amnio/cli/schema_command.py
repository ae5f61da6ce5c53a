"""`amnio schema`: the JSON Schemas of a case and of the answers."""

import click

from amnio.cli.choices import reported


@click.command(short_help="Print a JSON Schema.")
@click.argument("what", type=click.Choice(["case", "review", "care"]))
def schema(what: str) -> None:
    """Print the JSON Schema of a case (input), or of a review or a care plan (output)."""
    with reported("en", as_json=True):
        import orjson

        click.echo(orjson.dumps(_schema(what), option=orjson.OPT_INDENT_2))


def _schema(what: str) -> object:
    if what == "case":
        from amnio.exchange.case_file import case_schema

        return case_schema()
    from amnio.present.json_output import review_schema, schema_of

    if what == "review":
        return review_schema()
    from amnio.answers.care_answer import Care

    return schema_of(Care, "amnio care")
