"""Everything that is kept about one woman, for her: as plain values, and as parts of a page in her words."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

from amnio.clinic.case_fields import FieldKind
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import TestResult
from amnio.registry.babies import babies_of
from amnio.registry.models import SECTION_MODELS, Event, Fetus, FollowUp, LossReview, Pregnancy, Woman
from amnio.registry.models.columns import fields_of
from amnio.registry.own_judgement import not_blind
from amnio.registry.queries import subjects_of

#: What is asked in a call, with the field of a case whose name it shares.
_ASKED = {
    "fever": "signs.fever",
    "temperature_c": "signs.temperature_c",
    "chills": "aftercare.chills",
    "abdominal_pain": "signs.abdominal_pain",
    "bleeding": "signs.bleeding",
    "fluid_leaking": "aftercare.fluid_leaking",
    "foul_discharge": "signs.foul_discharge",
    "unwell": "aftercare.unwell",
}

#: Fields of a case that no answer names, and what they are called here.
_NAMED_HERE = {
    "words.baby": "exports.her_word_for_baby",
    "words.lost": "exports.her_word_for_lost",
    "words.wants_anyway_answer": "exports.wants_anyway_answer",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of the page: the key of its title, a slot for it, and lines of (key of a word, value)."""

    title: str
    lines: tuple[tuple[str, object], ...] = ()
    slot: object = ""
    looks: "tuple[Look, ...]" = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """What people of one role did with the record on one day, how often: the key of a word, a role (empty: nobody)."""

    on: date
    key: str
    role: str
    times: int


def plain_of(woman: Woman) -> dict[str, Any]:
    """As nested plain values, with the codes and field names of a case: for another system."""
    return {
        "woman": {
            "name": woman.name,
            "hospital_number": woman.hospital_number,
            "born_on": _plain(woman.born_on),
            "phone": woman.phone,
            "language": woman.language,
            "unit": woman.unit.name,
        },
        "pregnancies": [_plain_pregnancy(pregnancy) for pregnancy in _pregnancies(woman)],
    }


def parts_of(woman: Woman) -> list[Part]:
    """As parts of a page, in the order in which things happened."""
    parts = [
        Part(
            title="exports.she",
            lines=(
                ("exports.name", woman.name),
                ("exports.hospital_number", woman.hospital_number),
                ("exports.born_on", woman.born_on),
                ("exports.phone", woman.phone),
            ),
        )
    ]
    for pregnancy in _pregnancies(woman):
        parts += _parts_of_pregnancy(pregnancy)
    return parts


def _pregnancies(woman: Woman) -> list[Pregnancy]:
    return list(woman.pregnancies.filter(restricted=False).order_by("registered_on", "pk"))


def _parts_of_pregnancy(pregnancy: Pregnancy) -> list[Part]:
    datings = tuple(("exports.dated", f"{one.at} · {one.on.isoformat()}") for one in pregnancy.datings.all())
    registered = ("exports.registered_on", pregnancy.registered_on)
    parts = [Part(title="exports.pregnancy", slot=pregnancy.number, lines=(registered, *datings))]
    for table in SECTION_MODELS:
        lines = tuple((_NAMED_HERE.get(path, f"field.{path}"), value) for path, value in _section(pregnancy, table))
        if lines:
            parts.append(Part(title=f"exports.section_{table}", lines=lines))
    for fetus in pregnancy.fetuses.all():
        parts.append(Part(title="exports.fetus", slot=fetus.number, lines=_fetus(fetus)))
    tests = tuple(
        (f"field.tests.{one.test}", one.result or TestResult.PENDING.value) for one in pregnancy.test_orders.all()
    )
    if tests:
        parts.append(Part(title="exports.tests", lines=tests))
    parts += [part for contact in pregnancy.follow_ups.exclude(done_at=None) if (part := _call(contact)).lines]
    if pregnancy.other_facts:
        parts.append(Part(title="exports.other", lines=tuple(("exports.note", text) for text in pregnancy.other_facts)))
    several = babies_of(pregnancy) > 1
    for review in LossReview.objects.filter(pregnancy=pregnancy):
        title = "exports.review_of_fetus" if several else "exports.review"
        parts.append(Part(title=title, slot=review.fetus if several else "", lines=_review(review)))
    parts.append(Part(title="exports.who", looks=_looks(pregnancy)))
    return parts


def _fetus(fetus: Fetus) -> tuple[tuple[str, object], ...]:
    called = [("exports.her_word_for_baby", fetus.called)]
    seen = [(f"field.{field.path}", getattr(fetus, field.name)) for field in fields_of("examination")]
    found = [*called, *seen, ("field.loss.presentation", fetus.presentation)]
    told = [(key, value) for key, value in found if value not in (None, "")]
    return (("exports.outcome", fetus.outcome), ("exports.at", fetus.at), *told)


def _section(pregnancy: Pregnancy, table: str) -> list[tuple[str, object]]:
    row = getattr(pregnancy, f"{table}_section", None)
    if row is None:
        return []
    found = [(field.path, getattr(row, field.name), field.kind) for field in fields_of(table)]
    return [(path, _risk(value, kind)) for path, value, kind in found if value not in (None, "")]


