"""Antibiotic regimens for clinicians: what named protocols state, beside her allergy, and never as an order."""

from amnio.answers.care_answer import Care, RegimenShown
from amnio.clinic.vocabulary import Allergy
from amnio.guidance.regimens import Fit, regimen
from amnio.present.document import Table
from amnio.present.narrative.basis import mark
from amnio.present.narrative.wording import Wording


def table(answer: Care, wording: Wording) -> Table:
    return Table(
        caption=wording.text("care.regimen.caption"),
        columns=tuple(wording.text(f"care.regimen.column_{name}") for name in ("protocol", "content", "fit")),
        rows=tuple(_row(each, answer.penicillin_allergy, wording) for each in answer.regimens),
        note=wording.text("care.regimen.note"),
    )


def _row(shown: RegimenShown, allergy: Allergy | None, wording: Wording) -> tuple[str, str, str]:
    found, language = regimen(shown.regimen), wording.language.value
    issuer = "; ".join(source.issuer_zh if wording.chinese else source.issuer for source in found.sources)
    situation = wording.series(
        [part for part in (wording.text(f"care.regimen.when.{found.when}"), mark(found.wording, wording)) if part]
    )
    return wording.bracketed(issuer, situation), found.written(language), _fit(shown, allergy, wording)


def _fit(shown: RegimenShown, allergy: Allergy | None, wording: Wording) -> str:
    key = shown.fit.value
    if shown.fit is Fit.NO_CONFLICT and allergy is Allergy.NONE:
        key = "no_conflict_none"
    elif shown.fit is Fit.CONFLICT and "penicillin" not in regimen(shown.regimen).groups:
        key = "conflict_cephalosporin"
    told = wording.text(f"care.regimen.fit.{key}")
    if shown.fit is Fit.NO_CONFLICT:
        return told
    if shown.alternative is None:
        return wording.series([told, wording.text("care.regimen.no_alternative")])
    alternative = regimen(shown.alternative).written(wording.language.value)
    return wording.series([told, wording.text("care.regimen.alternative", regimen=alternative)])
