"""A check as a document: what holds it up, what is missing, what waiting would change, and a list to tick."""

from amnio.answers.check_answer import Check, CheckedRule, Decision, Waiting
from amnio.guidance.rule import Action, Rule, RuleVerdict, Topic
from amnio.guidance.rules import rule_named
from amnio.present.document import (
    Audience,
    Block,
    Bullets,
    Document,
    Heading,
    Language,
    Paragraph,
    Table,
    Urgent,
)
from amnio.present.narrative.page import page_words
from amnio.present.narrative.rules import advice_and_note, basis, guidance_wording, profile_name, told
from amnio.present.narrative.wording import Wording

BOX = "□"  # to be ticked by hand
_TOPICS = tuple(Topic)
_TO_TICK = (Action.BLOCK, Action.WAIT, Action.CAUTION, Action.DO, Action.DO_NOT)


def write(check: Check, *, language: Language | str = Language.EN) -> Document:
    """The document of a check, for clinicians."""
    wording = guidance_wording(Language(language), "check")
    return Document(
        language=wording.language,
        audience=Audience.CLINICIAN,
        title=wording.text("check.title"),
        facts=_facts(check, wording),
        blocks=tuple(_blocks(check, wording)),
        footer=_footer(check, wording),
        words=page_words(wording),
    )


def _blocks(check: Check, wording: Wording) -> list[Block]:
    return [
        *urgent(check, wording),
        *_lead(check, wording),
        *_holding(check, wording),
        *_missing(check, wording),
        *_cautions(check, wording),
        *_waiting(check.waiting, wording),
        *_checklist(check, wording),
        *_said(check, wording),
        *_apart(check, wording),
    ]


def _facts(check: Check, wording: Wording) -> str:
    summary, numbers = check.summary, wording.numbers
    parts = [wording.value(summary.procedure)]
    if summary.at is not None:
        parts.append(numbers.week(summary.at))
    if summary.on is not None:
        parts.append(numbers.date(summary.on))
    if summary.maternal_age is not None:
        parts.append(wording.text("check.age", years=numbers.plain(summary.maternal_age)))
    if summary.fetuses > 1:
        parts.append(wording.text("check.fetuses", n=summary.fetuses))
    if summary.made_up:
        parts.append(wording.text("check.made_up"))
    return " · ".join(parts)


def urgent(check: Check, wording: Wording) -> tuple[Urgent, ...]:
    """The box of what comes before anything else; empty where nothing does."""
    rules = [rule_named(rule.rule) for rule in check.rules if rule.urgent]
    if not rules:
        return ()
    lines = tuple(rule.advice(wording.language) for rule in rules)
    sources = wording.series(list(dict.fromkeys(basis(rule, wording) for rule in rules)))
    return (Urgent(title=wording.text("check.urgent"), lines=lines, sources=sources),)


def lead_and_asked(check: Check, wording: Wording) -> tuple[str, str]:
    """The answer in a sentence or two; and whose rules were asked, as of which day."""
    holding = sum(rule.holds_up for rule in check.rules)
    missing = sum(field.decides for field in check.missing)
    lead = {
        Decision.GO: wording.text("check.lead.go"),
        Decision.WAIT: wording.text("check.lead.wait", n=holding)
        if holding != 1
        else wording.text("check.lead.wait_one"),
        Decision.CANNOT_TELL: wording.text("check.lead.cannot_tell", n=missing)
        if missing
        else wording.text("check.lead.silent"),
    }[check.decision]
    also = wording.text("check.also_missing", n=missing) if missing and check.decision is Decision.WAIT else ""
    names = wording.series([profile_name(one.profile, wording) for one in check.profiles])
    asked = wording.text("check.profiles", profiles=names)
    if check.judged_as_of is None:
        as_of = wording.text("check.no_day")
    else:
        as_of = wording.text("check.as_of", date=wording.numbers.date(check.judged_as_of))
    if check.silent and lead != wording.text("check.lead.silent"):
        also = wording.sentences(also, wording.text("check.also_silent"))
    return wording.sentences(lead, also), wording.sentences(asked, as_of, wording.text("check.own"))


def _lead(check: Check, wording: Wording) -> list[Block]:
    lead, asked = lead_and_asked(check, wording)
    blocks: list[Block] = [Paragraph(text=lead, role="lead"), Paragraph(text=asked)]
    for profile in check.profiles:
        name = profile_name(profile.profile, wording)
        if profile.in_force is False and check.judged_as_of is not None:
            day = wording.numbers.date(check.judged_as_of)
            blocks.append(Paragraph(text=wording.text("check.profile_out_of_force", profile=name, date=day)))
        if not profile.rules:
            blocks.append(Paragraph(text=wording.text("check.profile_silent", profile=name)))
    return blocks


def _holding(check: Check, wording: Wording) -> list[Block]:
    rules = [rule for rule in check.rules if rule.holds_up]
    if not rules:
        return []
    return [Heading(text=wording.text("check.heading.holds_up"), id="holds-up"), _rules_table(rules, wording)]


def _missing(check: Check, wording: Wording) -> list[Block]:
    deciding = [one for one in check.missing if one.decides]
    others = [one for one in check.missing if not one.decides]
    if not check.missing:
        return []
    blocks: list[Block] = [Heading(text=wording.text("check.heading.missing"), id="missing")]
    if deciding:
        rows = tuple(
            (wording.capital(wording.field(one.field)), one.field, _issuers(one.rules, wording)) for one in deciding
        )
        columns = tuple(wording.text(f"check.column.{name}") for name in ("missing", "write", "asked_by"))
        blocks.append(Table(caption=wording.text("check.missing_caption"), columns=columns, rows=rows))
    if others:
        names = wording.series([wording.field(one.field) for one in others])
        blocks.append(Paragraph(text=wording.labelled(wording.text("check.also_unknown"), names), role="note"))
    return blocks


