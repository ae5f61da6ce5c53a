"""`docs/reference/registry-export.md`: the columns of the registry's export for studies."""

from amnio.registry.study_export.codes import codes
from amnio.registry.study_export.columns import COLUMNS, HOW_TO_READ, RARE_CODES, SUPPRESSED, TRAITS
from amnio.registry.study_export.suppression import THRESHOLDS
from tests.docs.reference.markdown import code, page, table

_EXPORT = """
`amnio export-study FOLDER --study NAME`, and the page *Exports* of an audit lead, write the pregnancies of one unit as
a frozen table: one row each, the columns of [the table of pregnancies](pregnancy-table.md), so that `amnio study` reads
it without a mapping file.

| file | what it is |
|---|---|
| `pregnancies.csv` | UTF-8, a first line of names, empty means null |
| `pregnancies.parquet` | the same, with types |
| `export.json` | what it is for, how many rows, what was left out and hidden, columns, codes, a SHA-256 of each table |

The same records, study and threshold give the same bytes; no file holds the time at which it was made. Each export is
an event of the audit trail, with its fingerprint.
"""
_HIDDEN = f"""
## What is not in it

- **Who.** No name, number, telephone, birth date or free text. Women, pregnancies, operators and units have pseudonyms:
  the first 20 digits of HMAC-SHA-256 with a key made from the installation's secret key and the name of the study. Two
  studies cannot be joined by them, two exports for one study can, and nobody without the key can make or reverse one.
- **When.** No date. Every day is a day of gestation by the last dating before the procedure. Rows stand in the order of
  their pseudonyms.
- **Exact figures.** Age, body-mass index, screening risk and counts are bands.
- **Small cells.** Every combination of {", ".join(code(name) for name in ("fetuses", *reversed(TRAITS)))}
  is shared by `--fewest` pregnancies or more (5, or one of {", ".join(map(str, THRESHOLDS))}). Where fewer share one,
  traits become `{SUPPRESSED}` one by one, in the order {", ".join(code(name) for name in TRAITS)};
  a row that is still alone is left out. Codes of
  {", ".join(code(name) for name in RARE_CODES)} are hidden where fewer pregnancies than that have them. What was hidden
  is counted in `export.json`. An export with a higher threshold is one with a lower one of which more is hidden, so two
  side by side show no more than the lower one alone.
- **Restricted records**, and those that cannot be placed in time (`not_dated`, `end_not_placed`,
  `procedure_not_placed`, `registered_after_its_end`, `procedure_after_its_end`), each counted.

No text in it begins like a formula, so no spreadsheet runs a cell.

## What it is not for

It is pseudonymised, not anonymous: exact days of gestation and outcomes stay, because without them nothing could be
counted. Whoever knows a woman's course well may recognise it, and whoever holds the exports of two studies may find the
same course in both. One study's exports of two days tell who came in between. Hand them on under an agreement, not on
the open web.
"""


def export_page() -> str:
    rows = [(code(column.name), column.kind.value, column.meaning) for column in COLUMNS]
    columns = table(("column", "type", "meaning"), rows)
    cells = table(("cell", "how it is read"), [(code(name), read) for name, read in HOW_TO_READ.items()])
    said = [
        (code(column), code(each), told["en"], told["zh"])
        for column, known in codes().items()
        for each, told in known.items()
    ]
    coded = table(("column", "code", "English", "中文"), said)
    return page(
        "The registry's export for studies",
        _EXPORT,
        "## Columns",
        columns,
        "## Cells",
        cells,
        "## Codes",
        coded,
        _HIDDEN,
    )