def _risk(value: object, kind: FieldKind) -> object:
    return f"1:{round(1 / value)}" if kind is FieldKind.RISK and isinstance(value, float) else value


def _call(contact: FollowUp) -> Part:
    lines = [(f"field.{path}", getattr(contact, name)) for name, path in _ASKED.items()]
    told = [(key, value) for key, value in lines if value is not None]
    words = [("exports.said", contact.said), ("exports.advice", contact.advice)]
    outcome = [("exports.flag_outcome", contact.red_flag_outcome)]
    return Part(
        title="exports.call",
        slot=timezone.localtime(contact.done_at).date().isoformat() if contact.done_at else "",
        lines=(*told, *((key, text) for key, text in [*words, *outcome] if text)),
    )


def _review(review: LossReview) -> tuple[tuple[str, object], ...]:
    """What the team agreed, once it has; before that nobody but the readers knows what a reader thinks."""
    lines: list[tuple[str, object]] = []
    for question in review.questions.all():
        lines += [("exports.asked", question.asked), ("exports.answered", question.answer)]
    agreed = review.conclusions.filter(reviewer=None).select_related("version").first()
    if agreed is not None:
        lines += [("exports.cause", agreed.cause), ("exports.reasons", agreed.reasons)]
        lines += [] if agreed.version.answered else [("exports.computed", False)]
        lines += [("exports.letter", letter.written_at) for letter in review.letters.all()]
        lines += [("exports.factor", factor.text) for factor in review.factors.all()]
    return tuple(lines)


def _looks(pregnancy: Pregnancy) -> tuple[Look, ...]:
    """Day by day, in the order in which it began."""
    found = Event.objects.filter(subject__in=subjects_of(pregnancy)).order_by("sequence")
    counted = Counter(
        (timezone.localtime(event.at).date(), f"exports.did_{_what(event.kind)}", event.role) for event in found
    )
    return tuple(Look(on=on, key=key, role=role, times=times) for (on, key, role), times in counted.items())


def _what(kind: str) -> str:
    last = kind.rpartition(".")[2]
    return last if last in ("seen", "exported") else "changed"


def _plain_pregnancy(pregnancy: Pregnancy) -> dict[str, Any]:
    seen = [field.name for field in fields_of("examination")]
    return {
        "number": pregnancy.number,
        "registered_on": _plain(pregnancy.registered_on),
        "made_up": pregnancy.made_up,
        "datings": [_row(one, "at", "on", "method", "reason") for one in pregnancy.datings.all()],
        "record": {table: {p: _plain(v) for p, v in _section(pregnancy, table)} for table in SECTION_MODELS},
        "went_ahead_because": getattr(getattr(pregnancy, "procedure_section", None), "went_ahead_because", ""),
        "fetuses": [
            _row(one, "number", "outcome", "at", "note", "called", "presentation", *seen)
            for one in pregnancy.fetuses.all()
        ],
        "tests": [
            _row(one, "test", "ordered_on", "result", "result_on", "organism", "note", "fetus")
            for one in pregnancy.test_orders.all()
        ],
        "calls": [
            _row(one, "occasion", "due_on", "done_at", *_ASKED, "said", "advice", "red_flag", "red_flag_outcome")
            for one in pregnancy.follow_ups.all()
        ],
        "other_facts": list(pregnancy.other_facts),
        "reviews": [_plain_review(one) for one in LossReview.objects.filter(pregnancy=pregnancy)],
        "events": [
            {"at": _plain(event.at), "role": event.role, "kind": event.kind}
            for event in Event.objects.filter(subject__in=subjects_of(pregnancy)).order_by("sequence")
        ],
    }


def _plain_review(review: LossReview) -> dict[str, Any]:
    """Answers, conclusion and letters only once a conclusion was agreed."""
    agreed = review.conclusions.filter(reviewer=None).first()
    questions = [_row(one, "asked", "answer") for one in review.questions.all()]
    found: dict[str, Any] = {"fetus": review.fetus, "questions": questions}
    if agreed is not None:
        found["agreed"] = _row(agreed, "cause", "mechanism", "certainty", "reasons")
        found["judgements"] = _judgements(review)
        found["letters"] = [_row(one, "language", "written_at", "content") for one in review.letters.all()]
        found["factors"] = [_row(one, "kind", "text") for one in review.factors.all()]
        of_version = ("number", "made_at", "case", "answered", "answer")
        found["answers"] = [_row(one, *of_version) for one in review.versions.all()]
    return found


def _judgements(review: LossReview) -> list[dict[str, Any]]:
    """When each reader judged, and whether she had seen no answer by then, of twins not that of the other either."""
    after = not_blind(review.judgements.all())
    return [
        {"recorded_at": _plain(row.recorded_at), "before_any_answer": row.pk not in after}
        for row in review.judgements.order_by("pk")
    ]


def _row(row: Model, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: object) -> object:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, GestationalAge) else value