def _issuers(rules: tuple[str, ...], wording: Wording) -> str:
    sources = [rule_named(rule).source for rule in rules]
    names = (source.issuer_zh if wording.chinese else source.issuer for source in sources)
    return wording.series(list(dict.fromkeys(names)))


def _cautions(check: Check, wording: Wording) -> list[Block]:
    broken = [rule for rule in check.rules if rule.verdict is RuleVerdict.BROKEN and not rule.holds_up]
    if not broken:
        return []
    return [Heading(text=wording.text("check.heading.caution"), id="caution"), _rules_table(broken, wording)]


def _rules_table(rules: list[CheckedRule], wording: Wording) -> Table:
    files = [rule_named(rule.rule) for rule in rules]
    rows = tuple(
        (told("action", rule.action, wording), advice_and_note(rule, wording), basis(rule, wording)) for rule in files
    )
    columns = tuple(wording.text(f"guidance.column.{name}") for name in ("action", "advice", "basis"))
    return Table(caption=wording.text("check.rules_caption", n=len(rows)), columns=columns, rows=rows)


def _waiting(waiting: Waiting, wording: Wording) -> list[Block]:
    heading = Heading(text=wording.text("check.heading.waiting"), id="waiting")
    if waiting.not_told_because is not None:
        return [heading, Paragraph(text=wording.text(f"check.no_waiting.{waiting.not_told_because}"))]
    assert waiting.anyway is not None
    numbers = wording.numbers
    rows = tuple(
        (
            day.at if day.on is None else wording.bracketed(day.at, numbers.date(day.on)),
            numbers.percent_and_ends(day.adds),
            wording.text("check.planned_day") if day.saved is None else numbers.percent_and_ends(day.saved),
        )
        for day in waiting.days
    )
    columns = tuple(wording.text(f"check.column.{name}") for name in ("day", "adds", "less"))
    table = Table(
        caption=wording.text("check.waiting_caption"),
        columns=columns,
        rows=rows,
        numeric=(1, 2),
        note=wording.text("check.waiting_note", anyway=numbers.percent_and_ends(waiting.anyway)),
    )
    return [heading, Paragraph(text=wording.text("check.waiting_lead")), table]


def _checklist(check: Check, wording: Wording) -> list[Block]:
    """Every rule that is kept or broken or could be, by topic; the box is for the pen."""
    rules = [rule_named(each.rule) for each in check.rules]
    asked = [
        (rule, each)
        for rule, each in zip(rules, check.rules, strict=True)
        if rule.require is not None and rule.action in _TO_TICK and each.verdict is not RuleVerdict.NOT_ABOUT
    ]
    asked.sort(key=lambda pair: _TOPICS.index(pair[0].topic))
    rows = tuple(
        (BOX, wording.sentences(rule.advice(wording.language)), _state(rule, each, wording), basis(rule, wording))
        for rule, each in asked
    )
    columns = tuple(wording.text(f"check.column.{name}") for name in ("tick", "check", "from_case", "basis"))
    return [
        Heading(text=wording.text("check.heading.checklist"), id="checklist"),
        Paragraph(text=wording.text("check.checklist_lead"), role="note"),
        Table(caption=wording.text("check.checklist_caption", n=len(rows)), columns=columns, rows=rows),
        Paragraph(text=wording.text("check.signature")),
    ]


def _state(rule: Rule, checked: CheckedRule, wording: Wording) -> str:
    verdict = told("verdict", checked.verdict, wording)
    if checked.verdict is RuleVerdict.BROKEN:
        return wording.labelled(verdict, told("action", rule.action, wording))
    return verdict


def _said(check: Check, wording: Wording) -> list[Block]:
    applying = [rule_named(rule.rule) for rule in check.rules if rule.verdict is RuleVerdict.APPLIES]
    spoken = [rule for rule in applying if rule.action is not Action.NOT_ABOUT]
    blocks: list[Block] = []
    if spoken:
        items = tuple(_advice(rule, wording) for rule in spoken)
        blocks += [Heading(text=wording.text("check.heading.said"), id="said"), Bullets(items=items)]
    if mistaken := [rule for rule in applying if rule.action is Action.NOT_ABOUT]:
        items = tuple(_advice(rule, wording) for rule in mistaken)
        blocks += [Heading(text=wording.text("check.heading.not_about"), id="not-about"), Bullets(items=items)]
    return blocks


def _advice(rule: Rule, wording: Wording) -> str:
    advice = wording.text(
        "guidance.advice", action=told("action", rule.action, wording), advice=advice_and_note(rule, wording)
    )
    return wording.sentences(advice, wording.text("check.stands_on", basis=basis(rule, wording)))


def _apart(check: Check, wording: Wording) -> list[Block]:
    old = [rule_named(rule.rule) for rule in check.rules if rule.out_of_force is not None]
    if not old:
        return []
    heading = Heading(text=wording.text("check.heading.out_of_force"), id="out-of-force")
    return [heading, Bullets(items=tuple(_advice(rule, wording) for rule in old))]


def _footer(check: Check, wording: Wording) -> str:
    stamp = check.stamp
    line = wording.text("check.stamp", software=stamp.software, guidance=stamp.guidance)
    if stamp.evidence is not None and stamp.draws is not None:
        drawn = wording.numbers.thousands(stamp.draws)
        line = wording.sentences(
            line, wording.text("check.stamp_model", evidence=stamp.evidence, draws=drawn, seed=stamp.seed)
        )
    return wording.sentences(wording.text("stamp.frame"), line)
