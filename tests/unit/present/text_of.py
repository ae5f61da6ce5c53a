"""All words of a document, block by block, for tests that read what a reader reads."""

from amnio.present.document import (
    Aside,
    Block,
    Bullets,
    Document,
    Heading,
    IntervalChart,
    Paragraph,
    Pictograph,
    QrCode,
    Steps,
    Table,
    Timeline,
    Urgent,
    WeightChart,
)


def texts(document: Document) -> list[str]:
    """Every text of the document in reading order, headings and table cells among them."""
    return [text for text in (document.title, document.facts, *_blocks(document.blocks), document.footer) if text]


def _blocks(blocks: tuple[Block, ...]) -> list[str]:
    return [text for block in blocks for text in block_texts(block)]


def block_texts(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return [block.text]
        case Urgent():
            return [block.title, *block.lines, block.sources, block.more]
        case QrCode():
            return [block.label, block.caption]
        case Bullets():
            return list(block.items)
        case Aside():
            return [block.title, *block.items]
        case Steps():
            return [text for step in block.items for text in (step.when, step.what, step.why, step.more)]
        case Table():
            return [block.caption, *block.columns, *(cell for row in block.rows for cell in row), block.note]
        case IntervalChart():
            rows = [text for row in block.rows for text in (row.label, row.sub, row.text, row.zero_text)]
            return [block.title, block.description, *rows, *block_texts(block.table)]
        case WeightChart():
            rows = [text for row in block.rows for text in (row.label, row.text, row.sub)]
            return [block.title, block.description, *rows, *block_texts(block.table)]
        case Timeline():
            return [block.title, block.description, *(mark.label for mark in block.marks), *block_texts(block.table)]
        case Pictograph():
            return [block.title, block.description, block.big, block.caption, *block.legend, *block_texts(block.table)]
