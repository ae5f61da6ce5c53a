"""Word rules over every guidance text: families are never blamed or startled, sentences stay short, languages agree."""

import re

import pytest

from tests.data.guidance_texts import Text, all_texts

FAMILY = [text for text in all_texts() if text.family]
ENGLISH = [text for text in FAMILY if text.language == "en"]
CHINESE = [text for text in FAMILY if text.language == "zh"]


def _name(text: Text) -> str:
    return f"{text.where}.{text.field}.{text.language}"


NEVER_EN = re.compile(
    r"\b(abortion|miscarriage|stillbirth|products?|tissue|contents|remains|f(?:o)?etus|embryo|demise|incompetent|"
    r"insufficien\w+|weak|fail\w*|abnormal\w*|defects?|deform\w+|malform\w+|anomal\w+|advanced|geriatric|elderly|risks?|"
    r"safe\w*|rare\w*|common\w*|(?:un)?likely|small|often|usual\w*|seldom|always|should have|if only|caused by|"
    r"complications?|unfortunately|sadly|unlucky|nature's|at least [^\d{]|try again|next baby|closure|move on|"
    r"unexplained|disposal|specimen|patients?|(?<!just in )case|subject|viab\w+|maceration|positive|"
    r"because you|you should|you signed|you were told)\b",
    re.IGNORECASE,
)
#: "RhD negative" is the name of a blood group; "An accident / illness is not a fault" is a fixed sentence.
NEGATIVE_EN = re.compile(r"(?<!RhD )\bnegative\b", re.IGNORECASE)
NEVER_ZH = re.compile(
    "主要原因|同等原因|次要原因|轻微原因|原因力|参与度|责任|过失|事故|纠纷|追究|医源性|流产|小产|滑胎|胎停|打胎|堕胎|人流|刮宫|"
    "死胎|死产|死婴|尸检|解剖|胎儿|胚胎|妊娠物|组织物|残留|标本|处置|畸形|缺陷|残疾|先天愚型|没保住|保不住|留不住|体质|气血|宫寒|"
    "高龄|习惯性|自然淘汰|优生|再生一个|还年轻|下一个|节哀|想开|别多想|坚强|幸好|命|缘分|报应|天意|吉利|失败|不合格|阳性|风险|高危|"
    "安全|罕见|极少|很低|较大|大概率|几率|机率|患者|病人|病例|孕妇|产妇|你|遵医嘱|禁止|严禁|务必|不得|予以|拟|遂|消炎药|败血症|待查|"
    "常见|往往|通常|一般|一定|最多|高达|不超过|医生做|术者|操作者|护士|丈夫|羊膜穿刺|超音波"
)
#: Legal words and grades of causation bind every view; one fixed sentence is excepted.
NEVER_ANYWHERE_ZH = re.compile(
    "主要原因|同等原因|次要原因|轻微原因|原因力|参与度|责任|过失|事故|纠纷|追究|败血症|消炎药"
)


@pytest.mark.parametrize("text", ENGLISH, ids=_name)
def test_english_family_words_hold_no_forbidden_word(text):
    assert not NEVER_EN.findall(text.paragraph)
    assert not NEGATIVE_EN.findall(text.paragraph)


@pytest.mark.parametrize("text", CHINESE, ids=_name)
def test_chinese_family_words_hold_no_forbidden_word(text):
    assert not NEVER_ZH.findall(text.paragraph)
    assert "过错" not in text.paragraph.replace("意外不是过错", "")
    assert not re.findall("(?<!RhD)阴性", text.paragraph)
    assert "%" not in text.paragraph
    for sentence in re.split("[。！？；]", text.paragraph):
        assert not re.findall("(宝宝|{baby}).*[它他她]|[它他她].*(宝宝|{baby})", sentence)


def test_legal_words_stand_in_no_chinese_text_at_all():
    for text in all_texts():
        if text.language == "zh":
            assert not NEVER_ANYWHERE_ZH.findall(text.paragraph), _name(text)


