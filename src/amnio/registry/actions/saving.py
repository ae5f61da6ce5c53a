"""Saving rows that several people may have open at once: an older form gets a question, never the last word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amnio.registry.access import Actor
from amnio.registry.actions.action import Happened
from amnio.registry.models.history import Changing


@dataclass(frozen=True, kw_only=True, slots=True)
class Clash:
    """A field in which what is saved now and what was typed differ, though somebody else saved in between."""

    field: str
    before: object  # when the form was opened
    theirs: object
    yours: object

    @property
    def only_they(self) -> bool:
        """They changed it; whoever typed left it as it was."""
        return self.yours == self.before

    @property
    def only_you(self) -> bool:
        """It was not touched by them."""
        return self.theirs == self.before


class ChangedMeanwhile(Exception):
    """Somebody saved the same record in between. Nothing was written; `clashes` are for the person to decide."""

    def __init__(self, row: Changing, clashes: tuple[Clash, ...], values: Mapping[str, Any]) -> None:
        super().__init__(f"{row._meta.model_name} is at revision {row.revision}")
        self.row, self.clashes, self.values = row, clashes, values


def save(row: Changing, values: Mapping[str, Any], *, revision: int, by: Actor, happened: Happened) -> tuple[str, ...]:
    """Writes `values` to the row; returns the names of the fields that changed.

    Call it inside an action. `revision` is the one that the form was opened at. The row is locked, and read anew where
    somebody saved it since the caller read it, so that nothing of theirs is written over. Raises `ChangedMeanwhile`
    when the row is newer and the two differ, `DoesNotExist` when it was erased.
    """
    if not row._state.adding:
        _lock(row)
    changed = tuple(name for name, value in values.items() if getattr(row, name) != value)
    if not row._state.adding and row.revision != revision and changed:
        raise ChangedMeanwhile(row, tuple(_clash(row, name, values[name], revision) for name in changed), values)
    if not changed and not row._state.adding:
        return ()
    for name in changed:
        setattr(row, name, values[name])
    row.revision += 1
    row.changed_by = by.staff
    row._history_user = by.staff
    row.save()
    happened.note(**{"table": row._meta.model_name, "fields": sorted(changed), "revision": row.revision})
    return changed


def _lock(row: Changing) -> None:
    saved = type(row)._default_manager.select_for_update(no_key=True).only("revision").get(pk=row.pk)
    if saved.revision != row.revision:
        row.refresh_from_db()


def _clash(row: Changing, name: str, yours: object, revision: int) -> Clash:
    earlier = row.history.filter(revision=revision).order_by("-history_id").first()
    before = getattr(earlier, name) if earlier is not None else None
    return Clash(field=name, before=before, theirs=getattr(row, name), yours=yours)
