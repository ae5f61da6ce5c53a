"""The words of accounts: the same keys and slots in both languages, and every one of them used."""

import re
from pathlib import Path

import amnio.registry
from amnio.present.catalogue import slots_of
from amnio.registry.words import words

ROOT = Path(amnio.registry.__file__).parent
EN, ZH = words("en"), words("zh")
OURS = [key for key in EN if key.startswith("account.")]
#: Keys that are put together from a prefix and a code of the program.
BUILT = tuple(
    f"account.{prefix}_"
    for prefix in ("box", "trail", "kind", "happened", "detail", "form", "leaflet", "field", "reader", "lock", "step")
)


def test_both_languages_say_the_same_things() -> None:
    assert [key for key in ZH if key.startswith("account.")] == OURS
    assert [key for key in OURS if slots_of(EN.raw(key)) != slots_of(ZH.raw(key))] == []


def test_every_word_is_used() -> None:
    sources = [*ROOT.rglob("*.py"), *ROOT.rglob("*.html")]
    written = set(re.findall(r"account\.\w+", "\n".join(path.read_text(encoding="utf-8") for path in sources)))
    assert [key for key in OURS if key not in written and not key.startswith((*BUILT, "account.locked_"))] == []


def test_every_word_that_is_written_is_there() -> None:
    found = set()
    for path in ROOT.rglob("*.html"):
        found |= set(re.findall(r"[\"'](account\.\w+)[\"']", path.read_text(encoding="utf-8")))
    assert sorted(key for key in found if key not in EN and not key.endswith("_")) == []
