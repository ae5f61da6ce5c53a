"""Exports: made whole; the event says how many rows, for what, and with which fingerprint."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from amnio import __version__
from amnio.registry.access import Actor, Permission
from amnio.registry.actions.action import action
from amnio.registry.models import Unit, Woman
from amnio.registry.study_export.pseudonyms import Pseudonyms
from amnio.registry.study_export.suppression import suppress
from amnio.registry.study_export.table import table_of
from amnio.registry.study_export.writing import (
    CSV,
    DESCRIPTION,
    PARQUET,
    csv_bytes,
    described,
    fingerprint,
    parquet_bytes,
)

FEWEST = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class StudyExport:
    """The files by name, and what was left out or hidden."""

    files: dict[str, bytes]
    rows: int
    left_out: dict[str, int]
    hidden: dict[str, int]
    fingerprint: str


def export_study(by: Actor | None, unit: Unit, *, study: str, fewest: int = FEWEST) -> StudyExport:
    """The unit's pregnancies for a study called `study`; by None from the command line of the installation.

    `fewest` is one of `suppression.THRESHOLDS`.
    """
    if by is not None:
        by.must(Permission.EXPORT_STUDY)
    with action("study.exported", by=by, about=unit) as happened:
        table = table_of(unit, Pseudonyms(settings.SECRET_KEY, study))
        rows, hidden = suppress(table.rows, fewest)
        left_out = dict(sorted((table.left_out + Counter(too_few_alike=hidden.rows)).items()))
        as_csv = csv_bytes(rows)
        as_parquet = parquet_bytes(as_csv)
        about: dict[str, Any] = {
            "study": study,
            "software": __version__,
            "made_up": unit.demonstration,
            "pregnancies": len(rows),
            "left_out": left_out,
            "fewest_alike": fewest,
            "values_hidden": dict(sorted(hidden.values.items())),
            "fingerprints": {CSV: fingerprint(as_csv), PARQUET: fingerprint(as_parquet)},
        }
        description = described(**about)
        happened.note(
            rows=len(rows), fewest=fewest, fingerprint=about["fingerprints"][CSV], hidden=sum(hidden.values.values())
        )
    return StudyExport(
        files={CSV: as_csv, PARQUET: as_parquet, DESCRIPTION: description},
        rows=len(rows),
        left_out=left_out,
        hidden=about["values_hidden"],
        fingerprint=about["fingerprints"][CSV],
    )


def export_woman(by: Actor, woman: Woman) -> None:
    """Notes that everything of her was handed out; the caller has it from `amnio.registry.everything`."""
    by.must(Permission.EXPORT_WOMAN)
    with action("woman.exported", by=by, about=woman) as happened:
        happened.note(pregnancies=[str(one) for one in woman.pregnancies.values_list("public_id", flat=True)])
