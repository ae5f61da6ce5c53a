"""The rules on file as documents: a list, one rule, profiles side by side, and the reading back for a second reader."""

from collections.abc import Sequence

from amnio.answers.rule_book import SILENT, Comparison, entry
from amnio.guidance.profiles import known_profiles
from amnio.guidance.rule import Rule, Standing
from amnio.guidance.rules import rule_named
from amnio.guidance.source import Wording as SourceWording
from amnio.guidance.source import marks
from amnio.present.document import Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative import rule_sentence
from amnio.present.narrative.page import page_words
from amnio.present.narrative.wording import Wording

TOPIC = "guidance"


def rule_list(rules: Sequence[Rule], language: Language) -> Document:
    """All rules asked for, one line each."""
    wording = guidance_wording(language)
    rows = tuple(
        (rule.id, told("topic", rule.topic, wording), told("action", rule.action, wording), basis(rule, wording))
        for rule in rules
    )
    table = Table(
        caption=wording.text("guidance.rules_on_file", n=len(rules)),
        columns=_columns(wording, "rule", "topic", "action", "basis"),
        rows=rows,
    )
    blocks: list[Block] = [table] if rules else [Paragraph(text=wording.text("guidance.no_rule_found"), role="lead")]
    return _document(wording, wording.text("guidance.title"), blocks)


def one_rule(rule: Rule, language: Language) -> Document:
    """One rule in full, with its worked cases."""
    wording = guidance_wording(language)
    return _document(wording, rule.id, [*_rule_blocks(rule, wording), _worked(rule, wording)])


def read_back(rules: Sequence[Rule], language: Language) -> Document:
    """Every rule as a sentence made from its condition, with its worked cases as a table."""
    wording = guidance_wording(language)
    blocks: list[Block] = [Paragraph(text=wording.text("guidance.read_back_lead", n=len(rules)), role="lead")]
    for rule in rules:
        blocks += [Heading(text=rule.id, id=rule.id), *_rule_blocks(rule, wording), _worked(rule, wording)]
    return _document(wording, wording.text("guidance.read_back_title"), blocks)


def comparison(answer: Comparison, language: Language) -> Document:
    """What profiles say on one topic, and where their verdicts on a gestational age part."""
    wording = guidance_wording(language)
    topic = told("topic", answer.topic, wording)
    blocks: list[Block] = []
    if answer.ages:
        blocks.append(_ages(answer, wording))
    for profile in answer.profiles:
        blocks.append(Heading(text=profile_name(profile, wording), id=profile))
        rules = [rule_named(one.id) for one in answer.rules[profile]]
        if not rules:
            blocks.append(Paragraph(text=wording.text("guidance.silent", topic=topic)))
            continue
        rows = tuple(
            (told("action", rule.action, wording), advice_and_note(rule, wording), basis(rule, wording))
            for rule in rules
        )
        columns = _columns(wording, "action", "advice", "basis")
        blocks.append(
            Table(caption=wording.text("guidance.rules_of_profile", n=len(rules)), columns=columns, rows=rows)
        )
    return _document(wording, wording.text("guidance.compare_title", topic=topic), blocks)


def records(rules: Sequence[Rule]) -> tuple[object, ...]:
    """The rules as records, for JSON."""
    return tuple(entry(rule) for rule in rules)


# Parts that other pages use


def guidance_wording(language: Language, *topics: str) -> Wording:
    return Wording(language=Language(language), audience=Audience.CLINICIAN, topics=(TOPIC, *topics))


def told(kind: str, code: str, wording: Wording) -> str:
    """The words for a code of a rule; `kind` is topic, stage, action, standing, reading or verdict."""
    return wording.text(f"guidance.{kind}.{code}")


def profile_name(profile: str, wording: Wording) -> str:
    return known_profiles()[profile].name(wording.language)


def basis(rule: Rule, wording: Wording) -> str:
    """Issuer and place, what kind of text it is, its strength, how it was read, and until when it stood."""
    source = rule.source
    issuer = source.issuer_zh if wording.chinese else source.issuer
    where = source.at(wording.language)
    parts = [wording.text("guidance.at_place", issuer=issuer, place=where) if where else issuer]
    standing = told("standing", rule.standing, wording)
    parts.append(wording.bracketed(standing, rule.strength or ""))
    if rule.superseded and rule.in_force_until is not None:
        parts.append(wording.text("guidance.last_stated", date=wording.numbers.date(rule.in_force_until)))
    if rule.standing is not Standing.JUDGEMENT and (weak := weak_mark(rule, wording)):
        parts.append(weak)
    return wording.series(parts)


def advice_and_note(rule: Rule, wording: Wording) -> str:
    """What the rule says, and behind it how the text was understood or where another one differs."""
    advice, note = rule.advice(wording.language), rule.note(wording.language)
    if note is None:
        return advice
    return f"{advice}{note}" if wording.chinese else f"{advice} {note}"


