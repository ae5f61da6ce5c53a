"""What an export has: each column with its type, its meaning, and whether it could help to find somebody."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"  # completed days of gestation
    COUNT = "whole number"
    FLAG = "true or false"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """`hidden_at` is the order in which a trait is given up where too few women share it; None: never."""

    name: str
    kind: Kind
    meaning: str
    hidden_at: int | None = None


def _text(name: str, meaning: str, hidden_at: int | None = None) -> Column:
    return Column(name=name, kind=Kind.TEXT, meaning=meaning, hidden_at=hidden_at)


def _day(name: str, meaning: str) -> Column:
    return Column(name=name, kind=Kind.DAY, meaning=meaning)


def _count(name: str, meaning: str) -> Column:
    return Column(name=name, kind=Kind.COUNT, meaning=meaning)


#: In the order of the file. The first seventeen are those of the table of pregnancies; the rest are covariates.
COLUMNS: tuple[Column, ...] = (
    _text("pregnancy", "keyed pseudonym of the pregnancy; the same in every export for the same study"),
    _text("woman", "keyed pseudonym of the woman"),
    _text("dated_by", "what the dating of this table rests on"),
    _day("entry", "day on which she was registered"),
    _day("exit", "day of the end, or of the last contact"),
    _text("end", "how the pregnancy ended; lost: out of sight, not a loss"),
    _day("procedure", "first amniocentesis; null: none"),
    _text("unit", "keyed pseudonym of the unit"),
    _text("operator", "keyed pseudonym of who did it"),
    _count("fetuses", "how many at entry; null: not known"),
    _count("procedures", "amniocenteses in the record: 0 or 1"),
    _day("later_procedure", "always null: the record has one procedure"),
    _day("other_invasive", "another invasive procedure; null: none"),
    _day("known_dead", "always null: the record has no such day"),
    _day("fetal_loss", "first loss of one of several fetuses while the others lived on"),
    _day("fetal_termination", "first termination of one of several fetuses"),
    _count("redated_days", "a day by the first dating minus the same day by that of this table; null: never re-dated"),
    _text(
        "maternal_age_band",
        "completed years at the due date: under 20, 20 to 24, ... 40 to 44, 45 or more",
        hidden_at=5,
    ),
    _text("indication", "why the procedure was planned", hidden_at=2),
    _text("screening_risk_band", "trisomy 21, one in: up to 50, 51 to 100, 101 to 270, over 270", hidden_at=1),
    _text("previous_losses_band", "losses before 24+0 in earlier pregnancies: 0, 1, 2, 3 or more", hidden_at=4),
    _text("bmi_band", "kg/m2: under 18.5, 18.5 to 24 (below 25), 25 to 29 (below 30), 30 or more", hidden_at=3),
    _text("ivf", "whether she conceived by IVF", hidden_at=0),
    Column(name="transplacental", kind=Kind.FLAG, meaning="the needle went through the placenta"),
    _text("fluid", "the fluid as it was drawn; null: not recorded"),
    _text("passes_band", "1, 2 or more"),
    _day(
        "bleeding",
        "day of the first call in which she reported bleeding after the procedure; null: in none, or not asked",
    ),
    _day("fever", "day of the first call in which she reported fever; null: in none, or not asked"),
    _day("leaking", "day of the first call in which she reported leaking fluid; null: in none, or not asked"),
    _text("karyotype", "of the fluid, the last result; null: not done, failed or awaited"),
    _text(
        "agreed_cause",
        "what a team's review agreed on for a loss; null: cannot be told, or, with judged_blind null, none agreed",
    ),
    Column(
        name="judged_blind",
        kind=Kind.FLAG,
        meaning="both readers of that review judged before they saw any answer about this pregnancy; null: none agreed",
    ),
    Column(
        name="answered",
        kind=Kind.FLAG,
        meaning="amnio computed an answer about that loss; false: the readers agreed without one; null: none agreed",
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
#: Traits in the order in which they are given up.
TRAITS = tuple(
    column.name
    for column in sorted(COLUMNS, key=lambda column: column.hidden_at if column.hidden_at is not None else -1)
    if column.hidden_at is not None
)
#: Codes that are hidden one by one where fewer women than the threshold share them.
RARE_CODES = ("karyotype", "agreed_cause", "fluid")
SUPPRESSED = "suppressed"
#: How the cells of both files are read.
HOW_TO_READ = {
    "day": "completed days of gestation by the dating of this table: day 0 is the first day, 16+3 is day 115",
    "null": "an empty cell of the CSV, NULL in the Parquet file: not recorded, unless the column says otherwise",
    SUPPRESSED: "known, and hidden here because too few women share it; never the same as null",
    "pseudonym": "20 hexadecimal digits; the same person or unit in every export for the same study",
}
