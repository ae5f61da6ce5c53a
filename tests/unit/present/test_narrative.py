from dataclasses import replace
from datetime import date, timedelta

import pytest

from amnio.answers.on_a_day import on_day
from amnio.answers.review_answer import HeadlineKey, Influence, RouteVerdict
from amnio.clinic.case import FamilyWords
from amnio.clinic.vocabulary import Cause, Group, Test
from amnio.evidence import load_evidence
from amnio.present.document import (
    Audience,
    Block,
    Bullets,
    Document,
    Heading,
    IntervalChart,
    Language,
    Paragraph,
    Pictograph,
    Steps,
    Table,
    Timeline,
    Urgent,
    WeightChart,
)
from amnio.present.narrative import write
from tests.unit.present import reviews
from tests.unit.present.real_reviews import real_reviews
from tests.unit.present.text_of import texts

_ALL = reviews.all_reviews() | real_reviews()


def lead(document: Document) -> str:
    return next(block.text for block in document.blocks if isinstance(block, Paragraph) and block.role == "lead")


def of(document: Document, kind: type[Block]) -> list[Block]:
    return [block for block in document.blocks if isinstance(block, kind)]


def under(document: Document, anchor: str) -> str:
    """The text between a heading and the next."""
    taken, found = False, []
    for block in document.blocks:
        if isinstance(block, Heading):
            taken = block.id == anchor
        elif taken and isinstance(block, Paragraph):
            found.append(block.text)
    return " ".join(found)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", _ALL)
def test_no_slot_stays_open_and_no_code_is_shown(name: str, language: Language, audience: Audience) -> None:
    document = write(_ALL[name], language=language, audience=audience)
    for text in texts(document):
        assert "{" not in text
        assert "_" not in text.replace("GL2015_011", ""), text  # the number of a guideline
        assert "  " not in text.strip()


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("name", _ALL)
def test_both_languages_hold_the_same_blocks_in_the_same_order(name: str, audience: Audience) -> None:
    english, chinese = (write(_ALL[name], language=language, audience=audience) for language in Language)
    assert [type(block) for block in english.blocks] == [type(block) for block in chinese.blocks]
    assert [b.id for b in english.blocks if isinstance(b, Heading)] == [
        b.id for b in chinese.blocks if isinstance(b, Heading)
    ]


@pytest.mark.parametrize("name", _ALL)
def test_anchors_are_unique(name: str) -> None:
    for audience in Audience:
        ids = [block.id for block in write(_ALL[name], audience=audience).blocks if isinstance(block, Heading)]
        assert len(ids) == len(set(ids))


def test_a_clinician_reads_in_the_agreed_order() -> None:
    ids = [block.id for block in write(reviews.septic()).blocks if isinstance(block, Heading)]
    assert ids == ["timeline", "causes", "anyway", "moved", "tests", "care", "next", "mood", "sources", "stamp"]


def test_urgent_signs_come_before_every_other_block() -> None:
    for audience in Audience:
        document = write(reviews.septic(), audience=audience)
        assert isinstance(document.blocks[0], Urgent)
        assert "sepsis" in " ".join(texts(document)[:4]).lower() or "serious infection" in " ".join(texts(document))


@pytest.mark.parametrize("language", list(Language))
def test_signs_recorded_long_ago_are_history_and_still_told(language: Language) -> None:
    loss_on = date(2026, 3, 10)
    review = replace(reviews.septic(), summary=replace(reviews.septic().summary, loss_on=loss_on))
    soon, late = (
        write(on_day(review, loss_on + timedelta(days=days)), language=language, audience=Audience.CLINICIAN)
        for days in (3, 240)
    )
    (box,) = of(soon, Urgent)
    assert of(late, Urgent) == []
    first = late.blocks[0]
    assert isinstance(first, Paragraph)
    assert box.title in first.text


def test_the_lead_names_an_infection_as_an_infection_and_the_route_as_a_second_step() -> None:
    text = lead(write(reviews.septic()))
    assert text.startswith("The findings fit best with an intrauterine infection.")
    assert "cannot be told yet" in text
    assert "stored fluid" in text


def test_the_route_is_named_where_it_can_be_told() -> None:
    text = lead(write(reviews.infection_by(RouteVerdict.ALREADY_THERE)))
    assert "already there at the procedure, 45%" in text


def test_groups_that_overlap_are_told_as_not_told_apart() -> None:
    text = lead(write(reviews.cannot_tell()))
    assert text.startswith("The evidence cannot tell a mechanical effect of the procedure from another cause")
    assert " or an intrauterine infection." in text
    assert lead(write(reviews.cannot_tell(), language="zh")).startswith("现有证据无法区分")


def test_an_open_cause_with_collapse_says_that_she_comes_first() -> None:
    assert lead(write(reviews.collapse())).startswith("The woman’s condition comes first; the cause is open.")


