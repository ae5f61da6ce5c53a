"""`docs/reference/case.md`: every field of a case, from the list that template and schema are made from."""

from amnio.clinic.case_fields import FETUS_TABLE, FIELDS, TABLES, CaseField, FieldKind
from amnio.clinic.problem_phrases import english
from tests.docs.reference.markdown import code, codes, page, table

_ABOUT = """
A case is one pregnancy, written as TOML or JSON. `amnio case new` prints a template with all of this as comments,
`amnio schema case` the same as a JSON Schema, `amnio case check FILE` says whether a file can be reviewed, or checked
before the needle. `amnio case new --for check` and `--for care` print the tables of those questions.

Three rules hold everywhere:

- A field that is missing was **not looked for**. That is never the same as `"absent"`, which says that somebody looked
  and it was not there.
- A gestational age is weeks+days, `"16+3"`. A number such as `16.3` is refused: it may mean 16+3 or 16+2.
- A key that is not in this list is refused, with the name that was probably meant.

In rows of a batch (NDJSON, CSV, Parquet) the dotted names are used as well: `procedure.at`.
"""
_FORMS = {
    FieldKind.GESTATION: "weeks+days",
    FieldKind.DAY: "date, year-month-day",
    FieldKind.RISK: '`"1:250"`, or a probability',
    FieldKind.FLAG: "`true` or `false`",
    FieldKind.TEXT: "text",
    FieldKind.TEXTS: "list of texts",
}


def case_page() -> str:
    parts = [_ABOUT, "## The case itself", _table([field for field in FIELDS.values() if not field.table])]
    for name, (_, about) in [*TABLES.items(), (FETUS_TABLE, (None, "Twins: one entry for each fetus."))]:
        members = [field for field in FIELDS.values() if field.table == name]
        parts += [f"## {name}", about, _table(members)]
    return page("Fields of a case", *parts)


def _table(fields: list[CaseField]) -> str:
    return table(
        ("field", "meaning", "what may stand there", "example"),
        ((code(field.path), field.meaning, _form(field), code(field.example)) for field in fields),
    )


def _form(field: CaseField) -> str:
    if field.words is not None:
        return codes(field.words)
    if field.number is not None:
        rule = field.number
        kind = "whole number" if rule.whole else "number"
        return f"{kind}, {english(rule.unit)}, {rule.low:g} to {rule.high:g}"
    return _FORMS[field.kind]
