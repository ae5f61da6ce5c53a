"""What a decision aid for patients has to hold, after the criteria of the IPDAS collaboration, in our own words.

Each is a question to the finished leaflet, in both languages; the reading level is in `test_counsel_words.py`.
"""

import re
from collections.abc import Callable

import pytest

from amnio.present.document import Audience, Bullets, Heading, Language, Paragraph, Pictograph, Table
from amnio.present.narrative.counsel import write
from tests.unit.present.counsels import NAMES, counsel_of
from tests.unit.present.text_of import block_texts

Leaflet = dict[str, list[str]]


def leaflet(name: str, language: Language) -> Leaflet:
    """The texts of each section by its anchor; "" holds what stands before the first heading."""
    document = write(counsel_of(name), language=language, audience=Audience.FAMILY, phone="555 0100")
    found: Leaflet = {"": [document.title, document.facts], "footer": [document.footer]}
    at = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            at = block.id
            found[at] = [block.text]
        else:
            found[at] += block_texts(block)
    return found


def says(anchor: str, english: str, chinese: str) -> Callable[[Leaflet, Language], bool]:
    def check(page: Leaflet, language: Language) -> bool:
        return bool(re.search(english if language is Language.EN else chinese, " ".join(page[anchor])))

    return check


def denominators(page: Leaflet) -> set[str]:
    """What is written as *of so many*, in both languages."""
    text = " ".join(part for parts in page.values() for part in parts).replace(",", "")
    return set(re.findall(r"(?:\bof |共|每)(\d+)(?: women|位)?", text)) | set(re.findall(r"(\d+)位女性", text))


CRITERIA: dict[str, Callable[[Leaflet, Language], bool]] = {
    "names the decision": says("", "decide about an amniocentesis", "决定做不做羊水穿刺"),
    "says for whom it is: how far she is": says("", r"\d+ weeks", r"怀孕"),
    "lists the options": says("choices", "An amniocentesis at", "做羊水穿刺"),
    "lists doing no test as an option": says("choices", r"^.*No test\.", "不做检查。"),
    "says that no choice is the wrong one": says("", "no right or wrong choice", "选择没有对错"),
    "says what happens without any test": says("anyway", "who have no test", "都不做检查"),
    "says what the test may add": says("added", r"may add", "可能增加"),
    "says what the test may find": says("finds", r"between \d+ and \d+|fewer than 1", r"\d+到\d+位|不到1位"),
    "says what the test cannot show": says("finds", "cannot show everything", "不能看到一切"),
    "gives probabilities as counts of people": says("anyway", r"of 1,000 women", "1000位"),
    "gives one denominator": lambda page, _: (
        len(set(re.findall(r"1,?000", " ".join(text for texts in page.values() for text in texts)))) == 1
    ),
    "gives a time until which is counted": says("anyway", "By 24 weeks", "到怀孕满24周时"),
    "gives a second time, the birth": says("anyway", "by the birth", "到出生时"),
    "frames both ways": says("anyway", r"do not\.", "位不会。"),
    "says who the counted people are": says("anyway", "women like you", "和您情况相同的女性"),
    "shows uncertainty as both ends": says("anyway", r"between [\d,]+ and [\d,]+", r"\d+到\d+位"),
    "says that nobody can tell whom it will be": says("anyway", "No one can tell which", "没有人能预先知道"),
    "compares the options side by side": says("options", "no test", "不做检查"),
    "says what is not known": says("unknown", "How often", "有多少"),
    "asks what matters to her": says("questions", "harder to bear", "更难承受"),
    "asks what she would do with a result": says("questions", "do with the answer", "知道以后"),
    "says with whom to talk it over": says("questions", "talk with first", "和谁商量"),
    "says that she may change her mind": says("questions", "change your mind", "改变主意"),
    "explains its words": says("words", "chromosomes: ", "染色体："),
    "says where the numbers come from": says("where", r"\d+ studies", r"\d+项研究"),
    "says how new they are": says("where", r"newest study is from 20\d\d", r"最新的一项是20\d\d年"),
    "says that they may change": says("where", "can change them", "数字可能会变"),
    "says what was assumed": says("where", "took one thing for granted", "先认定了一点"),
    "says that part of it is judgement": says("where", "judgement of experts", "专家的判断"),
    "says who gains from a choice": says("where", "sells no test", "不卖任何检查"),
    "says whom to ask": says("where", "555 0100", "555 0100"),
    "carries its version": says("footer", r"amnio \d", r"amnio \d"),
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("criterion", CRITERIA)
def test_every_leaflet_meets_the_criterion(criterion: str, language: Language) -> None:
    missing = [name for name in NAMES if not CRITERIA[criterion](leaflet(name, language), language)]
    assert missing == []


def test_a_criterion_can_be_missed() -> None:
    page = leaflet("screened", Language.EN)
    page["choices"] = [text for text in page["choices"] if not text.startswith("No test")]
    assert not CRITERIA["lists doing no test as an option"](page, Language.EN)


@pytest.mark.parametrize("name", NAMES)
def test_the_options_have_the_same_weight_on_the_page(name: str) -> None:
    """Each option is one entry of one list and one row of one table; none is set apart or comes with advice."""
    document = write(counsel_of(name), audience=Audience.FAMILY)
    blocks = list(document.blocks)
    at = next(i for i, block in enumerate(blocks) if isinstance(block, Heading) and block.id == "choices")
    listed = blocks[at + 1]
    assert isinstance(listed, Bullets)
    table = next(b for b in blocks if isinstance(b, Table) and b.rows and b.rows[0][0] == "no test")
    open_to_her = [item for item in listed.items if not item.startswith("Not open")]
    assert len(open_to_her) == len(table.rows)
    advice = re.compile(r"\b(should|recommend|advise|best for you|we suggest|must)\b")
    assert [b.text for b in blocks if isinstance(b, Paragraph) and advice.search(b.text)] == []
    assert sum(isinstance(block, Pictograph) for block in blocks) == 2
