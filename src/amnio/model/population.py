"""A simulated population with known truth: every woman has the ends she would meet, and is seen as a registry sees her.

For each woman the day of each possible end is drawn on its own (loss in the background, loss of an abnormal fetus,
termination, birth, and the excess of the procedure if she comes to it); the first of them happens. Women share all
that decides about their ends within a *kind*: fetal class, factor on the background. `population_truth` sums over
kinds.

Twins are a kind with a factor of its own, and the end that is drawn is that of the first fetus: a loss takes both or
one, a termination one, and the other lives on as a single fetus without abnormality.

Within a day the needle comes first, then a loss, a termination, a birth, and last being heard of no more, as in the
table of pregnancies (docs/reference/pregnancy-table.md).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from amnio.clinic.practice import Practice, Span
from amnio.clinic.vocabulary import FetalClass
from amnio.model.clock import DAYS_PER_WEEK, END_DAY, FIRST_DAY, Array
from amnio.model.facts import Facts
from amnio.model.fetal import CLASSES
from amnio.model.pregnancy import PregnancyModel

Days = NDArray[np.int32]
NEVER = END_DAY + 1  # later than any day
DAYS = END_DAY - FIRST_DAY
AGE_FACTORS = {35: "age_35_39", 40: "age_40_plus"}  # from this age on: factor on the background
HISTORY, TWINS = "previous_second_trimester", "twins"
LOSS, TERMINATION, BIRTH, LOST = 1, 2, 3, 0  # how it ended; 0: lost to follow-up


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Population:
    """One entry a woman in every array. Days are days of gestation; -1 is never (a procedure, the end of one of twins).

    `kind` is `fetal_class * len(factors) + factor`: what decides about her ends; `end` one of `LOSS`, `TERMINATION`,
    `BIRTH`, `LOST`. `fetal_class` is the truth, which a registry does not hold. `plain`: all are single, tested once at
    most and never re-dated. `redated_days` is a day by the first dating minus the same day by this one.
    """

    age: Days
    history: NDArray[np.bool_]
    screen_positive: NDArray[np.bool_]
    unit: Days
    operator: Days
    entry: Days
    procedure: Days
    last: Days
    end: NDArray[np.int8]
    fetal_class: Days
    kind: Days
    fetuses: Days
    later_procedure: Days
    fetal_loss: Days
    fetal_termination: Days
    redated_days: Days
    plain: bool
    drawn: int  # women drawn; those who ended before their first record are not in the arrays

    def __len__(self) -> int:
        return len(self.entry)

    @property
    def first_end(self) -> Days:
        """The day on which the pregnancy ended, one of twins was lost or ended, or she was last heard of."""
        one = np.where(self.fetal_loss >= 0, self.fetal_loss, self.fetal_termination)
        return np.where(one >= 0, one, self.last).astype(np.int32)

    def first(self, count: int) -> "Population":
        """The first of them; all, where there are no more. `drawn` shrinks in proportion."""
        if count >= len(self):
            return self
        names = [each.name for each in fields(self) if each.name not in ("drawn", "plain")]
        arrays = {name: getattr(self, name)[:count] for name in names}
        return replace(self, drawn=round(self.drawn * count / len(self)), **arrays)


class PopulationModel:
    """The hazards of one joint draw, tabulated by day from 10+0 to 42+0 for a practice."""

    def __init__(self, model: PregnancyModel, practice: Practice) -> None:
        if model.draws.count != 1:
            raise ValueError(f"a population is made from one joint draw, not from {model.draws.count}")
        self.model = model
        self.practice = practice
        self._excess: dict[int, Array] = {}
        self.age_factors = [1.0, *(self._factor(code) for code in AGE_FACTORS.values())]
        #: Factors on the background: those of age, without and with the earlier loss; then the same of twins.
        single = np.array([*self.age_factors, *(each * self._factor(HISTORY) for each in self.age_factors)])
        twins = [single * self._factor(TWINS)] if practice.women.twin_share else []
        self.factors = np.concatenate([single, *twins])
        self.single_factors = single

    def _factor(self, code: str) -> float:
        return float(self.model.draws[f"background_modifier.{code}"][0])

    @cached_property
    def background(self) -> Array:
        """Daily hazard of a loss of a fetus without abnormality, shape (days,)."""
        return np.repeat(self.model.nonfetal.daily[:, 0], DAYS_PER_WEEK)

    @cached_property
    def fetal(self) -> Array:
        """Daily excess hazard of each class, shape (classes, days)."""
        return np.repeat(self.model.classes.daily[:, :, 0], DAYS_PER_WEEK, axis=1)

    @cached_property
    def undelivered(self) -> Array:
        """Share not yet born at the start of each day if nothing else happens, shape (days + 1,); 0 at the end."""
        weekly = self.model.pregnant[:, 0]
        starts = np.arange(len(weekly) + 1) * DAYS_PER_WEEK
        return np.interp(np.arange(DAYS + 1), starts, [*weekly, 0.0])

    def excess(self, day: int) -> Array:
        """Daily hazard that a procedure on `day` adds on the days from it on, shape (days after,)."""
        if day not in self._excess:
            facts = Facts(loss_day=END_DAY - 1, procedure_day=day, maternal_age=float(self.practice.women.mean_age))
            days = [self.model.excess_on_day(facts, each) for each in range(day, END_DAY)]
            added = np.array([float((each.mechanical + each.introduced + each.early)[0]) for each in days])
            self._excess[day] = added * self.practice.testing.excess_factor
        return self._excess[day]

    def excess_of_two(self, day: int, second: int) -> Array:
        """The same of a procedure on `day` and another on the day `second`."""
        added = self.excess(day).copy()
        added[second - day :] += self.excess(second)
        return added

    @cached_property
    def class_shares(self) -> Array:
        """`P(z)` at 10+0 by year of age, shape (years, classes), from `youngest` on."""
        women = self.practice.women
        shares = []
        for age in range(women.youngest, women.oldest + 1):
            facts = Facts(loss_day=END_DAY - 1, procedure_day=None, maternal_age=float(age))
            alive = self.model.alive(facts, FIRST_DAY)[:, 0]
            shares.append(alive / alive.sum())
        return np.stack(shares)

    def by_class(self, shares: Mapping[FetalClass, float]) -> Array:
        """Shares in the order of the classes; a class that is not named has none."""
        return np.array([shares.get(fetal_class, 0.0) for fetal_class in CLASSES])

    @cached_property
    def plan_days(self) -> tuple[NDArray[np.int32], Array]:
        """The days on which a procedure may be planned, and their shares."""
        weeks = sorted(self.practice.testing.weeks.items())
        days = np.concatenate([np.arange(week * DAYS_PER_WEEK, (week + 1) * DAYS_PER_WEEK) for week, _ in weeks])
        return days.astype(np.int32), np.repeat([share / DAYS_PER_WEEK for _, share in weeks], DAYS_PER_WEEK)

    def simulate(self, women: int, generator: np.random.Generator) -> Population:
        """Draws so many women from 10+0 on; those recorded before their pregnancy ended are the population."""
        practice = self.practice
        # What only some scenarios have comes from a stream of its own, so that the others stay what they were.
        rarer = generator.spawn(1)[0]
        age = self._ages(women, generator)
        band = np.searchsorted(list(AGE_FACTORS), age, side="right")
        fetal_class = self._classes(age, generator)
        history = generator.random(women) < practice.women.history_share
        positive = generator.random(women) < self.by_class(practice.women.screen_positive)[fetal_class]
        twins = rarer.random(women) < practice.women.twin_share
        factor = band + len(self.age_factors) * history + len(self.single_factors) * twins
        planned = self._planned(age, history, positive, generator)
        entry = self._entries(planned, generator)
        loss = self._losses(fetal_class, self.factors[factor], generator)
        scan = _ended(self.by_class(practice.endings.after_scan)[fetal_class], practice.endings.scan, generator)
        birth = self._births(women, generator)
        still = np.minimum(np.minimum(loss, scan), birth)
        procedure = np.where(planned <= still, planned, NEVER).astype(np.int32)
        again = self._again(procedure, rarer)
        loss, termination = self._after_procedure(procedure, again, fetal_class, loss, scan, generator)
        first_end, end = _first(loss, termination, birth)
        last, end, fetal_loss, fetal_termination = self._other_twin(twins, factor, first_end, end, birth, rarer)
        entry = np.minimum(entry, procedure)  # a procedure is recorded on its day at the latest
        last, end = self._lost(entry, last, end, generator)
        first_end = np.minimum(first_end, last)
        unit = generator.integers(practice.recording.units, size=women, dtype=np.int32)
        operator = unit * practice.recording.operators_per_unit + generator.integers(
            practice.recording.operators_per_unit, size=women, dtype=np.int32
        )
        tested = procedure <= last
        seen = entry <= first_end  # twins of whom one was lost before are not in it either
        redated = self._redated(women, rarer)
        return Population(
            age=age[seen],
            history=history[seen],
            screen_positive=positive[seen],
            unit=unit[seen],
            operator=operator[seen],
            entry=entry[seen],
            procedure=np.where(tested, procedure, -1)[seen].astype(np.int32),
            last=last[seen],
            end=end[seen],
            fetal_class=fetal_class[seen],
            kind=(fetal_class * len(self.factors) + factor)[seen].astype(np.int32),
            fetuses=(1 + twins)[seen].astype(np.int32),
            later_procedure=_until(again, first_end)[seen],
            fetal_loss=_until(fetal_loss, last)[seen],
            fetal_termination=_until(fetal_termination, last)[seen],
            redated_days=redated[seen],
            plain=practice.plain,
            drawn=women,
        )

    def _ages(self, women: int, generator: np.random.Generator) -> Days:
        who = self.practice.women
        drawn = np.rint(generator.normal(who.mean_age, who.spread_of_age, women))
        return np.clip(drawn, who.youngest, who.oldest).astype(np.int32)

    def _classes(self, age: Days, generator: np.random.Generator) -> Days:
        limits = self.class_shares.cumsum(axis=1)[:, :-1]
        drawn = generator.random(len(age))
        row = age - self.practice.women.youngest
        found = np.zeros(len(age), dtype=np.int32)
        for limit in limits.T:
            found += drawn >= limit[row]
        return found

    def _planned(
        self,
        age: Days,
        history: NDArray[np.bool_],
        positive: NDArray[np.bool_],
        generator: np.random.Generator,
    ) -> Days:
        """The day of gestation for which a procedure is planned; `NEVER` for most."""
        testing = self.practice.testing
        odds = np.full(len(age), testing.odds)
        odds *= np.where(positive, testing.odds_screen_positive, 1.0)
        odds *= np.where(age >= min(AGE_FACTORS), testing.odds_from_35, 1.0)
        odds *= np.where(history, testing.odds_history, 1.0)
        days, shares = self.plan_days
        offered = generator.random(len(age)) < odds / (1.0 + odds)
        planned = np.full(len(age), NEVER, dtype=np.int32)
        planned[offered] = generator.choice(days, size=int(offered.sum()), p=shares)
        return planned

    def _entries(self, planned: Days, generator: np.random.Generator) -> Days:
        recording, women = self.practice.recording, len(planned)
        entry = _within(recording.booking, women, generator)
        late = (planned == NEVER) & (generator.random(women) < recording.late_share)
        entry = np.where(late, _within(recording.late, women, generator), entry)
        referred = (planned < NEVER) & (generator.random(women) < recording.referred_share)
        return np.where(referred, planned, entry).astype(np.int32)

    def _losses(self, fetal_class: Days, factor: Array, generator: np.random.Generator) -> Days:
        """The day of the loss that would come without any procedure; `NEVER` for most."""
        own = generator.exponential(size=len(fetal_class)) / factor
        loss = _passed(self.background, own)
        threshold = generator.exponential(size=len(fetal_class))
        for index, hazard in enumerate(self.fetal):
            members = np.flatnonzero(fetal_class == index)
            if hazard.any():
                loss[members] = np.minimum(loss[members], _passed(hazard, threshold[members]))
        return loss

    def _births(self, women: int, generator: np.random.Generator) -> Days:
        """The day is that on which the share not yet born falls below a random number."""
        born = np.searchsorted(-self.undelivered[1:], -generator.random(women), side="right")
        return (FIRST_DAY + np.minimum(born, DAYS - 1)).astype(np.int32)

    def _again(self, procedure: Days, generator: np.random.Generator) -> Days:
        """The day of a second procedure of those whose first gave no result; `NEVER` for most."""
        testing, women = self.practice.testing, len(procedure)
        repeated = (generator.random(women) < testing.repeated_share) & (procedure < NEVER)
        return np.where(repeated, procedure + _within(testing.repeated, women, generator), NEVER).astype(np.int32)

    def _after_procedure(
        self,
        procedure: Days,
        again: Days,
        fetal_class: Days,
        loss: Days,
        scan: Days,
        generator: np.random.Generator,
    ) -> tuple[Days, Days]:
        """The loss and the termination of every woman, with what follows from her procedure."""
        done = np.flatnonzero(procedure < NEVER)
        loss, termination = loss.copy(), scan.copy()
        threshold = generator.exponential(size=len(done))
        days, which = np.unique(np.stack([procedure[done], again[done]]), axis=1, return_inverse=True)
        for number, (day, second) in enumerate(days.T.tolist()):
            at = np.flatnonzero(which == number)
            members = done[at]
            added = self.excess(day) if second == NEVER else self.excess_of_two(day, second)
            loss[members] = np.minimum(loss[members], _passed(added, threshold[at], first=day))
        endings = self.practice.endings
        delay = _ended(self.by_class(endings.after_result)[fetal_class[done]], endings.result, generator)
        termination[done] = np.minimum(termination[done], np.where(delay < NEVER, procedure[done] + delay, NEVER))
        return loss, termination

    def _other_twin(
        self,
        twins: NDArray[np.bool_],
        factor: Days,
        first_end: Days,
        end: NDArray[np.int8],
        birth: Days,
        generator: np.random.Generator,
    ) -> tuple[Days, NDArray[np.int8], Days, Days]:
        """What becomes of the whole pregnancy, and the day on which one of twins was lost, or ended, before that.

        The other twin has the hazard of a single fetus from the next day on.
        """
        both = generator.random(len(twins)) < self.practice.endings.both_share
        lost_one, ended_one = twins & (end == LOSS) & ~both, twins & (end == TERMINATION)
        one = lost_one | ended_one
        passed = np.concatenate([[0.0], self.background.cumsum()])[np.minimum(first_end + 1, END_DAY) - FIRST_DAY]
        own = generator.exponential(size=len(twins)) / self.single_factors[factor % len(self.single_factors)]
        loss = _passed(self.background, own + passed)
        last, how = np.where(one, np.minimum(loss, birth), first_end), np.where(loss <= birth, LOSS, BIRTH)
        return (
            last.astype(np.int32),
            np.where(one, how, end).astype(np.int8),
            np.where(lost_one, first_end, NEVER).astype(np.int32),
            np.where(ended_one, first_end, NEVER).astype(np.int32),
        )

    def _redated(self, women: int, generator: np.random.Generator) -> Days:
        """Days that the first dating was ahead (or behind); 0 for most."""
        recording = self.practice.recording
        moved = generator.random(women) < recording.redated_share
        sign = np.where(generator.random(women) < 0.5, -1, 1)
        return np.where(moved, sign * _within(recording.redated, women, generator), 0).astype(np.int32)

    def _lost(
        self, entry: Days, last: Days, end: NDArray[np.int8], generator: np.random.Generator
    ) -> tuple[Days, NDArray[np.int8]]:
        """Some are heard of no more from a day between their first record and the end of the clock, whatever comes."""
        leaves = generator.random(len(last)) < self.practice.recording.lost_to_follow_up
        heard = entry + np.floor(generator.random(len(last)) * (END_DAY - entry)).astype(np.int32)
        leaves &= heard < last
        return np.where(leaves, heard, last).astype(np.int32), np.where(leaves, LOST, end).astype(np.int8)


def _within(span: Span, women: int, generator: np.random.Generator) -> Days:
    return generator.integers(span.first, span.last, size=women, endpoint=True, dtype=np.int32)


def _ended(chance: Array, span: Span, generator: np.random.Generator) -> Days:
    """A day of the span for those to whom it happens, `NEVER` for the others."""
    happens = generator.random(len(chance)) < chance
    return np.where(happens, _within(span, len(chance), generator), NEVER).astype(np.int32)


def _passed(hazard: Array, threshold: Array, first: int = FIRST_DAY) -> Days:
    """The day on which the sum of the hazard from `first` on passes the threshold; `NEVER` where it does not."""
    index = np.searchsorted(hazard.cumsum(), threshold, side="right")
    return np.where(index < len(hazard), first + index, NEVER).astype(np.int32)


def _until(day: Days, last: Days) -> Days:
    """Days that came before the end, or on its day; -1 for the others."""
    return np.where(day <= last, day, -1).astype(np.int32)


def _first(loss: Days, termination: Days, birth: Days) -> tuple[Days, NDArray[np.int8]]:
    last = np.minimum(np.minimum(loss, termination), birth)
    end = np.where(loss == last, LOSS, np.where(termination == last, TERMINATION, BIRTH))
    return last, end.astype(np.int8)