def test_without_a_procedure_it_played_no_part() -> None:
    document = write(reviews.no_procedure())
    assert "There was no procedure, so it played no part." in " ".join(texts(document))
    assert not of(document, Pictograph)
    chart = of(document, IntervalChart)[0]
    assert isinstance(chart, IntervalChart)
    zeros = {row.code: row.zero_text for row in chart.rows}
    assert zeros["mechanical"] == zeros["early"] == "0: there was no procedure"
    assert "at the procedure" not in " ".join(texts(document))


def test_a_late_enough_procedure_is_never_too_early_and_the_reason_stands_there() -> None:
    chart = of(write(reviews.septic()), IntervalChart)[0]
    assert isinstance(chart, IntervalChart)
    row = next(row for row in chart.rows if row.code == "early")
    assert row.zero_text == "0: done at 16+3, not before 15+0"


def test_the_six_causes_stand_with_the_rows_of_the_founding_text() -> None:
    table = next(
        t for t in of(write(reviews.septic()), Table) if isinstance(t, Table) and t.caption == "The six causes"
    )
    assert [row[1] for row in table.rows] == ["S3", "S5", "S5", "S6", "S7", "S8"]
    assert len(table.rows) == len(Cause)


def test_every_table_row_has_a_cell_for_every_column() -> None:
    for review in _ALL.values():
        for block in of(write(review), Table):
            assert isinstance(block, Table)
            assert {len(row) for row in block.rows} <= {len(block.columns)}


def test_every_figure_has_a_text_twin_and_a_table_twin() -> None:
    for language in Language:
        for block in write(reviews.septic(), language=language).blocks:
            if isinstance(block, IntervalChart | Timeline | Pictograph | WeightChart):
                assert block.description.strip()
                assert block.table.rows


def test_the_counterfactual_shows_the_stratum_bounds_and_says_what_holds_for_her_alone() -> None:
    text = " ".join(texts(write(reviews.septic())))
    assert "11% to 97%" in text
    assert "data exclude almost nothing: 0% to 100%" in text
    assert "the needle never protects" in text
    assert "(do, not a counterfactual)" in text


def test_a_chain_is_told_as_one_story() -> None:
    bullets = of(write(reviews.needle(1)), Bullets)
    assert any(
        "One story, not two rivals: a leak" in item for b in bullets if isinstance(b, Bullets) for item in b.items
    )


def test_the_weight_shown_is_what_the_fact_speaks_for_or_clearly_against() -> None:
    chart = of(write(reviews.septic()), WeightChart)[0]
    assert isinstance(chart, WeightChart)
    assert [(row.code, row.text, row.sub) for row in chart.rows[:2]] == [
        ("infection", "+2.1", "for infection"),
        ("fetal", "−0.8", "against a fetal cause"),
    ]
    assert chart.rows[0].label == "clinical picture of infection: 38.6\u00a0°C (marked: two or more signs)"


def test_unmoved_facts_are_listed_and_free_text_is_shown_as_written() -> None:
    text = under(write(reviews.septic()), "moved")
    assert "fibroids: present" in text
    assert "other facts: evening procedure" in text


def test_pressing_tests_say_how_to_ask_and_what_expires() -> None:
    document = write(reviews.septic())
    steps = [step for block in of(document, Steps) if isinstance(block, Steps) for step in block.items]
    assert any(step.when == "ask today" and "fluid" in step.what for step in steps)


def test_care_is_dated_and_says_what_the_evidence_is() -> None:
    document = write(reviews.septic(), language="zh")
    text = " ".join(texts(document))
    assert "至2026-12-22" in text  # one month: the same day of the next month
    assert "习惯做法" in text


def test_undated_care_needs_no_date() -> None:
    text = " ".join(texts(write(reviews.all_tests_failed())))
    assert "for one month after the loss" in text
    assert "from day 7 to day 14 after the loss" in text


def test_a_family_sees_no_chart_and_no_percentage() -> None:
    for review in _ALL.values():
        document = write(review, audience="family")
        assert not any(
            isinstance(block, IntervalChart | Timeline | Pictograph | WeightChart | Table) for block in document.blocks
        )
        assert "%" not in " ".join(texts(document))


def test_a_family_letter_begins_and_ends_with_signs_to_act_on_and_a_number_to_call() -> None:
    for language in Language:
        document = write(reviews.fetal_clear(), language=language, audience="family", phone="010-5550-0199")
        first, last, call = document.blocks[0], document.blocks[-2], document.blocks[-1]
        assert isinstance(first, Urgent)
        assert first == last
        assert "010-5550-0199" in first.lines[-1]
        assert isinstance(call, Paragraph)
        assert "010-5550-0199" in call.text


