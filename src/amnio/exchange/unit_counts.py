"""Counts of a unit as a CSV file: a row for every group of pregnancies that the unit keeps apart.

Required columns: `weeks`, `fetal_class`, `followed_until`, `pregnancies`, `losses`, `lost_to_follow_up`. Lines that
begin with `#` are remarks; a remark `# unit: NAME` names the unit. Everything wrong is found at once (`CountsError`).
"""

import csv
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from amnio.answers.unit_counts import FetalResult, Stratum, UnitCounts
from amnio.clinic.problems import printable, shown
from amnio.clinic.vocabulary import FluidAppearance
from amnio.exchange.file_bytes import STANDARD_INPUT, file_bytes
from amnio.exchange.text_encoding import decoded
from amnio.exchange.unit_counts_problems import CountsCode as Code
from amnio.exchange.unit_counts_problems import CountsError, CountsProblem
from amnio.exchange.unit_counts_row import LOST_BY, read_row

REQUIRED = ("weeks", "fetal_class", "followed_until", "pregnancies", "losses", "lost_to_follow_up")
OPTIONAL = ("procedure", "passes", "fluid", "maternal_age", "unit_procedures_per_year", "terminated")
_NAME = re.compile(r"#\s*unit\s*[:：]\s*(.{1,100}?)\s*", re.IGNORECASE)

TEMPLATE = """\
# unit: the name of your unit
# One row for each group of single pregnancies. Delete the example rows. Lines that begin with # are not read.
# 每组单胎妊娠一行。请删除示例行。以#开头的行不读取。
#
# procedure          amniocentesis (the default), or none: women of your unit without an invasive test, from `weeks` on
#                    amniocentesis（默认）或none：本机构未行侵入性检查的妇女，自weeks起随访
# weeks              completed weeks at the procedure: 16, a band 15-17, or weeks and days 16+3
#                    穿刺时的完整孕周：16、范围15-17或16+3
# fetal_class        normal, abnormal or unknown: what the chromosomes showed / 染色体结果：正常、异常或未知
# passes             needle passes: 1, 2, 3 (three or more); empty = not recorded / 进针次数；空白=未记录
# fluid              clear, blood_stained or discoloured; empty = not recorded / 羊水性状；空白=未记录
# followed_until     24+0, birth, or days after the procedure (28 days) / 随访至：24+0、birth（分娩）或28 days
# pregnancies        followed to that end, or lost before it / 随访至终点或在此前丢失的妊娠数
# losses             spontaneous losses among them / 其中自然丢失数
# lost_to_follow_up  not among the pregnancies; must be stated / 失访数，不计入pregnancies，必须填写
# terminated         not among the pregnancies; empty = not stated / 终止妊娠数，不计入pregnancies；空白=未说明
# lost_by_day_14     of the losses, those within 14 days of the procedure; lost_by_day_7, ..._28 work too; may be empty
#                    丢失中发生在穿刺后14天内者；也可用lost_by_day_7、lost_by_day_28等；可空白
# More columns: maternal_age (years), unit_procedures_per_year
# 其他可用列：maternal_age（岁）、unit_procedures_per_year（年操作例数）
procedure,weeks,fetal_class,passes,fluid,followed_until,pregnancies,losses,lost_to_follow_up,terminated,lost_by_day_14
amniocentesis,15-17,normal,1,clear,24+0,1840,17,12,0,6
amniocentesis,18-21,normal,1,clear,24+0,620,5,4,0,
none,16,unknown,,,24+0,5210,38,61,9,
"""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    values: tuple[str, ...]


def read_counts(path: str | os.PathLike[str]) -> UnitCounts:
    """The counts in a file, or on standard input when `path` is "-".

    Raises `CountsError` for what is wrong with them, and `amnio.clinic.problems.CaseError` for a file that is no text.
    """
    name = os.fspath(path)
    source = "standard input" if name == STANDARD_INPUT else shown(name)[1:-1]
    return parse_counts(file_bytes(path), source)


