"""Every table of a document, those behind its figures too, as a CSV file each: what is shown, to be used elsewhere."""

import csv
import io
from collections.abc import Iterator

from amnio.present.document import Block, Document, Heading, Table


def tables_of(document: Document) -> Iterator[tuple[str, bytes]]:
    """Name and content of each, in order: `02-designs` is the second table, under the heading `designs`.

    UTF-8 with a byte order mark, so that a spreadsheet shows Chinese too; the first line is the caption.
    """
    section, number = "start", 0
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.id
        table = _table(block)
        if table is not None and table.rows:
            number += 1
            yield f"{number:02d}-{section}", _written(table)


def _table(block: Block) -> Table | None:
    if isinstance(block, Table):
        return block
    twin = getattr(block, "table", None)
    return twin if isinstance(twin, Table) else None


def _written(table: Table) -> bytes:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([f"# {table.caption}"])
    rows.writerow(table.columns)
    rows.writerows(table.rows)
    return text.getvalue().encode("utf-8-sig")
