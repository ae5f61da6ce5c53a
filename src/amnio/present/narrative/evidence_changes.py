"""Evidence that changes, as documents: what is wrong with it, and every number before and after."""

from amnio.answers.changed_numbers import AddedStudy, ChangedNumbers
from amnio.answers.checked_evidence import CheckedEvidence
from amnio.evidence.changes import ParameterChange
from amnio.evidence.problem import EvidenceProblem
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.evidence_words import recognised, told
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording
from amnio.quantity import Estimate

TOPIC = "comparison"
_DECLARED = "problem.shared_women"


def check(checked: CheckedEvidence, language: Language) -> Document:
    """Everything that is wrong, and which studies may hold the same women."""
    wording = _wording(language)
    blocks: list[Block] = [Paragraph(text=_verdict(checked, wording), role="lead")]
    if checked.errors:
        heading = Heading(text=wording.text("comparison.check.to_correct"), id="wrong")
        blocks += [heading, Bullets(items=_said(checked.errors, language))]
    blocks += _overlaps(checked.warnings, wording)
    return _document(wording, wording.text("comparison.check.title"), checked.folder, blocks)


def differences(changed: ChangedNumbers, language: Language) -> Document:
    """Every number that differs, before and after; plainly that nothing did."""
    wording = _wording(language)
    return _document(wording, wording.text("comparison.diff.title"), "", _differences(changed, wording))


def added(answer: AddedStudy, language: Language) -> Document:
    """A study that was added, whose women it may share, and what it changes."""
    wording = _wording(language)
    title = wording.text("comparison.diff.added", study=answer.study)
    blocks = [*_differences(answer.changed, wording), *_overlaps(answer.warnings, wording)]
    return _document(wording, title, answer.folder, blocks)


def changed_table(numbers: tuple[ParameterChange, ...], caption: str, wording: Wording, *, more: bool = False) -> Table:
    """Each number before and after. `more`: a terminal shows it only in full."""
    return Table(
        caption=caption,
        columns=tuple(wording.text(f"comparison.column.{name}") for name in ("number", "before", "after")),
        rows=tuple(
            (change.draw_name, _number(change.before, wording), _number(change.after, wording)) for change in numbers
        ),
        numeric=(1, 2),
        secondary=more,
    )


def _verdict(checked: CheckedEvidence, wording: Wording) -> str:
    count = len(checked.errors)
    if count:
        return (
            wording.text("comparison.check.wrong_one")
            if count == 1
            else wording.text("comparison.check.wrong", n=count)
        )
    if checked.study is not None:
        return wording.text("comparison.check.good_study", name=checked.study)
    return wording.text("comparison.check.good", studies=checked.studies)


def _differences(changed: ChangedNumbers, wording: Wording) -> list[Block]:
    blocks: list[Block] = [Paragraph(text=_how_many(changed, wording), role="lead")]
    if changed.numbers:
        blocks.append(changed_table(changed.numbers, wording.text("comparison.diff.caption"), wording))
        blocks.append(Paragraph(text=wording.text("comparison.diff.rest"), role="note"))
    blocks += [Paragraph(text=wording.text("comparison.diff.unused", study=study)) for study in changed.unused]
    fingerprints = wording.text("comparison.diff.fingerprints", before=changed.before, after=changed.after)
    return [*blocks, Paragraph(text=fingerprints, role="note")]


def _how_many(changed: ChangedNumbers, wording: Wording) -> str:
    if changed.numbers:
        return wording.text("comparison.diff.changed", n=len(changed.numbers), compared=changed.compared)
    key = "comparison.diff.same_files" if changed.same_files else "comparison.diff.same_numbers"
    return wording.text(key, compared=changed.compared)


def _overlaps(warnings: tuple[EvidenceProblem, ...], wording: Wording) -> list[Block]:
    """Overlaps that nobody has declared one by one, then those that the files declare themselves, by study."""
    if not warnings:
        return []
    declared: dict[str, list[str]] = {}
    suspected = []
    for warning in warnings:
        found = recognised(warning.message)
        if found is not None and found[0] == _DECLARED:
            declared.setdefault(warning.file.split("/")[1], []).append(found[1]["study"])
        else:
            suspected.append(warning)
    blocks: list[Block] = [Heading(text=wording.text("comparison.check.to_know"), id="overlaps")]
    if suspected:
        blocks.append(Bullets(items=_said(tuple(suspected), wording.language)))
    if declared:
        blocks.append(
            Table(
                caption=wording.text("comparison.check.declared"),
                columns=(wording.text("evidence.column_study"), wording.text("comparison.column.shares")),
                rows=tuple((study, wording.listing(others)) for study, others in declared.items()),
            )
        )
    return [*blocks, Paragraph(text=wording.text("comparison.check.judgement"), role="note")]


def _said(problems: tuple[EvidenceProblem, ...], language: Language) -> tuple[str, ...]:
    return tuple(f"{problem.file}: {problem.field}: {told(problem.message, language)}" for problem in problems)


def _number(estimate: Estimate | None, wording: Wording) -> str:
    if estimate is None:
        return wording.text("comparison.diff.none")
    return wording.numbers.significant(estimate)


def _wording(language: Language) -> Wording:
    return Wording(language=language, audience=Audience.CLINICIAN, topics=(TOPIC,))


def _document(wording: Wording, title: str, facts: str, blocks: list[Block]) -> Document:
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts=facts,
        blocks=tuple(blocks),
        footer=wording.text("evidence.footer"),
        words=page_words(wording),
    )
