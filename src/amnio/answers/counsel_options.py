"""The courses that a woman can choose between, each with what it adds and what it would show; no test among them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from amnio.answers.counsel_answer import NotOffered, Option, OptionRow
from amnio.answers.summaries import Summariser
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import Finding
from amnio.evidence import Evidence
from amnio.guidance.test_windows import villus_sampling_window
from amnio.model.clock import REFERENCE_DAY, Array
from amnio.model.prospect import CHROMOSOMAL_ROWS, Prospect

_EVEN = Summariser()  # nothing has happened yet that would make one draw count more than another


@dataclass(frozen=True, kw_only=True)
class Courses:
    """What the rows are made from. `planned` is a day of gestation; `on` the date of today, where it is known."""

    prospect: Prospect
    planned: int
    today: date | None
    horizons: tuple[int, ...]
    cfdna_done: bool
    twins: bool
    evidence: Evidence

    def rows(self) -> tuple[OptionRow, ...]:
        """One for each option, in the order of the vocabulary; what is not open to her says why."""
        make: dict[Option, Callable[[], OptionRow]] = {
            Option.NO_TEST: self._no_test,
            Option.CELL_FREE_DNA_FIRST: self._cell_free_dna,
            Option.VILLUS_SAMPLING: self._villus_sampling,
            Option.AMNIOCENTESIS_AS_PLANNED: lambda: self._amniocentesis(Option.AMNIOCENTESIS_AS_PLANNED, self.planned),
            Option.AMNIOCENTESIS_AT_16: self._at_16,
        }
        return tuple(make[option]() for option in Option)

    def _no_test(self) -> OptionRow:
        none = np.zeros(self.prospect.model.draws.count)
        there = self.prospect.classes[CHROMOSOMAL_ROWS].sum(axis=0)
        return self._row(Option.NO_TEST, None, [none for _ in self.horizons], found=none, there=there)

    def _amniocentesis(self, option: Option, day: int) -> OptionRow:
        return self._row(
            option,
            day,
            [self.prospect.added_by_amniocentesis(day, horizon) for horizon in self.horizons],
            found=self.prospect.found(day),
            by_microarray=self.prospect.found(day, Finding.MICROARRAY),
            there=self._there(day),
        )

    def _at_16(self) -> OptionRow:
        if self.planned >= REFERENCE_DAY:
            return _closed(Option.AMNIOCENTESIS_AT_16, NotOffered.PLANNED_LATER)
        return self._amniocentesis(Option.AMNIOCENTESIS_AT_16, REFERENCE_DAY)

    def _cell_free_dna(self) -> OptionRow:
        """The blood test now, and an amniocentesis at the planned day, not before 16+0, for those it alarms."""
        if self.cfdna_done:
            return _closed(Option.CELL_FREE_DNA_FIRST, NotOffered.ALREADY_DONE)
        if self.twins:
            return _closed(Option.CELL_FREE_DNA_FIRST, NotOffered.NO_FIGURE_FOR_TWINS)
        alarms, day = self.prospect.alarms(), max(self.planned, REFERENCE_DAY)
        return self._row(
            Option.CELL_FREE_DNA_FIRST,
            self.prospect.now,
            [self.prospect.added_by_amniocentesis(day, horizon, among=alarms) for horizon in self.horizons],
            found=self.prospect.found(day, among=alarms),
            by_microarray=self.prospect.found(day, Finding.MICROARRAY, among=alarms),
            there=self._there(day),
        )

    def _villus_sampling(self) -> OptionRow:
        """The excess is taken as the same for every class and week; what the placenta shows has no figure."""
        window = villus_sampling_window()
        day = max(self.prospect.now, window.first.days)
        if day > window.last.days:
            return _closed(Option.VILLUS_SAMPLING, NotOffered.TOO_LATE)
        if self.twins:
            return _closed(Option.VILLUS_SAMPLING, NotOffered.NO_FIGURE_FOR_TWINS)
        judged = self.evidence.meaning("villus.excess_risk").basis == "judgement"
        added = [self.prospect.added_by_villus_sampling(horizon) for horizon in self.horizons]
        return self._row(Option.VILLUS_SAMPLING, day, added, judged=judged)

    def _there(self, day: int) -> Array:
        return np.asarray(self.prospect.present(day)[CHROMOSOMAL_ROWS].sum(axis=0))

    def _row(
        self,
        option: Option,
        day: int | None,
        added: list[Array],
        *,
        found: Array | None = None,
        by_microarray: Array | None = None,
        there: Array | None = None,
        judged: bool = False,
    ) -> OptionRow:
        missed = None if found is None or there is None else there - found
        return OptionRow(
            option=option,
            not_offered=None,
            at=None if day is None else str(GestationalAge(day)),
            on=None if day is None or self.today is None else self.today + timedelta(days=day - self.prospect.now),
            added=tuple(_EVEN.estimates(added)),
            found=None if found is None else _EVEN.estimate(found),
            found_by_microarray=None if by_microarray is None else _EVEN.estimate(by_microarray),
            not_found=None if missed is None else _EVEN.estimate(missed),
            judged=judged,
        )


def _closed(option: Option, reason: NotOffered) -> OptionRow:
    return OptionRow(
        option=option,
        not_offered=reason,
        at=None,
        on=None,
        added=(),
        found=None,
        found_by_microarray=None,
        not_found=None,
        judged=False,
    )