def parse_counts(content: str | bytes, source: str = "") -> UnitCounts:
    """The counts in a text (or in the bytes of one). `source` names it in errors.

    >>> head = "weeks,fetal_class,followed_until,pregnancies,losses,lost_to_follow_up"
    >>> parse_counts(head + "\\n16,normal,24+0,200,2,1").procedures
    200
    """
    if not content.strip():
        raise CountsError([CountsProblem(code=Code.NO_ROWS, line=0)], source)
    text = decoded(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content, source)
    lines = _lines(text, source)
    if not lines:
        raise CountsError([CountsProblem(code=Code.NO_ROWS, line=0)], source)
    header = tuple(value.strip().lower() for value in lines[0].values)
    if wrong := list(_header_problems(header, lines[0].number)):
        raise CountsError(wrong, source)
    problems: list[CountsProblem] = []
    strata: dict[int, Stratum] = {}
    for line in lines[1:]:
        if len(line.values) != len(header):
            slots = {"found": str(len(line.values)), "named": str(len(header))}
            problems.append(CountsProblem(code=Code.WRONG_WIDTH, line=line.number, slots=slots))
            continue
        cells = {name: value.strip() for name, value in zip(header, line.values, strict=True)}
        stratum, found = read_row(cells, line.number)
        problems += found
        if stratum is not None:
            strata[line.number] = stratum
    problems += _counted_twice(strata)
    if not problems and not strata:
        problems.append(CountsProblem(code=Code.NO_ROWS, line=0))
    if problems:
        raise CountsError(sorted(problems, key=lambda problem: problem.line), source)
    return UnitCounts(tuple(strata.values()), name=_name(text))


def _lines(text: str, source: str) -> list[_Line]:
    """Lines with their values; remarks and empty lines are left out. A header without a comma may use semicolons."""
    numbered = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip(" \t,;") and not line.lstrip(' "').startswith("#")
    ]
    head = numbered[0][1] if numbered else ""
    divider = ";" if ";" in head and "," not in head else ","
    found = []
    for number, line in numbered:
        try:
            (values,) = csv.reader([line], delimiter=divider, strict=True)
        except csv.Error as error:
            slots = {"reason": printable(str(error))}
            raise CountsError([CountsProblem(code=Code.BROKEN_TABLE, line=number, slots=slots)], source) from None
        found.append(_Line(number, tuple(values)))
    return found


def _header_problems(header: Sequence[str], line: int) -> Iterator[CountsProblem]:
    known = (*REQUIRED, *OPTIONAL)
    for name in dict.fromkeys(header):
        if header.count(name) > 1:
            yield CountsProblem(code=Code.COLUMN_TWICE, line=line, column=printable(name))
        if name not in known and LOST_BY.fullmatch(name) is None:
            close = get_close_matches(name, known, n=1)
            slots = {"hint": f"{close[0]}? " if close else "", "known": ", ".join((*known, "lost_by_day_14"))}
            yield CountsProblem(code=Code.UNKNOWN_COLUMN, line=line, column=printable(name), slots=slots)
    for name in REQUIRED:
        if name not in header:
            code = Code.FOLLOW_UP_UNKNOWN if name == "lost_to_follow_up" else Code.MISSING_COLUMN
            yield CountsProblem(code=code, line=line, column=name)


def _counted_twice(strata: dict[int, Stratum]) -> Iterator[CountsProblem]:
    first: dict[tuple[object, ...], int] = {}
    for line, stratum in strata.items():
        other = first.setdefault(stratum.key, line)
        if other != line:
            yield CountsProblem(code=Code.COUNTED_TWICE, line=line, slots={"other": str(other)})


def _name(text: str) -> str | None:
    matches = (_NAME.fullmatch(line.strip().rstrip(",;")) for line in text.splitlines())
    name = next((matched[1] for matched in matches if matched), None)
    return name if name is None else printable(name)


# the words that a row may hold, for whoever documents the columns
WORDS = {
    "procedure": ("amniocentesis", "none"),
    "fetal_class": tuple(result.value for result in FetalResult),
    "fluid": tuple(fluid.value for fluid in FluidAppearance),
}