def weak_mark(rule: Rule, wording: Wording) -> str:
    """ "unverified wording", "read in a summary", "judgement"; empty for what was read in print."""
    if rule.wording is SourceWording.VERIFIED:
        return ""
    mark = marks()[rule.wording]
    return mark.short_zh if wording.chinese else mark.short_en


def _rule_blocks(rule: Rule, wording: Wording) -> list[Block]:
    advice = rule.advice(wording.language)
    lead = wording.text("guidance.advice", action=told("action", rule.action, wording), advice=advice)
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    sentence = rule_sentence.sentence(rule, wording)
    blocks.append(Paragraph(text=wording.labelled(wording.text("guidance.as_judged"), sentence)))
    if (note := rule.note(wording.language)) is not None:
        blocks.append(Paragraph(text=wording.labelled(wording.text("guidance.note"), note)))
    if rule.judged_by_people:
        blocks.append(Paragraph(text=wording.text("guidance.by_people")))
    blocks.append(Bullets(items=tuple(_facts(rule, wording))))
    if rule.wording is not SourceWording.VERIFIED:
        mark = marks()[rule.wording]
        blocks.append(Paragraph(text=mark.sentence_zh if wording.chinese else mark.sentence_en, role="note"))
    return blocks


def _facts(rule: Rule, wording: Wording) -> list[str]:
    def line(name: str, value: str) -> str:
        return wording.labelled(wording.text(f"guidance.column.{name}"), value)

    source = rule.source
    issuer = source.issuer_zh if wording.chinese else source.issuer
    reading = told("reading", rule.reading, wording)
    if rule.confidence is not None:
        reading = wording.text(
            "guidance.with_confidence", reading=reading, confidence=wording.numbers.plain(rule.confidence)
        )
    items = [
        line("topic", wording.bracketed(told("topic", rule.topic, wording), told("stage", rule.stage, wording))),
        line("profiles", wording.series([profile_name(one, wording) for one in rule.profiles])),
        line("source", wording.text("guidance.at_place", issuer=issuer, place=source.reference)),
        line("place", source.at(wording.language) or ""),
        *(line("also", one.written(wording.language)) for one in rule.also),
        line("standing", wording.bracketed(told("standing", rule.standing, wording), rule.strength or "")),
        line("reading", reading),
    ]
    if rule.in_force_from is not None or rule.in_force_until is not None:
        items.append(line("in_force", _days(rule, wording)))
    return items


def _days(rule: Rule, wording: Wording) -> str:
    dates = wording.numbers
    if rule.in_force_until is None:
        assert rule.in_force_from is not None
        return wording.text("guidance.from_day", first=dates.date(rule.in_force_from))
    if rule.in_force_from is None:
        return wording.text("guidance.until_day", last=dates.date(rule.in_force_until))
    return wording.text(
        "guidance.from_until_day", first=dates.date(rule.in_force_from), last=dates.date(rule.in_force_until)
    )


def _worked(rule: Rule, wording: Wording) -> Table:
    """The worked cases; the day stands there only where one of them has a day."""
    dated = any(worked.on is not None for worked in rule.worked)
    rows = []
    for worked in rule.worked:
        day = "" if worked.on is None else wording.numbers.date(worked.on)
        given, verdict = rule_sentence.given(worked.given, wording), told("verdict", worked.verdict, wording)
        rows.append((given, day, verdict) if dated else (given, verdict))
    columns = _columns(wording, "given", *(["on"] if dated else []), "verdict")
    return Table(caption=wording.text("guidance.worked_cases", n=len(rows)), columns=columns, rows=tuple(rows))


def _ages(answer: Comparison, wording: Wording) -> Table:
    def word(verdict: str) -> str:
        if verdict == SILENT:
            return wording.text("guidance.verdict.silent")
        kind = "verdict" if verdict == "kept" else "action"
        return told(kind, verdict, wording)

    rows = tuple(
        (row.at, *(word(verdict) for verdict in row.verdicts), wording.text("guidance.differ") if row.differ else "")
        for row in answer.ages
    )
    columns = (
        wording.text("guidance.column.age"),
        *(profile_name(profile, wording) for profile in answer.profiles),
        wording.text("guidance.column.differ"),
    )
    return Table(
        caption=wording.text("guidance.ages"), columns=columns, rows=rows, note=wording.text("guidance.ages_note")
    )


def _columns(wording: Wording, *names: str) -> tuple[str, ...]:
    return tuple(wording.text(f"guidance.column.{name}") for name in names)


def _document(wording: Wording, title: str, blocks: Sequence[Block]) -> Document:
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=title,
        facts="",
        blocks=tuple(blocks),
        footer=wording.text("guidance.footer"),
        words=page_words(wording),
    )
