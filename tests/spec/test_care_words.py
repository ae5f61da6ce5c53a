"""Pages of care: urgent first, words that wound nobody, sentences a tired reader can follow, one set of numbers."""

import re
from itertools import product

import pytest

from amnio.present.document import Audience, Document, Heading, Language, Urgent
from amnio.present.narrative import care_page
from tests.spec.readability import half_width_beside_han, too_hard_in_chinese, too_hard_in_english
from tests.spec.test_words_never import breaches
from tests.unit.present.care_answers import care_answers
from tests.unit.present.text_of import texts

NAMES = tuple(care_answers())
EVERY = pytest.mark.parametrize("name", NAMES)


def page(name: str, language: Language, audience: Audience) -> Document:
    return care_page.write(care_answers()[name], language=language, audience=audience, code=True)


def family(name: str, language: Language) -> list[str]:
    return texts(page(name, language, Audience.FAMILY))


@EVERY
@pytest.mark.parametrize("language", list(Language))
def test_no_family_page_holds_a_word_that_is_never_used(name: str, language: Language) -> None:
    assert breaches(family(name, language), language, family=True) == []


@EVERY
def test_no_chinese_page_holds_a_word_of_legal_causation_or_a_character_that_is_not_simplified(name: str) -> None:
    for audience in Audience:
        lines = texts(page(name, Language.ZH, audience))
        assert breaches(lines, Language.ZH, family=False) == []
        for character in re.findall(r"[\u4e00-\u9fff]", "".join(lines)):
            assert character.encode("gb2312", errors="ignore"), character


@EVERY
def test_an_english_page_can_be_read_at_about_eleven(name: str) -> None:
    assert too_hard_in_english(family(name, Language.EN)) == []


@EVERY
def test_a_chinese_page_is_written_in_short_sentences(name: str) -> None:
    assert too_hard_in_chinese(family(name, Language.ZH)) == []


@EVERY
@pytest.mark.parametrize("audience", list(Audience))
def test_chinese_has_chinese_punctuation(name: str, audience: Audience) -> None:
    for text in texts(page(name, Language.ZH, audience)):
        own = re.sub(r" · |（[^（）]*[A-Za-z][^（）]*）|`[^`]*`|(?<=\d) (?=\d)", "", text)
        assert half_width_beside_han(own) == [], text


def figures(document: Document) -> list[str]:
    """Every number in order of reading, dates as their parts, without the thousands separators of a language."""
    said = " ".join(texts(document))
    joined = re.sub(r"(?<=\d)[ \u202f,](?=\d{3}(?!\d))", "", said)
    return sorted(re.findall(r"\d+(?:\.\d+)?", joined))


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def dates(document: Document, language: Language, audience: Audience) -> list[str]:
    """Every full date, as ISO, in the order of reading."""
    said = "\n".join(texts(document))
    if language is Language.EN:
        names = [month[:3] for month in MONTHS] if audience is Audience.CLINICIAN else list(MONTHS)
        found = re.findall(rf"(\d{{1,2}}) ({'|'.join(names)}) (\d{{4}})", said)
        return [f"{year}-{names.index(month) + 1:02d}-{int(day):02d}" for day, month, year in found]
    if audience is Audience.CLINICIAN:
        return re.findall(r"\d{4}-\d\d-\d\d", said)
    return [f"{y}-{int(m):02d}-{int(d):02d}" for y, m, d in re.findall(r"(\d{4})年(\d+)月(\d+)日", said)]


@EVERY
@pytest.mark.parametrize("audience", list(Audience))
def test_both_languages_give_the_same_dates_in_the_same_places(name: str, audience: Audience) -> None:
    english, chinese = (dates(page(name, language, audience), language, audience) for language in Language)
    assert sorted(english) == sorted(chinese)
    if "undated" not in name:
        assert english


@EVERY
@pytest.mark.parametrize("audience", list(Audience))
def test_both_languages_have_the_same_parts_in_the_same_order(name: str, audience: Audience) -> None:
    english, chinese = (page(name, language, audience).blocks for language in Language)
    assert [type(block) for block in english] == [type(block) for block in chinese]
    headings = ([block.id for block in blocks if isinstance(block, Heading)] for blocks in (english, chinese))
    first, second = headings
    assert first == second


