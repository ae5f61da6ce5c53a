"""What became of every row: counted, or why not. The flow of a study, numbered alike on every engine."""

from dataclasses import dataclass

from amnio.cohort.definition import OtherInvasive, StudyDefinition

COUNTED = 0
BAD_RECORD = 1

# Reasons that a definition may give, in the order in which they are looked at.
OTHER_INVASIVE = "other_invasive"
NOT_KNOWN = "not_known"
NOT_KEPT = "not_kept"
NEVER_AT_RISK = "never_at_risk"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fates:
    """`names[number]` is what became of a row: counted, a bad record, left out as told, or not asked for.

    `left_out` are the names of rules whose rows the run was told to leave out, in order.
    """

    names: tuple[str, ...]

    @classmethod
    def of(cls, definition: StudyDefinition, left_out: tuple[str, ...]) -> "Fates":
        asked: list[str] = []
        if definition.other_invasive is OtherInvasive.LEAVE_OUT:
            asked.append(OTHER_INVASIVE)
        for condition in definition.keep:
            asked += [f"{NOT_KNOWN}:{condition.column}", f"{NOT_KEPT}:{condition.column}"]
        names = ("counted", "bad_record", *(f"left_out:{rule}" for rule in left_out), *asked, NEVER_AT_RISK)
        return cls(names=tuple(dict.fromkeys(names)))

    def number(self, name: str) -> int:
        return self.names.index(name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """How many rows had each fate, in the order of `Fates.names`; those that nobody had are left out."""

    rows: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, fates: Fates, numbers: dict[int, int]) -> "Flow":
        return cls(rows=tuple((name, numbers[i]) for i, name in enumerate(fates.names) if numbers.get(i)))

    @property
    def read(self) -> int:
        return sum(n for _, n in self.rows)

    @property
    def counted(self) -> int:
        return dict(self.rows).get("counted", 0)

    def plus(self, other: "Flow") -> "Flow":
        """The rows of both; reasons in the order in which they were first met."""
        total = dict(self.rows)
        for name, n in other.rows:
            total[name] = total.get(name, 0) + n
        return Flow(rows=tuple(total.items()))
