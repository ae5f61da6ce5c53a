"""From the bytes of a case file to its text: UTF-8 or a clear word about what else it seems to be."""

import codecs

from amnio.clinic.problem_codes import ProblemCode as Code
from amnio.clinic.problem_phrases import Phrase, Said
from amnio.clinic.problems import CaseError, problem

_KINDS = (
    (b"PK\x03\x04", Phrase.KIND_ZIP),
    (b"%PDF-", Phrase.KIND_PDF),
    (b"\x89PNG", Phrase.KIND_PICTURE),
    (b"\xff\xd8\xff", Phrase.KIND_PICTURE),
    (b"GIF8", Phrase.KIND_PICTURE),
    (b"\x1f\x8b", Phrase.KIND_COMPRESSED),
    (b"BZh", Phrase.KIND_COMPRESSED),
    (b"\xfd7zXZ", Phrase.KIND_COMPRESSED),
    (b"7z\xbc\xaf", Phrase.KIND_COMPRESSED),
    (b"SQLite format 3", Phrase.KIND_DATABASE),
    (b"PAR1", Phrase.KIND_DATABASE),
    (b"\xd0\xcf\x11\xe0", Phrase.KIND_OLD_OFFICE),
)
# UTF-32 first: its little-endian mark begins with that of UTF-16
_MARKS = (
    (codecs.BOM_UTF32_LE, Phrase.GUESS_UTF_32),
    (codecs.BOM_UTF32_BE, Phrase.GUESS_UTF_32),
    (codecs.BOM_UTF16_LE, Phrase.GUESS_UTF_16),
    (codecs.BOM_UTF16_BE, Phrase.GUESS_UTF_16),
)


def decoded(read: bytes, source: str = "") -> str:
    """The text of a case file. A mark at the beginning (BOM) is left out. Raises `CaseError` for everything else."""
    for start, kind in _KINDS:
        if read.startswith(start):
            raise CaseError([problem(Code.BINARY, "", None, kind=Said(kind))], source)
    for mark, guess in _MARKS:
        if read.startswith(mark):
            raise _other_encoding(read, 0, guess, source)
    read = read.removeprefix(codecs.BOM_UTF8)
    try:
        text = read.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\0" in read:
            raise _zero_bytes(read, source) from None
        raise _other_encoding(read, error.start, _guess(read), source) from None
    if "\0" in text:
        raise _zero_bytes(read, source)
    if not text.strip():
        raise CaseError([problem(Code.EMPTY, "", None)], source)
    return text


def _zero_bytes(read: bytes, source: str) -> CaseError:
    """UTF-16 without a mark has a zero at every second place of Latin text; other files have them anywhere."""
    start = read[:400]
    zeros = max(start[0::2].count(0), start[1::2].count(0))
    if zeros >= len(start) // 4 and min(start[0::2].count(0), start[1::2].count(0)) == 0:
        return _other_encoding(read, read.index(0), Phrase.GUESS_UTF_16, source)
    return CaseError([problem(Code.BINARY, "", None, kind=Said(Phrase.KIND_OTHER))], source)


def _guess(read: bytes) -> Phrase:
    try:
        text = read.decode("gb18030")
    except UnicodeDecodeError:
        return Phrase.GUESS_LATIN
    beyond = [character for character in text if not character.isascii()]
    chinese = [
        character for character in beyond if "\u3000" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
    ]
    # a stray accented letter can swallow its neighbour and look like one rare Chinese character
    return Phrase.GUESS_GBK if len(chinese) >= 2 and len(chinese) == len(beyond) else Phrase.GUESS_LATIN


def _other_encoding(read: bytes, offset: int, guess: Phrase, source: str) -> CaseError:
    found = problem(
        Code.OTHER_ENCODING,
        "",
        None,
        offset=str(offset + 1),
        line=str(read.count(b"\n", 0, offset) + 1),
        byte=f"0x{read[offset]:02X}",
        guess=Said(guess),
    )
    return CaseError([found], source)
