"""What a woman may ask of her records: that they are deleted, that nobody works with them, that she gets them all."""

from datetime import date

from django.apps import apps
from django.db import connection, models

from amnio.registry.access import Actor, Permission
from amnio.registry.actions import drafts
from amnio.registry.actions.action import action
from amnio.registry.actions.saving import save
from amnio.registry.models import Erasure, LossReview, Pregnancy, Woman
from amnio.registry.models.history import Changing

#: What hangs on a review, in the order in which the database lets it go: what points at a version before the version.
_OF_A_REVIEW = (
    *("letter", "conclusion", "contributoryfactor", "familyquestion", "answershown", "answerversion"),
    "blindjudgement",
)


def erase(by: Actor, woman: Woman, *, asked_on: date, basis: str) -> int:
    """Removes her, her pregnancies and every earlier state of them; returns how many pregnancies.

    What is left: the events of the trail (random numbers and names of fields), and one row for each pregnancy that says
    that it was erased, when, why, and by whom. `basis` must therefore hold no name.
    """
    by.must(Permission.HANDLE_REQUESTS)
    with action("woman.erased", by=by, about=woman) as happened:
        Woman.objects.select_for_update().get(pk=woman.pk)
        pregnancies = list(Pregnancy.objects.select_for_update().filter(woman=woman, unit=by.unit))
        for pregnancy in pregnancies:
            Erasure.objects.create(
                unit=by.unit, pregnancy_key=pregnancy.pk, asked_on=asked_on, basis=basis, done_by=by.staff
            )
            drafts.forget_about(pregnancy.public_id)
        reviews = LossReview.objects.filter(pregnancy__in=pregnancies)
        for name in _OF_A_REVIEW:
            _remove(apps.get_model("registry", name), review__in=list(reviews))
        _remove(LossReview, pregnancy__in=pregnancies)
        for model in _hanging_on(Pregnancy):
            _remove(model, pregnancy__in=pregnancies)
        _remove(Pregnancy, pk__in=[pregnancy.pk for pregnancy in pregnancies])
        drafts.forget_about(woman.public_id)
        drafts.forget_naming(by.unit, hospital_number=woman.hospital_number, name=woman.name)
        _remove(Woman, pk__in=[woman.pk])
        happened.note(pregnancies=[str(pregnancy.public_id) for pregnancy in pregnancies])
    _empty_the_log()
    return len(pregnancies)


def restrict(by: Actor, woman: Woman, *, basis: str) -> None:
    """From now on nobody sees or uses her pregnancies, neither in pages nor in exports. Everything is kept."""
    _set_restricted(by, woman, "woman.restricted", restricted=True, basis=basis)


def lift_restriction(by: Actor, woman: Woman, *, basis: str) -> None:
    """She asked that they may be used again."""
    _set_restricted(by, woman, "woman.restriction_lifted", restricted=False, basis=basis)


def _set_restricted(by: Actor, woman: Woman, kind: str, *, restricted: bool, basis: str) -> None:
    by.must(Permission.HANDLE_REQUESTS)
    with action(kind, by=by, about=woman) as happened:
        for pregnancy in Pregnancy.objects.select_for_update().filter(woman=woman, unit=by.unit):
            pregnancy._change_reason = basis[:100]
            save(pregnancy, {"restricted": restricted}, revision=pregnancy.revision, by=by, happened=happened)


def _hanging_on(model: type[models.Model]) -> list[type[models.Model]]:
    """Every table with rows about a pregnancy, a future one too; without reviews (they go before) and histories."""
    related = (relation.related_model for relation in model._meta.related_objects if relation.field.name == "pregnancy")
    return [one for one in related if one is not LossReview and not one._meta.model_name.startswith("historical")]


def _remove(model: type[models.Model], **which: object) -> None:
    """The rows and their history; removing a row writes a last state, so the history goes after it."""
    rows = model.objects.filter(**which)
    keys = list(rows.values_list("pk", flat=True))
    rows.delete()
    if issubclass(model, Changing):
        model.history.filter(**{f"{model._meta.pk.name}__in": keys}).delete()


def _empty_the_log() -> None:
    """The write-ahead log of SQLite still has the pages as they were; in the file itself every connection overwrites
    what it removes (`environment.sqlite`). PostgreSQL leaves both to its next VACUUM.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