def _sentences_en(text: str) -> list[str]:
    filled = re.sub(r"\{\w+\}", "baby", text)
    return [part for part in re.split(r"(?<=[.?!;:])\s+", filled) if part]


def _words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:\.\d+)?", sentence)


def _syllables(word: str) -> int:
    if not word[0].isalpha():
        return 1
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    if re.search(r"[^aeiouyl](e|es|ed)$", word.lower()) and not re.search(r"[td]ed$", word.lower()):
        groups -= 1
    return max(groups, 1)


@pytest.mark.parametrize("text", ENGLISH, ids=_name)
def test_english_family_sentences_are_short_and_plain(text):
    sentences = [_words(sentence) for sentence in _sentences_en(text.paragraph)]
    words = [word for sentence in sentences for word in sentence]
    assert max(len(sentence) for sentence in sentences) <= 22
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    assert grade <= 8


def test_the_english_family_texts_together_are_at_grade_six_or_below():
    sentences = [_words(s) for text in ENGLISH for s in _sentences_en(text.paragraph)]
    words = [word for sentence in sentences for word in sentence]
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59
    assert grade <= 6
    assert len(words) / len(sentences) <= 14
    assert sum(_syllables(word) >= 3 for word in words) / len(words) <= 0.12


def _length_zh(part: str) -> int:
    return len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9.+{}_]+", part))


@pytest.mark.parametrize("text", CHINESE, ids=_name)
def test_chinese_family_sentences_are_short(text):
    sentences = [part for part in re.split("[。！？；]", text.paragraph) if part]
    assert max(_length_zh(sentence) for sentence in sentences) <= 40
    for part in re.split("[。！？；，、：—]", text.paragraph):
        assert _length_zh(part) <= 22, part
        assert part.count("的") <= 2, part


def test_the_chinese_family_sentences_together_are_of_middle_length():
    lengths = [_length_zh(part) for text in CHINESE for part in re.split("[。！？；]", text.paragraph) if part]
    assert sum(lengths) / len(lengths) <= 22


@pytest.mark.parametrize("text", [text for text in all_texts() if text.language == "zh"], ids=_name)
def test_chinese_is_simplified_and_punctuated_in_full_width(text):
    han = "".join(re.findall(r"[\u4e00-\u9fff]", text.paragraph))
    han.encode("gb2312")
    assert not re.findall(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text.paragraph)
    assert not re.findall(r"[\u4e00-\u9fff] [\u4e00-\u9fff]|[０-９]", text.paragraph)


@pytest.mark.parametrize("text", [text for text in all_texts() if text.language == "en"], ids=_name)
def test_english_holds_no_chinese(text):
    assert not re.findall(r"[\u3000-\u9fff\uff00-\uffef]", text.paragraph)


@pytest.mark.parametrize("text", CHINESE, ids=_name)
def test_the_reader_is_addressed_politely_and_never_shouted_at(text):
    assert "！" not in text.paragraph
    english = next(other for other in ENGLISH if (other.where, other.field) == (text.where, text.field))
    assert "!" not in english.paragraph


def _numbers(text: str) -> set[str]:
    """The figures of a text, whatever the thousands separator; words for small numbers are not compared."""
    joined = re.sub(r"(?<=\d)[ \u202f,](?=\d{3}(?!\d))", "", text)
    return {number for number in re.findall(r"\d+(?:\.\d+)?", joined) if len(number) > 1}


@pytest.mark.parametrize("text", [text for text in all_texts() if text.language == "zh"], ids=_name)
def test_both_languages_give_the_same_numbers(text):
    english = next(
        other
        for other in all_texts()
        if (other.where, other.field, other.family, other.language) == (text.where, text.field, text.family, "en")
    )
    assert _numbers(text.paragraph) == _numbers(english.paragraph)
    slots = r"\{(\w+)\}"
    assert sorted(re.findall(slots, text.paragraph)) == sorted(re.findall(slots, english.paragraph))
