"""What can be wrong with a unit's counts: a code, the line and the column, and sentences in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from amnio.clinic.problems import Language, shown


class CountsCode(StrEnum):
    """Stable: a code is never renamed and never used again."""

    BROKEN_TABLE = "counts_broken_table"
    NO_ROWS = "counts_no_rows"
    UNKNOWN_COLUMN = "counts_unknown_column"
    COLUMN_TWICE = "counts_column_twice"
    MISSING_COLUMN = "counts_missing_column"
    WRONG_WIDTH = "counts_wrong_width"
    MISSING_VALUE = "counts_missing_value"
    NOT_A_COUNT = "counts_not_a_count"
    NEGATIVE = "counts_negative"
    TOO_LARGE = "counts_too_large"
    UNKNOWN_WORD = "counts_unknown_word"
    UNCLEAR_WEEKS = "counts_unclear_weeks"
    OFF_THE_CLOCK = "counts_off_the_clock"
    UNKNOWN_WINDOW = "counts_unknown_window"
    WINDOW_TOO_SHORT = "counts_window_too_short"
    FOLLOW_UP_UNKNOWN = "counts_follow_up_unknown"
    MORE_LOSSES = "counts_more_losses"
    FALLING = "counts_falling"
    ABOVE_LOSSES = "counts_above_losses"
    DAYS_BEYOND_WINDOW = "counts_days_beyond_window"
    ONLY_AFTER_PROCEDURE = "counts_only_after_procedure"
    COUNTED_TWICE = "counts_counted_twice"


@dataclass(frozen=True, kw_only=True, slots=True)
class CountsProblem:
    """One thing that is wrong. `line` counts the lines of the file from 1 (0: the file); `value` is as written."""

    code: CountsCode
    line: int
    column: str | None = None
    value: str | None = None
    slots: Mapping[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        return ", ".join([*where, *([self.column] if self.column else [])])

    def sentences(self, language: Language = "en") -> tuple[str, str]:
        """Why it matters, and what to write instead.

        >>> CountsProblem(code=CountsCode.NEGATIVE, line=2, column="losses", value="-1").sentences()[0]
        'a count is never negative.'
        """
        why, instead = TEXTS[self.code][language]
        return why.format_map(self.slots), instead.format_map(self.slots)

    def written(self, language: Language = "en") -> str:
        why, instead = self.sentences(language)
        where = self.path or "the file"
        if language == "zh":
            parts = [f"第{self.line}行"] if self.line else []
            where = "，".join([*parts, *([self.column] if self.column else [])]) or "文件"
        given = "" if self.value is None else f" = {shown(self.value)}"
        return f"{where}{given}: {why} {instead}" if language == "en" else f"{where}{given}：{why}{instead}"

    def record(self, language: Language = "en") -> dict[str, object]:
        """The problem for a machine: everything in it is text."""
        why, instead = self.sentences(language)
        given = None if self.value is None else shown(self.value)
        return {"path": self.path, "value": given, "code": self.code.value, "why": why, "instead": instead}


class CountsError(ValueError):
    """Counts that cannot be taken as they are. `problems` holds everything that was found."""

    def __init__(self, problems: Iterable[CountsProblem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.problems, source)

    def written(self, language: Language = "en") -> str:
        count = len(self.problems)
        if language == "en":
            title = ("1 problem" if count == 1 else f"{count} problems") + (f" in {self.source}" if self.source else "")
        else:
            title = (f"{self.source} 中有" if self.source else "有") + f" {count} 个问题"
        colon = ":" if language == "en" else "："
        numbered = (f"  {n}. {p.written(language)}" for n, p in enumerate(self.problems, start=1))
        return "\n".join([title + colon, *numbered])

    def __str__(self) -> str:
        return self.written()


TEXTS: Mapping[CountsCode, Mapping[Language, tuple[str, str]]] = {
    CountsCode.BROKEN_TABLE: {
        "en": ("this is no table of values divided by commas ({reason}).", "Save it as CSV, UTF-8."),
        "zh": ("这不是以逗号分隔的表格（{reason}）。", "请另存为UTF-8编码的CSV文件。"),
    },
    CountsCode.NO_ROWS: {
        "en": (
            "it holds no counts, so there is nothing to learn from.",
            "Write a row for each group; amnio evidence learn --template prints an example.",
        ),
        "zh": ("其中没有任何计数，无从学习。", "请为每一组写一行；amnio evidence learn --template 可打印示例。"),
    },
    CountsCode.UNKNOWN_COLUMN: {
        "en": ("no column has this name, so what it says would be lost.", "{hint}Known columns: {known}."),
        "zh": ("没有这个列名，其内容会被丢失。", "{hint}可用的列：{known}。"),
    },
    CountsCode.COLUMN_TWICE: {
        "en": ("this column stands twice in the header.", "Keep one of the two."),
        "zh": ("该列在表头中出现了两次。", "请只保留一个。"),
    },
    CountsCode.MISSING_COLUMN: {
        "en": ("without this column the counts cannot be read.", "Add it to the header and fill it in every row."),
        "zh": ("缺少这一列就无法读取计数。", "请在表头加上该列，并在每一行填写。"),
    },
    CountsCode.WRONG_WIDTH: {
        "en": ("the row has {found} values, and the header names {named}.", "Give every row as many values."),
        "zh": ("该行有{found}个值，而表头有{named}列。", "请使每行的值与表头一致。"),
    },
    CountsCode.MISSING_VALUE: {
        "en": ("this is needed in every row; an empty cell never means none.", "Write the number, or 0 for none."),
        "zh": ("每一行都必须填写；空白不表示没有。", "请填写数值，没有则写0。"),
    },
    CountsCode.NOT_A_COUNT: {
        "en": ("pregnancies are counted in whole numbers.", "Write a whole number, in figures alone."),
        "zh": ("妊娠数以整数计。", "请只写一个整数。"),
    },
    CountsCode.NEGATIVE: {
        "en": ("a count is never negative.", "Write a whole number from 0 on."),
        "zh": ("计数不会是负数。", "请写0或以上的整数。"),
    },
    CountsCode.TOO_LARGE: {
        "en": ("more than {limit} is not the count of a unit.", "Check the number."),
        "zh": ("超过{limit}，不可能是一个机构的数目。", "请核对该数字。"),
    },
    CountsCode.UNKNOWN_WORD: {
        "en": ("this is none of the words that can be read here.", "Allowed: {allowed}."),
        "zh": ("此处不能读取该词。", "可用：{allowed}。"),
    },
    CountsCode.UNCLEAR_WEEKS: {
        "en": (
            "this is no gestational age at the start.",
            "Write completed weeks (16), a band of them (15-17), or weeks and days (16+3).",
        ),
        "zh": ("这不是开始时的孕周。", "请写完整孕周（16）、孕周范围（15-17）或孕周加天数（16+3）。"),
    },
    CountsCode.OFF_THE_CLOCK: {
        "en": ("it lies outside {low} to {high}, the time that can be answered for.", "Check the weeks."),
        "zh": ("超出{low}至{high}的范围，无法作答。", "请核对孕周。"),
    },
    CountsCode.UNKNOWN_WINDOW: {
        "en": (
            "without a known end of the follow-up a loss cannot be told from a loss nobody heard of.",
            "Write 24+0, birth, or a number of days such as 28 days.",
        ),
        "zh": (
            "随访终点不明，就无法区分没有丢失与未获知的丢失。",
            "请写24+0、birth（至分娩）或天数，如28 days。",
        ),
    },
    CountsCode.WINDOW_TOO_SHORT: {
        "en": ("the follow-up ends before it begins.", "Check weeks and followed_until."),
        "zh": ("随访在开始之前就已结束。", "请核对weeks与followed_until。"),
    },
    CountsCode.FOLLOW_UP_UNKNOWN: {
        "en": (
            "losses are not learned from when nobody says how many pregnancies were lost to follow-up.",
            "Write their number, 0 for none; they are not counted under pregnancies.",
        ),
        "zh": (
            "未说明失访例数时，不从这些丢失中学习。",
            "请写失访例数，没有则写0；失访者不计入pregnancies。",
        ),
    },
    CountsCode.MORE_LOSSES: {
        "en": ("these are more losses than the {pregnancies} pregnancies of the row.", "Check both numbers."),
        "zh": ("丢失数超过该行的妊娠数{pregnancies}。", "请核对两个数字。"),
    },
    CountsCode.FALLING: {
        "en": ("losses within more days include those within fewer days ({before}).", "Write them cumulatively."),
        "zh": ("较长天数内的丢失应包含较短天数内的（{before}）。", "请按累计数填写。"),
    },
    CountsCode.ABOVE_LOSSES: {
        "en": ("these are more than all {losses} losses of the row.", "Check both numbers."),
        "zh": ("超过该行的全部丢失数{losses}。", "请核对两个数字。"),
    },
    CountsCode.DAYS_BEYOND_WINDOW: {
        "en": ("so many days reach beyond the follow-up of the row.", "Leave the cell empty."),
        "zh": ("天数超出该行的随访期。", "请将此格留空。"),
    },
    CountsCode.ONLY_AFTER_PROCEDURE: {
        "en": ("the row is of women without a procedure.", "Leave the cell empty."),
        "zh": ("该行为未行穿刺的妇女。", "请将此格留空。"),
    },
    CountsCode.COUNTED_TWICE: {
        "en": ("this is the same group of pregnancies as in line {other}.", "Add the two rows up, or tell them apart."),
        "zh": ("与第{other}行是同一组妊娠。", "请将两行合并，或加以区分。"),
    },
}
