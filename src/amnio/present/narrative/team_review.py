"""The summary sheet of a team's review: what was agreed, who differed, labels, and apart from all of it the care."""

from amnio.answers.classification import Label, NoLabel
from amnio.answers.conclusion import Conclusion
from amnio.answers.team_review import TeamReview
from amnio.answers.unanswered import Unanswered
from amnio.present.document import Aside, Audience, Block, Bullets, Document, Heading, Language, Paragraph, Table
from amnio.present.narrative import headline, stamp, team_disagreement, urgent, without_answer
from amnio.present.narrative.page import page_words
from amnio.present.narrative.team_disagreement import TOPIC, group_name
from amnio.present.narrative.wording import Wording


def write_team_review(team: TeamReview, *, language: Language | str = Language.EN) -> Document:
    """The document of a team's review, for clinicians."""
    wording = Wording(language=Language(language), audience=Audience.CLINICIAN, topics=(TOPIC,))
    review = team.review
    return Document(
        language=wording.language,
        audience=wording.audience,
        title=wording.text("team_review.title"),
        facts=stamp.facts(review, wording),
        blocks=(
            *urgent.write(review.urgent, wording),
            *_agreed(team, wording),
            *_questions(team, wording),
            *_answer(team, wording),
            *team_disagreement.write(team.disagreement, wording),
            *_conclusions(team, wording),
            *labels_section(team.labels, wording),
            *_care(team, wording),
            *([] if isinstance(review, Unanswered) else stamp.write(review, wording)),
        ),
        footer=stamp.footer(review, wording),
        words=page_words(wording),
    )


def told(conclusion: Conclusion, wording: Wording) -> str:
    """A conclusion in one sentence."""
    if conclusion.cause is None:
        return wording.text("team_review.conclusion.cannot_tell")
    cause = wording.text(f"cause.{conclusion.cause.value}")
    if conclusion.mechanism is not None:
        cause = wording.bracketed(cause, wording.text(f"mechanism.{conclusion.mechanism.value}"))
    return wording.text(f"team_review.conclusion.{conclusion.certainty.value}", cause=cause)


def _agreed(team: TeamReview, wording: Wording) -> list[Block]:
    if team.agreed is None:
        return [Paragraph(text=wording.text("team_review.not_agreed"), role="lead")]
    lead = wording.labelled(wording.text("team_review.agreed"), told(team.agreed, wording))
    blocks: list[Block] = [Paragraph(text=lead, role="lead")]
    return [*blocks, Paragraph(text=team.agreed_reasons)] if team.agreed_reasons else blocks


def _questions(team: TeamReview, wording: Wording) -> list[Block]:
    heading = Heading(text=wording.text("team_review.heading.questions"), id="questions")
    if not team.questions:
        return [heading, Paragraph(text=wording.text("team_review.no_questions"))]
    return [heading, Bullets(items=tuple(question.asked for question in team.questions))]


def _answer(team: TeamReview, wording: Wording) -> list[Block]:
    review, share = team.review, wording.numbers.share_and_ends
    none = "_none" if isinstance(review, Unanswered) else ""
    version = wording.text(f"team_review.version{none}", n=team.version, date=wording.numbers.date(team.answered_on))
    heading = Heading(text=wording.text(f"team_review.heading.answer{none}"), id="answer-in-short")
    if isinstance(review, Unanswered):
        lead = wording.sentences(wording.text("no_answer.lead"), version)
        return [heading, Paragraph(text=lead), *without_answer.reasons(review.because, wording)]
    return [
        heading,
        Paragraph(text=wording.sentences(headline.answer(review, wording), version)),
        Table(
            caption="",
            columns=tuple(wording.text(f"team_review.column.{name}") for name in ("cause", "answer")),
            rows=tuple((group_name(part.group, wording), share(part.probability)) for part in review.groups),
            numeric=(1,),
            note=wording.text("team_review.interval"),
        ),
    ]


def _conclusions(team: TeamReview, wording: Wording) -> list[Block]:
    if not team.conclusions:
        return []
    rows = tuple((each.reader, told(each.conclusion, wording), each.reasons) for each in team.conclusions)
    columns = tuple(wording.text(f"team_review.column.{name}") for name in ("reader", "concluded", "reasons"))
    after = "conclusions_alone" if isinstance(team.review, Unanswered) else "conclusions"
    heading = Heading(text=wording.text(f"team_review.heading.{after}"), id="conclusions")
    return [heading, Table(caption="", columns=columns, rows=rows)]


def labels_section(labels: tuple[Label, ...], wording: Wording) -> list[Block]:
    """The labels with their rules; empty as long as nothing is agreed."""
    if not labels:
        return []
    columns = ("scheme", "label", "rule")
    return [
        Heading(text=wording.text("team_review.heading.labels"), id="labels"),
        Paragraph(text=wording.text("team_review.labels_follow")),
        Table(
            caption="",
            columns=tuple(wording.text(f"team_review.column.{name}") for name in columns),
            rows=tuple(_label(label, wording) for label in labels),
        ),
        Aside(
            title=wording.text("team_review.label_sources"),
            items=tuple(
                wording.labelled(label.name(wording.language.value), _sources(label, wording)) for label in labels
            ),
        ),
    ]


def _label(label: Label, wording: Wording) -> tuple[str, ...]:
    language = wording.language.value
    rule = "" if label.rule is None else label.rule(language)
    if label.code is None:
        return (
            label.name(language),
            wording.text("team_review.no_label"),
            wording.sentences(_refused(label, wording), rule),
        )
    titles = wording.series([title(language) for title in label.titles])
    return label.name(language), wording.labelled(label.code, titles), rule


def _refused(label: Label, wording: Wording) -> str:
    """Why there is no label; where the scheme's own file says why, that stands behind it or instead of it."""
    if label.refused in (NoLabel.OUTSIDE_RANGE, NoLabel.AGE_UNKNOWN):
        assert label.first is not None
        return wording.text(
            f"team_review.no_label.{label.refused.value}", week=wording.numbers.short_week(str(label.first))
        )
    if label.refused in (NoLabel.LEFT_OUT, NoLabel.TEXT_NOT_READ) and label.rule is not None:
        return ""
    assert label.refused is not None
    return wording.text(f"team_review.no_label.{label.refused.value}")


def _sources(label: Label, wording: Wording) -> str:
    return wording.listing([source.written(wording.language.value) for source in label.sources])


def _care(team: TeamReview, wording: Wording) -> list[Block]:
    """Grades and factors, behind everything else and with the sentence that keeps them apart."""
    if team.graded is None and not team.factors:
        return []
    blocks: list[Block] = [
        Heading(text=wording.text("team_review.heading.care"), id="care-graded"),
        Paragraph(text=wording.text("team_review.care_apart")),
    ]
    if team.graded is not None:
        grade = wording.text(f"team_review.grade.{team.graded.grade.value}")
        blocks.append(Paragraph(text=wording.labelled(wording.text("team_review.grades"), grade)))
        if team.graded.text:
            blocks.append(Paragraph(text=team.graded.text))
    if team.factors:
        blocks.append(Paragraph(text=wording.text("team_review.factors")))
        items = [wording.labelled(wording.text(f"team_review.area.{f.area.value}"), f.text) for f in team.factors]
        blocks.append(Bullets(items=tuple(items)))
    return blocks
