"""The counsel for clinicians: two numbers apart, what may be found, the options, and everything it rests on."""

from amnio.answers.counsel_answer import Counsel, KnownFact
from amnio.answers.review_answer import Influence
from amnio.present.document import Aside, Block, Bullets, Heading, Paragraph, Table
from amnio.present.narrative.counsel import finds, frame, options, pictures
from amnio.present.narrative.counsel.counts import count, tells_little, three, until
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_QUESTIONS = 4


def blocks(counsel: Counsel, wording: Wording) -> tuple[Block, ...]:
    return (
        *frame.made_up(counsel, wording),
        *_lead(counsel, wording),
        *_anyway(counsel, wording),
        *_added(counsel, wording),
        *finds.of_clinician(counsel, wording),
        Heading(text=wording.text("counsel.heading.options"), id="options"),
        *options.of_clinician(counsel, wording),
        *_facts(counsel, wording),
        *_unknown(counsel, wording),
        *_questions(wording),
        *_moved(counsel, wording),
        *_sources(counsel, wording),
        *frame.stamp(counsel, wording),
    )


def _lead(counsel: Counsel, wording: Wording) -> list[Block]:
    first = counsel.two_numbers[0]
    anyway, added = three(first.anyway), three(first.added)
    by, week = until(first.by, wording), wording.numbers.week(counsel.summary.planned)
    sentences = (
        wording.text("counsel.lead.anyway", low=anyway["low"], high=anyway["high"], by=by),
        wording.text("counsel.lead.added", low=added["low"], high=added["high"], week=week),
    )
    apart = wording.text("counsel.lead.apart")
    return [
        *(Paragraph(text=sentence, role="lead") for sentence in sentences),
        Paragraph(text=apart),
    ]


def _anyway(counsel: Counsel, wording: Wording) -> list[Block]:
    birth = counsel.two_numbers[-1]
    return [
        Heading(text=wording.text("counsel.heading.anyway"), id="anyway"),
        pictures.of_clinician(counsel, "anyway", wording),
        Paragraph(
            text=wording.sentences(
                wording.text("counsel.anyway.birth", **three(birth.anyway)), tells_little(birth.anyway, wording)
            )
        ),
    ]


def _added(counsel: Counsel, wording: Wording) -> list[Block]:
    say = counsel.studies_say
    told: list[Block] = [
        Heading(text=wording.text("counsel.heading.added"), id="added"),
        pictures.of_clinician(counsel, "added", wording),
        Paragraph(text=_added_by_birth(counsel, wording)),
    ]
    if (later := counsel.added_at_16) is not None:
        week = wording.numbers.week(counsel.summary.planned)
        waiting = wording.text(
            "counsel.added.waiting", week=week, later=wording.numbers.week(later.at), **three(later.added)
        )
        told.append(Paragraph(text=waiting))
    say_ends = {"mean": count(say.estimate), "low": count(say.low), "high": count(say.high)}
    return [
        *told,
        Paragraph(text=wording.text("counsel.added.studies", n=len(say.studies), **say_ends)),
        Paragraph(text=wording.text("counsel.added.why_differ"), role="note"),
    ]


def _facts(counsel: Counsel, wording: Wording) -> list[Block]:
    taken = wording.text("counsel.taken.none")
    if counsel.taken:
        taken = wording.text("counsel.taken", facts=_listed(counsel.taken, wording))
    blocks: list[Block] = [
        Heading(text=wording.text("counsel.heading.taken"), id="facts"),
        Paragraph(text=taken),
    ]
    if counsel.factors:
        blocks.append(_factors(counsel, wording))
    if counsel.missing:
        facts = wording.series([wording.field(path) for path in counsel.missing])
        blocks.append(Paragraph(text=wording.text("counsel.missing", facts=facts)))
    if "pregnancy.maternal_age" in counsel.missing:
        blocks.append(Paragraph(text=wording.text("counsel.average_age")))
    if counsel.unread:
        blocks.append(Paragraph(text=wording.text("counsel.unread", facts=_listed(counsel.unread, wording))))
    return blocks


def _added_by_birth(counsel: Counsel, wording: Wording) -> str:
    """Late losses that would have come anyway take some of the added ones back; then it is said."""
    first, birth = counsel.two_numbers[0].added, counsel.two_numbers[-1].added
    told = wording.text("counsel.added.birth", **three(birth))
    if birth.mean < first.mean:
        return wording.sentences(told, wording.text("counsel.added.birth_less"))
    return told


def _listed(facts: tuple[KnownFact, ...], wording: Wording) -> str:
    return wording.series([wording.labelled(wording.field(fact.field), wording.value(fact.value)) for fact in facts])


def _factors(counsel: Counsel, wording: Wording) -> Table:
    """What her facts multiply: never both numbers at once, and each factor with its interval."""
    return Table(
        caption=wording.text("counsel.factors.caption"),
        columns=tuple(wording.text(f"counsel.factors.column.{name}") for name in ("fact", "number", "times", "basis")),
        rows=tuple(
            (
                wording.fact(factor.code),
                wording.text(f"counsel.factors.{factor.number}"),
                wording.text("counsel.count", **_ratio(factor.times)),
                wording.text(f"basis.{factor.basis}"),
            )
            for factor in counsel.factors
        ),
        numeric=(2,),
    )


def _ratio(times: Estimate) -> dict[str, str]:
    return {name: f"{getattr(times, name):.1f}" for name in ("mean", "low", "high")}


def _unknown(counsel: Counsel, wording: Wording) -> list[Block]:
    items = [wording.text(f"counsel.unknown.{code.value}") for code in counsel.unknown]
    items.append(wording.text("counsel.unknown.other"))
    return [
        Heading(text=wording.text("counsel.heading.unknown"), id="unknown"),
        Bullets(items=tuple(items)),
    ]


def _questions(wording: Wording) -> list[Block]:
    items = tuple(wording.text(f"counsel.question.{number}") for number in range(1, _QUESTIONS + 1))
    return [Heading(text=wording.text("counsel.heading.questions"), id="questions"), Bullets(items=items)]


def _moved(counsel: Counsel, wording: Wording) -> list[Block]:
    return [
        Heading(text=wording.text("counsel.heading.moved"), id="moved"),
        _influences(counsel.influences_anyway, wording.text("counsel.moved.anyway"), wording),
        _influences(counsel.influences_added, wording.text("counsel.moved.added"), wording),
    ]


def _influences(influences: tuple[Influence, ...], caption: str, wording: Wording) -> Table:
    return Table(
        caption=caption,
        columns=tuple(wording.text(f"moved.column_{name}") for name in ("parameter", "basis", "influence")),
        rows=tuple(
            (
                influence.definition_zh if wording.chinese else influence.definition,
                wording.text(f"basis.{influence.basis}"),
                wording.numbers.share(influence.share),
            )
            for influence in influences
        ),
        numeric=(2,),
        secondary=True,
    )


def _sources(counsel: Counsel, wording: Wording) -> list[Block]:
    title = wording.text("counsel.sources.title", n=len(counsel.sources), year=counsel.newest_study)
    return [
        Heading(text=wording.text("counsel.heading.sources"), id="sources"),
        Aside(title=title, items=tuple(study.citation for study in counsel.sources)),
    ]
