"""An answer of care as a document: what to do now and next, after a procedure or after a loss."""

from amnio.answers.care_answer import Care, CareNote
from amnio.answers.on_a_day import urgent_on
from amnio.guidance.care_text import care_text
from amnio.guidance.clocks import sources_of_test
from amnio.guidance.moods import mood_note
from amnio.guidance.next_pregnancy_advice import next_advice
from amnio.guidance.occasion import Occasion
from amnio.guidance.profiles import known_profiles
from amnio.guidance.regimens import regimen
from amnio.guidance.source import Source
from amnio.guidance.urgent import urgent_text
from amnio.present.document import Aside, Audience, Block, Document, Heading, Language, Paragraph
from amnio.present.narrative import care, care_box, care_calendar, glossary, urgent
from amnio.present.narrative.care_sections import Sections
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

_KINDS_OF_TEXT = "guidance"  # the topic that holds the words for manual, leaflet, custom ...


def write(
    answer: Care,
    *,
    language: Language | str = Language.EN,
    audience: Audience | str = Audience.CLINICIAN,
    phone: str | None = None,
    code: bool = False,
    in_registry: bool = False,
) -> Document:
    """The document. `phone` is whom the family can call; `code`: with the next visit as a code for a telephone;
    `in_registry`: its reader has buttons in place of the options of the command line."""
    family = Audience(audience) is Audience.FAMILY
    topics = (care_calendar.TOPIC, glossary.TOPIC if family else _KINDS_OF_TEXT)
    wording = Wording(language=Language(language), audience=Audience(audience), topics=topics)
    blocks = _family(answer, wording, phone, code=code) if family else _clinician(answer, wording, code, in_registry)
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text(f"care.title.{answer.occasion.value}.{wording.audience.value}"),
        facts="" if family else _facts(answer, wording),
        blocks=tuple(blocks),
        footer=_footer(answer, wording),
        words=page_words(wording),
    )


def _clinician(answer: Care, wording: Wording, code: bool, in_registry: bool) -> list[Block]:
    sections = Sections(answer, wording, care_box.own_words(answer, wording, None), in_registry=in_registry)
    ongoing = answer.occasion is Occasion.AFTER_PROCEDURE
    now = urgent_on(answer.urgent, answer.day_zero, answer.asked_on) if not ongoing else answer.urgent
    return [
        *urgent.write(now, wording, ongoing=ongoing),
        Paragraph(text=_lead(answer, wording), role="lead"),
        *(Paragraph(text=note, role="note") for note in _notes(answer, wording)),
        *sections.infection(above=bool(now)),
        *sections.plan("watch"),
        *sections.plan("now"),
        *sections.home(),
        *sections.plan("results"),
        *sections.later(),
        *sections.tests(),
        *sections.next_pregnancy(),
        *care.write_moods(wording),
        *_calendar(answer, wording, code=code, in_registry=in_registry),
        *_sources(answer, wording),
    ]


def _family(answer: Care, wording: Wording, phone: str | None, *, code: bool) -> list[Block]:
    words = care_box.own_words(answer, wording, phone)
    sections = Sections(answer, wording, words)
    boxes = care_box.boxes(answer, wording, words)
    told = [
        *boxes,
        *([Paragraph(text=wording.text("care.made_up"), role="note")] if answer.summary.made_up else []),
        *_opening(answer, wording),
        *([Paragraph(text=wording.text("family.care.over"), role="note")] if answer.over else []),
        *sections.plan("watch"),
        *sections.infection(),
        *sections.plan("now"),
        *sections.home(),
        *sections.plan("results"),
        *sections.later(),
        *_feelings(answer, wording),
        *sections.next_pregnancy(),
        *_calendar(answer, wording, code=code),
    ]
    return [
        *told,
        *glossary.write(told, wording),
        boxes[-1],
        Paragraph(text=wording.text("family.phone_last", phone=words.phone)),
    ]


def _lead(answer: Care, wording: Wording) -> str:
    summary = answer.summary
    at = summary.loss_at if answer.occasion is Occasion.AFTER_LOSS else summary.procedure_at
    week = wording.text("care.lead.week_unknown") if at is None else wording.numbers.week(at)
    key = f"care.lead.{answer.occasion.value}"
    if answer.day_zero is None:
        told = wording.text(f"{key}_undated", week=week)
    else:
        told = wording.text(key, week=week, date=wording.numbers.date(answer.day_zero))
    profile = known_profiles()[answer.profiles[0]].name(wording.language.value)
    return wording.sentences(told, wording.text("care.profile", profile=profile))


def _notes(answer: Care, wording: Wording) -> list[str]:
    """What a reader must know of the whole answer."""
    said = [wording.text("care.made_up")] if answer.summary.made_up else []
    said += [wording.text(f"care.note.{note.value}") for note in answer.notes]
    if answer.time_zone is not None and not {CareNote.UNDATED, CareNote.HOUR_UNKNOWN} & set(answer.notes):
        said.append(wording.text("care.note.zone", zone=answer.time_zone))
    if answer.over and answer.asked_on is not None:
        date = wording.numbers.date(answer.asked_on)
        said.append(wording.text("care.over", date=date, n=len(answer.over)))
    for name in answer.outside_validity:
        assert answer.day_zero is not None
        slots = {
            "profile": known_profiles()[name].name(wording.language.value),
            "date": wording.numbers.date(answer.day_zero),
        }
        said.append(wording.text("care.note.outside_validity", **slots))
    return said