@EVERY
@pytest.mark.parametrize(("language", "audience"), list(product(Language, Audience)))
def test_what_is_urgent_comes_before_everything_else(name: str, language: Language, audience: Audience) -> None:
    blocks = page(name, language, audience).blocks
    urgent = [isinstance(block, Urgent) for block in blocks]
    assert urgent[0] or (audience is Audience.CLINICIAN and not care_answers()[name].urgent)
    if audience is Audience.FAMILY:
        assert isinstance(blocks[-2], Urgent), "the box stands at the end again"


@pytest.mark.parametrize(("language", "audience"), list(product(Language, Audience)))
@pytest.mark.parametrize("name", ["loss_self_harm", "procedure_bleeding"])
def test_thoughts_of_self_harm_mean_help_today_at_the_very_top(
    name: str, language: Language, audience: Audience
) -> None:
    boxes = [block for block in page(name, language, audience).blocks if isinstance(block, Urgent)]
    said = (
        " ".join((boxes[0].title, *boxes[0].lines)) if audience is Audience.FAMILY else " ".join(b.title for b in boxes)
    )
    assert {
        Language.EN: "today" if audience is Audience.FAMILY else "same day",
        Language.ZH: "今天" if audience is Audience.FAMILY else "当天",
    }[language] in said


@pytest.mark.parametrize("audience", list(Audience))
def test_a_page_for_a_pregnancy_that_goes_on_never_speaks_of_a_loss_of_hers(audience: Audience) -> None:
    for name in (each for each in NAMES if each.startswith("procedure")):
        said = " ".join(texts(page(name, Language.EN, audience)))
        assert "your loss" not in said
        assert "I lost my" not in said
        assert "tissue is retained" not in said


@EVERY
def test_a_family_page_shows_no_regimen_and_a_clinician_s_page_never_orders_one(name: str) -> None:
    assert not re.search("ampicillin|clindamycin|gentamicin", " ".join(family(name, Language.EN)), re.IGNORECASE)
    said = " ".join(texts(page(name, Language.EN, Audience.CLINICIAN)))
    assert ("never an order" in said) is ("ampicillin 2 g" in said)


def test_a_conflict_with_her_allergy_is_marked_and_the_protocol_s_own_alternative_is_named() -> None:
    said = " ".join(texts(page("loss_septic", Language.EN, Audience.CLINICIAN)))
    assert "CONFLICT: she is allergic to penicillin; the same protocol’s alternative: clindamycin 900 mg" in said
    assert "its alternative was not read: ask microbiology" in said
    assert "ASK FIRST" in " ".join(texts(page("loss_plain", Language.EN, Audience.CLINICIAN)))


def test_without_dates_days_are_counted_from_day_zero() -> None:
    said = " ".join(texts(page("loss_undated", Language.EN, Audience.CLINICIAN)))
    assert "Day 0 is the day of the loss." in said
    assert "until one month after day 0" in said
    assert "第0天" in " ".join(family("procedure_undated", Language.ZH))


def test_a_limit_that_is_over_on_the_day_of_asking_is_told() -> None:
    assert "This limit passed on 12 Mar 2026." in " ".join(
        texts(page("loss_late_asking", Language.EN, Audience.CLINICIAN))
    )


def test_a_profile_that_was_not_in_force_is_told() -> None:
    said = " ".join(texts(page("procedure_old", Language.EN, Audience.CLINICIAN)))
    assert "were not in force on 25 Mar 2016" in said


def test_no_loss_recorded_is_told_to_who_asked_for_care_after_one() -> None:
    said = " ".join(texts(page("procedure_china", Language.EN, Audience.CLINICIAN)))
    assert "this record holds no loss" in said


def test_every_topic_of_the_files_stands_in_one_part_of_the_page() -> None:
    from amnio.guidance.care_rule import care_rules
    from amnio.guidance.occasion import Occasion
    from amnio.present.narrative.care_sections import TOPICS

    placed = [topic for topics in TOPICS.values() for topic in topics]
    assert len(placed) == len(set(placed))
    assert set(placed) == {rule.topic for occasion in Occasion for rule in care_rules(occasion)}
