"""From named values to a case: everything that is wrong is found in one go.

Values stand in tables (`{"procedure": {"at": "16+3"}}`) or under dotted names (`{"procedure.at": "16+3"}`, as in the
columns of a table); the two may be mixed. A batch reads tens of thousands of cases a second, so the words that come
again and again are remembered field by field.
"""

import re
from collections.abc import Mapping
from typing import Any

from amnio.clinic.case import (
    Case,
    Citation,
    Dating,
    Examination,
    FamilyWords,
    FetusOutcome,
    Loss,
    Pregnancy,
    Procedure,
    Screening,
    Signs,
    Tests,
)
from amnio.clinic.case_fields import FETUS_TABLE, FIELDS, MOST_FACTS, TABLES, FieldKind
from amnio.clinic.keys import unknown_key
from amnio.clinic.plan import Aftercare, Plan
from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, Problem, Refused, problem
from amnio.clinic.review_scope import missing_ages
from amnio.clinic.values import Reader, is_not_given, read_text, reader_of
from amnio.clinic.vocabulary import Outcome, ProcedureKind

_FACTS = "other_facts"
_MOST_FETUSES = 5
_MOST_UNKNOWN_KEYS = 20
_MOST_REMEMBERED, _LONGEST_REMEMBERED = 2048, 100
_NUMBERED_FETUS = re.compile(r"loss\.fetuses\.([0-9]{1,3})\.(.*)", re.DOTALL)
_NUMBERED_FACT = re.compile(r"other_facts\.([0-9]{1,3})")
#: What a table has when nothing of it was recorded.
_NOTHING: dict[str, Any] = {
    "words": FamilyWords(),
    "pregnancy": Pregnancy(),
    "screening": Screening(),
    "signs": Signs(),
    "examination": Examination(),
    "tests": Tests(),
    "plan": Plan(),
    "aftercare": Aftercare(),
}


class _Leaf:
    """How one field is read, and the words that were read before."""

    __slots__ = ("name", "path", "read", "remembered", "table")

    def __init__(self, path: str, read: Reader, remembers: bool) -> None:
        self.path = path
        self.table, _, self.name = path.rpartition(".")
        self.read = read
        self.remembered: dict[str, object] | None = {} if remembers else None


_LEAVES = {
    path: _Leaf(path, reader_of(field), field.kind is not FieldKind.TEXT)
    for path, field in FIELDS.items()
    if path != _FACTS
}
_FETUS_LEAVES = {name: _LEAVES.pop(f"{FETUS_TABLE}.{name}") for name in ("outcome", "at")}
#: The fields below each table by the name that they have in it; for the case itself ("") their whole path.
_LEAVES_OF: dict[str, dict[Any, _Leaf]] = {
    table: {path.removeprefix(f"{table}."): leaf for path, leaf in _LEAVES.items() if path.startswith(f"{table}.")}
    for table in TABLES
} | {"": dict(_LEAVES)}


def case_from_mapping(mapping: object, source: str = "") -> Case:
    """The case that named values describe. Raises `CaseError` with every problem; `source` names the case in it.

    >>> case_from_mapping({"procedure.kind": "none", "loss": {"outcome": "loss", "at": "18+2"}}).loss.at.days
    128
    """
    if not isinstance(mapping, Mapping):
        raise CaseError([problem(Code.NOT_A_CASE, "", mapping, kind=Said(_kind_of(mapping)))], source)
    reading = _Reading()
    reading.named("", mapping)
    return reading.case(source)


def partial_case(mapping: Mapping[str, object], source: str = "") -> Case:
    """A case as far as named values go, with nothing asked for: for the worked cases of a rule.

    Raises `CaseError` for a value that is wrong and for a contradiction, never for one that is missing.
    """
    reading = _Reading()
    reading.named("", mapping)
    return reading.partial(source)


