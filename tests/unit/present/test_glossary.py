"""Words explained to a family: only those that the page uses, in the order in which they are met."""

import pytest

from amnio.present.document import Audience, Bullets, Heading, Language, Paragraph, Step, Steps
from amnio.present.narrative import glossary
from amnio.present.narrative.wording import Wording


def wording(language: Language) -> Wording:
    return Wording(language=language, audience=Audience.FAMILY, topics=(glossary.TOPIC,))


@pytest.mark.parametrize(
    ("language", "first", "second", "expected"),
    [
        (Language.EN, "Look at the placenta.", "No antibiotics.", ["Placenta: ", "Antibiotics: "]),
        (Language.ZH, "看一看胎盘。", "不用抗生素。", ["胎盘：", "抗生素："]),
    ],
)
def test_words_are_explained_in_the_order_of_first_use(language, first, second, expected) -> None:
    blocks = [Paragraph(text=first), Steps(items=(Step(when="", what=second),)), Bullets(items=(first,))]
    heading, explained = glossary.write(blocks, wording(language))
    assert isinstance(heading, Heading)
    assert isinstance(explained, Bullets)
    assert [item[: len(start)] for item, start in zip(explained.items, expected, strict=True)] == expected


def test_a_page_that_uses_none_has_no_glossary() -> None:
    assert glossary.write([Paragraph(text="We will see you on Monday.")], wording(Language.EN)) == []
