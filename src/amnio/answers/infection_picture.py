"""The clinical signs of infection, folded into one finding.

A low or normal white count never counts against infection, and neither does a normal procalcitonin or lactate: they
are read only when raised. Fever that came only while misoprostol was given is a finding of its own, and a weak one.
"""

from amnio.answers.read_finding import ReadFinding, SignThresholds
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Finding, Presence

_EARLY_HOURS, _LATE_HOURS = 24, 72


def infection_findings(case: Case, thresholds: SignThresholds) -> list[ReadFinding]:
    """At most one finding about the picture of infection, and one about when it began."""
    signs = _signs(case, thresholds)
    present = [path for path, there in signs.items() if there]
    picture = _picture(case, thresholds, signs, present)
    hours = case.signs.first_sign_hours
    if hours is None or not (present or _collapse(case, present)):
        return picture
    level = "within_24h" if hours <= _EARLY_HOURS else "h24_72" if hours <= _LATE_HOURS else "after_72h"
    onset = ReadFinding(
        finding=Finding.INFECTION_ONSET,
        level=level,
        paths=("signs.first_sign_hours",),
        value=f"{hours:g}",
        unit="hours",
    )
    return [*picture, onset]


def _picture(case: Case, thresholds: SignThresholds, signs: dict[str, bool], present: list[str]) -> list[ReadFinding]:
    collapse = _collapse(case, present)
    if collapse:
        return [_read(case, Finding.INFECTION_PICTURE, "severe", (*signs, *collapse))]
    if len(present) > 1:
        return [_read(case, Finding.INFECTION_PICTURE, "marked", tuple(signs))]
    if len(signs) == 1:
        (path,) = signs
        if path in ("signs.fever", "signs.temperature_c"):
            return [_read(case, Finding.FEVER_ALONE, "present" if present else "absent", (path,))]
        if path == "signs.crp_mg_l":
            return [_read(case, Finding.CRP_ALONE, "raised" if present else "normal", (path,))]
        return [_read(case, Finding.INFECTION_PICTURE, "single", (path,))] if present else []
    if signs:
        return [_read(case, Finding.INFECTION_PICTURE, "single" if present else "none", tuple(signs))]
    during = case.signs.fever_during_induction
    if during is None:
        return []
    return [_read(case, Finding.FEVER_DURING_INDUCTION, during.value, ("signs.fever_during_induction",))]


def _signs(case: Case, thresholds: SignThresholds) -> dict[str, bool]:
    """Every sign that was looked for and can count, by path: there or not."""
    signs, found = case.signs, {}
    fever_counts = signs.fever_during_induction is not Presence.PRESENT
    if signs.temperature_c is not None and fever_counts:
        found["signs.temperature_c"] = (
            signs.temperature_c >= thresholds.fever_celsius or signs.fever is Presence.PRESENT
        )
    elif signs.fever is not None and fever_counts:
        found["signs.fever"] = signs.fever is Presence.PRESENT
    if signs.crp_mg_l is not None:
        found["signs.crp_mg_l"] = signs.crp_mg_l >= thresholds.crp_mg_l
    for name in ("uterine_tenderness", "foul_discharge", "maternal_tachycardia"):
        value = getattr(signs, name)
        if value is not None:
            found[f"signs.{name}"] = value is Presence.PRESENT
    for name in ("white_count_10e9_l", "procalcitonin_ug_l", "lactate_mmol_l"):
        value = getattr(signs, name)
        if value is not None and value >= getattr(thresholds, name):
            found[f"signs.{name}"] = True
    return found


def _collapse(case: Case, present: list[str]) -> tuple[str, ...]:
    """Septic shock, or failing organs beside at least one sign of infection: failing organs alone have other causes."""
    paths = []
    if case.signs.septic_shock is Presence.PRESENT:
        paths.append("signs.septic_shock")
    if case.signs.organ_dysfunction is Presence.PRESENT and (paths or present):
        paths.append("signs.organ_dysfunction")
    return tuple(paths)


def _read(case: Case, finding: Finding, level: str, paths: tuple[str, ...]) -> ReadFinding:
    """Shows the temperature if it was one of the signs, or else the CRP; the temperature stands for fever too."""
    if "signs.temperature_c" in paths and case.signs.fever is not None:
        paths = (*paths, "signs.fever")
    for path, unit in (("signs.temperature_c", "°C"), ("signs.crp_mg_l", "mg/L")):
        if path in paths:
            value = getattr(case.signs, path.removeprefix("signs."))
            return ReadFinding(finding=finding, level=level, paths=paths, value=f"{value:g}", unit=unit)
    return ReadFinding(finding=finding, level=level, paths=paths)
