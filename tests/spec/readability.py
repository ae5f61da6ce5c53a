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