def _opening(answer: Care, wording: Wording) -> list[Block]:
    summary, dates = answer.summary, wording.numbers
    if answer.occasion is Occasion.AFTER_PROCEDURE:
        if summary.procedure_on is None or summary.procedure_at is None:
            told = wording.text("care.family.procedure_undated")
        else:
            slots = {"date": dates.date(summary.procedure_on), "week": dates.week(summary.procedure_at)}
            told = wording.text("care.family.procedure", **slots)
        return [Paragraph(text=told), Paragraph(text=wording.text("care.family.not_fault"))]
    words = care_box.own_words(answer, wording, None)
    if summary.loss_on is None:
        sorry = wording.text("care.family.sorry_undated", baby=words.baby, lost=words.lost)
    else:
        sorry = wording.text("care.family.sorry", baby=words.baby, lost=words.lost, date=dates.date(summary.loss_on))
    if summary.words.baby is None and summary.words.lost is None:
        sorry = wording.sentences(sorry, wording.text("family.ask_words"))
    return [
        Paragraph(text=sorry),
        Paragraph(text=wording.text(f"care.family.this_page{'_late' if answer.over else ''}")),
    ]


def _feelings(answer: Care, wording: Wording) -> list[Block]:
    """Fixed sentences: how it may feel, and that no feeling did it. After a procedure that stands at the top."""
    if answer.occasion is Occasion.AFTER_PROCEDURE:
        return []
    return [
        Heading(text=wording.text("care.family.heading.feelings"), id="feelings"),
        Paragraph(text=wording.text("family.feelings")),
        Paragraph(text=wording.sentences(*mood_note().family(wording.language.value))),
    ]


def _calendar(answer: Care, wording: Wording, *, code: bool, in_registry: bool = False) -> list[Block]:
    """For a family the day of the next visit; for a clinician how to get all dates. Maybe with a code beside it."""
    visit = care_calendar.next_visit(answer)
    if wording.audience is Audience.FAMILY:
        if visit is None:
            return []
        told = wording.text("care.family.calendar", date=wording.numbers.date(visit[1]))
        heading = Heading(text=wording.text("care.family.heading.calendar"), id="calendar")
    else:
        if not answer.events:
            return []
        told = wording.text("care.calendar.all_here" if in_registry else "care.calendar.all", n=len(answer.events))
        heading = Heading(text=wording.text("care.heading.calendar"), id="calendar")
    square = care_calendar.code(answer, wording) if code else None
    return [heading, Paragraph(text=told), *([] if square is None else [square])]


def _sources(answer: Care, wording: Wording) -> list[Block]:
    """Every reference that the page leans on, in the order of first use."""
    cited: list[Source] = []
    for urgency in answer.urgent:
        cited += urgent_text(urgency).sources
    for shown in answer.regimens:
        cited += regimen(shown.regimen).sources
    compared = [
        item
        for each in answer.comparisons
        for item in (each.source_text, each.guideline, each.custom)
        if item is not None
    ]
    for item in (*answer.plan, *compared):
        cited += care_text(item.item).sources
    for test in answer.tests:
        cited += sources_of_test(test.test, test.still)
    if answer.next_pregnancy is not None:
        for advice in next_advice(answer.next_pregnancy.codes):
            cited += advice.sources
    written = tuple(dict.fromkeys(source.written(wording.language.value) for source in cited))
    title = wording.text("sources.title", n=len(written))
    return [Heading(text=wording.text("heading.sources"), id="sources"), Aside(title=title, items=written)]


def _facts(answer: Care, wording: Wording) -> str:
    summary = answer.summary
    parts = []
    if summary.id:
        parts.append(wording.text("facts.id", id=summary.id))
    if summary.maternal_age is not None:
        parts.append(wording.text("facts.age", age=f"{summary.maternal_age:g}"))
    names = [known_profiles()[name].name(wording.language.value) for name in answer.profiles]
    parts.append(wording.text("care.facts.profile", profile=wording.listing(names)))
    return wording.text("facts.separator").join(parts)


def _footer(answer: Care, wording: Wording) -> str:
    stamp = answer.stamp
    if wording.audience is Audience.FAMILY:
        return wording.text("care.stamp.family", software=stamp.software, guidance=stamp.guidance)
    line = wording.text("care.stamp.line", software=stamp.software, guidance=stamp.guidance)
    plan = answer.next_pregnancy
    read = plan.evidence if plan is not None else None
    evidence = "" if read is None else wording.text("care.stamp.evidence", evidence=read)
    return wording.sentences(wording.text("care.stamp.frame"), line, evidence)
