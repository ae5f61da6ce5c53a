"""How a text is measured, so that two people get the same number."""

import re
from itertools import pairwise

_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d[\d,.+]*")
_CHINESE_UNIT = re.compile(r"[\u4e00-\u9fff]|[A-Za-z0-9.+]+")


def english_sentences(text: str) -> list[list[str]]:
    """Sentences as lists of words. A sentence ends at . ? ! ; : before a space, or with the text."""
    parts = re.split(r"[.?!;:](?=\s|$)", text)
    return [words for part in parts if (words := _ENGLISH_WORD.findall(part))]


def syllables(word: str) -> int:
    """Vowel groups, less a silent final e, es or ed; at least one."""
    word = word.lower()
    groups = len(re.findall(r"[aeiouy]+", word))
    if re.search(r"[^aeiouyl]e$", word) or (re.search(r"(es|ed)$", word) and not re.search(r"[td]ed$", word)):
        groups -= 1
    return max(1, groups)


def flesch_kincaid(sentences: list[list[str]]) -> float:
    words = [word for sentence in sentences for word in sentence]
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def smog(sentences: list[list[str]]) -> float:
    hard = sum(syllables(word) >= 3 for sentence in sentences for word in sentence)
    return 1.043 * (30 * hard / len(sentences)) ** 0.5 + 3.1291


def chinese_sentences(text: str) -> list[str]:
    return [part for part in re.split(r"[。！？；]", text) if chinese_length(part)]


def chinese_parts(text: str) -> list[str]:
    return [part for part in re.split(r"[。！？；，、：—（）]", text) if chinese_length(part)]


def chinese_length(text: str) -> int:
    """Han characters, plus one for each Latin or digit string."""
    return len(_CHINESE_UNIT.findall(text))


def half_width_beside_han(text: str) -> list[str]:
    """Half-width marks or blanks next to a Han character, where Chinese has full-width marks and no blank."""
    marks = set(",;:?!()")
    found = []
    for first, second in pairwise(text):
        pair = first + second
        han = [bool(re.match(r"[\u4e00-\u9fff]", character)) for character in pair]
        if (han[0] and second in marks) or (han[1] and first in marks) or (pair[1] == " " and han[0]):
            found.append(pair)
    return found


#: What a family's text may ask of its reader: about eleven years of age, or little schooling.
_WORDS_A_SENTENCE, _LONGEST_SENTENCE = 14, 22
_GRADE, _GRADE_OF_A_PARAGRAPH, _SMOG = 6, 8, 9
_LONG_PARAGRAPH = 30  # words; a grade of fewer says nothing
_HARD_WORDS = 0.12  # share of three syllables or more
_CHARACTERS_A_SENTENCE, _LONGEST_CHINESE, _LONGEST_PART = 22, 40, 22


def too_hard_in_english(paragraphs: list[str]) -> list[str]:
    """Everything that asks too much of the reader of a family's text; empty when it is easy enough."""
    sentences = [sentence for text in paragraphs for sentence in english_sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    measures = (
        ("words a sentence", len(words) / len(sentences), _WORDS_A_SENTENCE),
        ("Flesch-Kincaid grade", flesch_kincaid(sentences), _GRADE),
        ("SMOG grade", smog(sentences), _SMOG),
        ("share of hard words", sum(syllables(word) >= 3 for word in words) / len(words), _HARD_WORDS),
    )
    found = [f"{what}: {value:.2f}" for what, value, most in measures if value > most]
    found += [" ".join(sentence) for sentence in sentences if len(sentence) > _LONGEST_SENTENCE]
    long = [text for text in paragraphs if sum(map(len, english_sentences(text))) >= _LONG_PARAGRAPH]
    return found + [text for text in long if flesch_kincaid(english_sentences(text)) > _GRADE_OF_A_PARAGRAPH]


def too_hard_in_chinese(paragraphs: list[str]) -> list[str]:
    """The same for Chinese, by the length of sentences and of what stands between two marks."""
    sentences = [sentence for text in paragraphs for sentence in chinese_sentences(text)]
    mean = sum(map(chinese_length, sentences)) / len(sentences)
    parts = [part for text in paragraphs for part in chinese_parts(text)]
    found = [f"characters a sentence: {mean:.1f}"] if mean > _CHARACTERS_A_SENTENCE else []
    found += [sentence for sentence in sentences if chinese_length(sentence) > _LONGEST_CHINESE]
    return found + [part for part in parts if chinese_length(part) > _LONGEST_PART or part.count("的") > 2]