class _Reading:
    """One case on its way from names and values to types."""

    __slots__ = ("facts", "fetuses", "problems", "tables", "unknown")

    def __init__(self) -> None:
        self.tables: dict[str, dict[str, Any]] = {}
        self.fetuses: dict[int, dict[str, Any]] = {}
        self.facts: dict[int, str] = {}
        self.problems: list[Problem] = []
        self.unknown = 0

    def named(self, table: str, values: Mapping[Any, object]) -> None:
        """All values that stand in one table ("" for the case itself)."""
        leaves = _LEAVES_OF[table]
        tables = self.tables
        for key, raw in values.items():
            leaf = leaves.get(key)
            if leaf is None:
                self.take(table, key, raw)
                continue
            if raw is None:
                continue
            # the way of most values of most rows: a word seen before, for a field not given yet
            if type(raw) is str and leaf.remembered is not None:
                value = leaf.remembered.get(raw)
                if value is not None:
                    into = tables.get(leaf.table)
                    if into is None:
                        into = tables[leaf.table] = {}
                    if leaf.name not in into:
                        into[leaf.name] = value
                        continue
            self.field(leaf, raw)

    def take(self, table: str, key: object, raw: object) -> None:
        """Whatever else stands under a name: a table, a list, or nothing that is known."""
        path = f"{table}.{key}" if table else key
        if not isinstance(key, str) or not isinstance(path, str):
            self.unknown_key(table, key, raw)
        elif path in TABLES:
            self.table(path, raw)
        elif path == FETUS_TABLE:
            self.listed_fetuses(raw)
        elif path == _FACTS:
            self.listed_facts(raw)
        elif matched := _NUMBERED_FETUS.fullmatch(path):
            self.fetus(int(matched[1]), matched[2], raw)
        elif matched := _NUMBERED_FACT.fullmatch(path):
            self.fact(int(matched[1]), raw)
        else:
            self.unknown_key(table, key, raw)

    def unknown_key(self, table: str, key: object, raw: object) -> None:
        self.unknown += 1
        if self.unknown <= _MOST_UNKNOWN_KEYS:
            self.problems.append(unknown_key(table, key, raw))

    def table(self, path: str, raw: object) -> None:
        if isinstance(raw, Mapping):
            self.named(path, raw)
        elif not is_not_given(raw):
            example = next(f"{f.path} = {f.example}" for f in FIELDS.values() if f.table == path)
            self.problems.append(problem(Code.NOT_A_TABLE, path, raw, example=example))

    def field(self, leaf: _Leaf, raw: object) -> None:
        into = self.tables.get(leaf.table)
        if into is None:
            into = self.tables[leaf.table] = {}
        self._read(leaf.path, leaf, raw, into)

    def _read(self, path: str, leaf: _Leaf, raw: object, into: dict[str, Any]) -> None:
        if is_not_given(raw):
            return
        if leaf.name in into:
            self.problems.append(problem(Code.GIVEN_TWICE, path, raw))
            return
        try:
            into[leaf.name] = value = leaf.read(raw)
        except Refused as refused:
            self.problems.append(problem(refused.code, path, raw, **refused.slots))
            return
        if leaf.remembered is not None and type(raw) is str and len(raw) <= _LONGEST_REMEMBERED:
            if len(leaf.remembered) >= _MOST_REMEMBERED:
                leaf.remembered.clear()
            leaf.remembered[raw] = value

    def listed_fetuses(self, raw: object) -> None:
        if is_not_given(raw):
            return
        if not isinstance(raw, list | tuple):
            example = '[{outcome = "loss", at = "18+2"}, {outcome = "ongoing"}]'
            self.problems.append(problem(Code.NOT_A_LIST, FETUS_TABLE, raw, example=example))
            return
        if len(raw) > _MOST_FETUSES:
            slots = {"count": str(len(raw)), "limit": str(_MOST_FETUSES)}
            self.problems.append(problem(Code.TOO_MANY, FETUS_TABLE, None, **slots))
            return
        for number, entry in enumerate(raw, start=1):
            path = f"{FETUS_TABLE}.{number}"
            self.fetuses.setdefault(number, {})
            if isinstance(entry, Mapping):
                for key, value in entry.items():
                    self.fetus(number, key, value)
            elif not is_not_given(entry):
                self.problems.append(problem(Code.NOT_A_TABLE, path, entry, example=f'{path}.outcome = "loss"'))

    def fetus(self, number: int, key: object, raw: object) -> None:
        path = f"{FETUS_TABLE}.{number}"
        leaf = _FETUS_LEAVES.get(key) if isinstance(key, str) else None
        if leaf is None:
            self.unknown_key(path, key, raw)
        elif not 1 <= number <= _MOST_FETUSES:
            if not is_not_given(raw):
                slots = {"count": str(number), "limit": str(_MOST_FETUSES)}
                self.problems.append(problem(Code.TOO_MANY, f"{path}.{leaf.name}", raw, **slots))
        elif not is_not_given(raw):
            self._read(f"{path}.{leaf.name}", leaf, raw, self.fetuses.setdefault(number, {}))

    def listed_facts(self, raw: object) -> None:
        if is_not_given(raw):
            return
        if not isinstance(raw, list | tuple):
            self.problems.append(problem(Code.NOT_A_LIST, _FACTS, raw, example=FIELDS[_FACTS].example))
        elif len(raw) > MOST_FACTS:
            self.problems.append(problem(Code.TOO_MANY, _FACTS, None, count=str(len(raw)), limit=str(MOST_FACTS)))
        else:
            for number, fact in enumerate(raw, start=1):
                self.fact(number, fact)

    def fact(self, number: int, raw: object) -> None:
        if is_not_given(raw):
            return
        path = f"{_FACTS}.{number}"
        if number in self.facts:
            self.problems.append(problem(Code.GIVEN_TWICE, path, raw))
            return
        try:
            self.facts[number] = read_text(raw)
        except Refused as refused:
            self.problems.append(problem(refused.code, path, raw, **refused.slots))

    def case(self, source: str) -> Case:
        """The case, or the error with all problems."""
        if not self.problems and not self.unknown:
            case = self._complete()
            if case is not None:
                return case
        raise CaseError(self._all_problems(), source)

    def partial(self, source: str) -> Case:
        """The case without what is missing; only what is wrong is an error."""
        if self.problems or self.unknown:
            raise CaseError(self.problems, source)
        parts = self._parts()
        if not self.tables.get("procedure"):
            parts["procedure"] = Procedure(kind=ProcedureKind.NONE)
        if not self.tables.get("loss"):
            parts["loss"] = Loss(outcome=Outcome.ONGOING)
        return Case(**parts)

    def _complete(self) -> Case | None:
        """The case if nothing is missing and nothing contradicts; the fast way."""
        tables = self.tables
        if ("kind" not in tables.get("procedure", ()) or "outcome" not in tables.get("loss", ())) and self._missing():
            return None
        if (self.fetuses or "pregnancy.dating" in tables or "citation" in tables) and self._missing():
            return None
        try:
            case = Case(**self._parts())
        except CaseError:
            return None
        return None if missing_ages(case.procedure, case.loss) else case

    def _parts(self) -> dict[str, Any]:
        """The parts of the case as far as they could be read. What is required and missing has a stand-in."""
        tables = self.tables
        nothing = _NOTHING
        procedure = tables.get("procedure") or {}
        loss = tables.get("loss") or {}
        if self.fetuses:
            loss = {**loss, "fetuses": tuple(self._fetus(n) for n in range(1, max(self.fetuses) + 1))}
        pregnancy = tables.get("pregnancy")
        if (dating := self._dating()) is not None:
            pregnancy = {**(pregnancy or {}), "dating": dating}
        top = tables.get("") or {}
        return {
            "id": top.get("id"),
            "citation": Citation(**{"text": "", **found}) if (found := tables.get("citation")) else None,
            "words": FamilyWords(**found) if (found := tables.get("words")) else nothing["words"],
            "pregnancy": Pregnancy(**pregnancy) if pregnancy else nothing["pregnancy"],
            "screening": Screening(**found) if (found := tables.get("screening")) else nothing["screening"],
            "plan": Plan(**found) if (found := tables.get("plan")) else nothing["plan"],
            "procedure": self._procedure(procedure),
            "loss": self._loss(loss),
            "signs": Signs(**found) if (found := tables.get("signs")) else nothing["signs"],
            "examination": Examination(**found) if (found := tables.get("examination")) else nothing["examination"],
            "tests": Tests(**found) if (found := tables.get("tests")) else nothing["tests"],
            "aftercare": Aftercare(**found) if (found := tables.get("aftercare")) else nothing["aftercare"],
            "other_facts": tuple(self.facts[n] for n in sorted(self.facts)) if self.facts else (),
        }

    def _procedure(self, read: dict[str, Any]) -> Procedure:
        if "kind" in read:
            return Procedure(**read)
        return Procedure(kind=_ANY_KIND if read or "procedure.kind" in self._needed() else ProcedureKind.NONE, **read)

    def _loss(self, read: dict[str, Any]) -> Loss:
        if "outcome" in read:
            return Loss(**read)
        return Loss(outcome=_ANY_OUTCOME if read or "loss.outcome" in self._needed() else Outcome.ONGOING, **read)

    def _needed(self) -> list[str]:
        """What this case cannot do without. A plan alone is a pregnancy that goes on, with nothing done yet; a day of
        aftercare alone says what was done, and that the pregnancy goes on unless a loss is told."""
        planned, asked = bool(self.tables.get("plan")), bool(self.tables.get("aftercare"))
        lost = bool(self.tables.get("loss")) or bool(self.fetuses)
        needed = []
        if lost or not planned or self.tables.get("procedure"):
            needed.append("procedure.kind")
        if lost or not (planned or asked):
            needed.append("loss.outcome")
        return needed

    def _fetus(self, number: int) -> FetusOutcome:
        return FetusOutcome(**{"outcome": _ANY_OUTCOME, **self.fetuses.get(number, {})})

    def _dating(self) -> Dating | None:
        read = self.tables.get("pregnancy.dating")
        return Dating(**read) if read and len(read) == 2 else None

    def _missing(self) -> list[Problem]:
        """Required fields that were neither given nor already found to be wrong."""
        paths = self._needed()
        for table in ("pregnancy.dating", "citation"):
            if self.tables.get(table):
                paths += [f.path for f in FIELDS.values() if f.table == table and f.required]
        wrong = {found.path for found in self.problems}
        missing = [
            problem(Code.REQUIRED, path, None, example=FIELDS[path].example)
            for path in paths
            if path not in wrong and FIELDS[path].name not in self.tables.get(FIELDS[path].table, ())
        ]
        for number in range(1, max(self.fetuses, default=0) + 1):
            path = f"{FETUS_TABLE}.{number}.outcome"
            if "outcome" not in self.fetuses.get(number, ()) and path not in wrong:
                which = Said(Phrase.FETUS_NUMBER, number=str(number))
                code = Code.FETUS_OUTCOMES_MISSING
                missing.append(problem(code, path, None, FETUS_TABLE, fetuses=str(max(self.fetuses)), missing=which))
        return missing

    def _all_problems(self) -> list[Problem]:
        found = self.problems
        if self.unknown > _MOST_UNKNOWN_KEYS:
            slots = {"count": str(self.unknown), "shown": str(_MOST_UNKNOWN_KEYS)}
            found.append(problem(Code.TOO_MANY_KEYS, "", None, **slots))
        wrong = {one.path for one in found}
        found += self._missing()
        stand_ins = {one.path for one in found}
        parts = self._parts()
        procedure, loss = parts["procedure"], parts["loss"]
        contradicting: list[Problem] = []
        try:
            case = Case(**parts)
            procedure, loss = case.procedure, case.loss
        except CaseError as error:
            contradicting += error.problems
        found += [one for one in contradicting if not _concerns(one, stand_ins)]
        if not wrong & {"loss.outcome", "procedure.kind"}:  # otherwise it is not known whether an age is needed
            for one in missing_ages(procedure, loss):
                dates_are_wrong = contradicting and (procedure if one.path == "procedure.at" else loss).on is not None
                if not dates_are_wrong and not _concerns(one, wrong):
                    found.append(one)
        return found


#: Stand-ins while other problems are collected: with them nothing is said that would not be said of any other value.
_ANY_KIND = ProcedureKind.AMNIOCENTESIS
_ANY_OUTCOME = Outcome.LOSS


def _concerns(one: Problem, paths: set[str]) -> bool:
    """Whether a problem is about one of the fields at `paths`."""
    about = (one.path, *one.related)
    return any(path == other or path.startswith(f"{other}.") for path in paths for other in about)


def _kind_of(value: object) -> Phrase:
    if value is None:
        return Phrase.KIND_NOTHING
    if isinstance(value, str):
        return Phrase.KIND_TEXT
    if isinstance(value, int | float):
        return Phrase.KIND_NUMBER
    return Phrase.KIND_LIST