def test_an_unknown_number_is_the_unit() -> None:
    assert "your unit" in texts(write(reviews.fetal_clear(), audience="family"))[-2]


def test_a_familys_own_words_are_used_with_every_character() -> None:
    words = FamilyWords(baby="小𬱖 {O’Neil}", lost="回家了")
    for language in Language:
        text = " ".join(
            texts(
                write(
                    reviews.build(
                        means=reviews.INFECTION, key=HeadlineKey.BEST_FIT, leading=Group.INFECTION, words=words
                    ),
                    language=language,
                    audience="family",
                )
            )
        )
        assert "小𬱖 {O’Neil}" in text
        assert "回家了" in text
        assert "your baby" not in text


def test_both_twins_are_named_and_one_of_two_too() -> None:
    review = reviews.twins()
    assert "your babies died" in " ".join(texts(write(review, audience="family")))
    one = replace(review, summary=replace(review.summary, fetuses_lost=1))
    assert "one of your babies died" in " ".join(texts(write(one, audience="family")))


def test_the_anyway_answer_is_left_out_where_the_family_does_not_want_it() -> None:
    declined = write(reviews.all_tests_failed(), audience="family")
    assert not any(isinstance(block, Heading) and block.id == "anyway" for block in declined.blocks)
    wanted = write(reviews.septic(), audience="family")
    assert "Without the test, the same would have happened" in under(wanted, "anyway")


@pytest.mark.parametrize(
    ("review", "answer"),
    [
        (reviews.no_procedure(), "There was no procedure, so it played no part."),
        (reviews.too_early(), "We think the test played a part in this loss."),
        (reviews.fetal_clear(), "We found a reason that explains this loss without the test."),
        (reviews.cannot_tell(), "We do not know, and we may never know."),
        (reviews.septic(), "The test may have played a part."),
    ],
)
def test_was_it_the_amniocentesis_is_answered_in_the_first_sentence(review: object, answer: str) -> None:
    assert under(write(review, audience="family"), "test").startswith(answer)  # type: ignore[arg-type]


def test_was_it_my_fault_begins_with_no() -> None:
    for review in _ALL.values():
        assert under(write(review, audience="family"), "fault").startswith("No.")
        assert under(write(review, audience="family", language="zh"), "fault").startswith("不是。")


def test_an_accident_is_told_as_no_fault() -> None:
    assert "An accident is not a fault." in under(write(reviews.collapse(), audience="family"), "fault")


def test_a_result_that_would_reveal_the_sex_is_not_named_to_a_family() -> None:
    review = replace(reviews.fetal_clear(), moved=(replace(reviews.fetal_clear().moved[0], level="monosomy_x"),))
    for language in Language:
        text = " ".join(texts(write(review, language=language, audience="family")))
        assert "45,X" not in text
        assert "X" not in text.replace("X-", "")


def test_a_found_trisomy_is_named_gently() -> None:
    assert "The finding is trisomy 21 (Down syndrome)." in under(write(reviews.fetal_clear(), audience="family"), "why")


def test_the_family_is_told_of_three_tests_at_most() -> None:
    document = write(reviews.septic(), audience="family")
    steps = next(block for block in of(document, Steps) if isinstance(block, Steps))
    assert len(steps.items) == 3
    assert reviews.septic().tests[-1].test is Test.KLEIHAUER


def test_the_letter_is_marked_as_a_draft_until_a_person_signs_it() -> None:
    assert write(reviews.septic(), audience="family").footer.startswith("Draft:")
    assert write(reviews.septic(), audience="family", language="zh").footer.startswith("草稿")


def test_the_footer_says_that_the_program_supports_and_does_not_decide() -> None:
    assert write(reviews.septic()).footer.startswith("Supports, does not decide.")


def test_a_published_case_is_cited() -> None:
    from amnio.clinic.case import Citation

    review = reviews.septic()
    cited = replace(
        review,
        summary=replace(
            review.summary, citation=Citation(text="Plachouras and others 2013", pmid="1", determined_cause="leak")
        ),
    )
    text = under(write(cited), "stamp")
    assert "Published case: Plachouras and others 2013 PMID 1" in text
    assert "Conclusion of the authors: leak or rupture after the procedure" in text


@pytest.mark.parametrize("language", list(Language))
def test_every_parameter_is_told_without_a_code(language: Language) -> None:
    evidence = load_evidence()
    for name in evidence.draw(2, 1).values:
        meaning = evidence.meaning(name)
        influence = Influence(
            parameter=name,
            share=0.1,
            basis=meaning.basis,
            definition=meaning.definition,
            definition_zh=meaning.definition_zh,
        )
        document = write(replace(reviews.septic(), influences=(influence,)), language=language)
        table = next(b for b in document.blocks if isinstance(b, Table) and "10%" in b.rows[0])
        assert "_" not in table.rows[0][0], name
