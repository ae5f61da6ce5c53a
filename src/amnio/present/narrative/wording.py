"""Words and numbers together: what every section of a document is written with."""

from dataclasses import dataclass
from functools import cached_property

from amnio.present.catalogue import Catalogue, load, slots_of
from amnio.present.document import Audience, Language
from amnio.present.narrative.numbers import Numbers


@dataclass(frozen=True)
class Wording:
    """The catalogue of a language, with the topics that a page needs, and the number formats of an audience."""

    language: Language
    audience: Audience
    topics: tuple[str, ...] = ()

    @cached_property
    def catalogue(self) -> Catalogue:
        return load(self.language, *self.topics)

    @cached_property
    def numbers(self) -> Numbers:
        return Numbers(self.catalogue, self.audience)

    @property
    def chinese(self) -> bool:
        return self.language is Language.ZH

    def text(self, key: str, **slots: object) -> str:
        return self.catalogue.text(key, **slots)

    def filled(self, key: str, **slots: object) -> str:
        """The sentence with those of the slots that it has; for a family of keys that do not all need the same."""
        wanted = slots_of(self.catalogue.raw(key))
        return self.text(key, **{name: slot for name, slot in slots.items() if name in wanted})

    def sentences(self, *parts: str) -> str:
        """Sentences one after another; Chinese has no space between them."""
        return ("" if self.chinese else " ").join(part for part in parts if part)

    def listing(self, items: tuple[str, ...] | list[str], last: str = "and") -> str:
        """`a, b and c` / `a、b和c`. `last` is "and" or "or" (和, 或)."""
        if len(items) < 2:
            return "".join(items)
        head = self.text("list.separator").join(items[:-1])
        return head + self.text(f"list.{last}") + items[-1]

    def series(self, items: tuple[str, ...] | list[str]) -> str:
        """Items that may hold commas of their own, set apart by semicolons."""
        return self.text("list.semicolon").join(items)

    def first_sentence(self, text: str) -> tuple[str, str]:
        """The first sentence, and what follows it."""
        end = "。" if self.chinese else ". "
        first, stop, rest = text.partition(end)
        return first + stop.rstrip(), rest

    def first_sentences(self, text: str, count: int) -> tuple[str, str]:
        """So many sentences, and what follows them."""
        said: list[str] = []
        while text and len(said) < count:
            sentence, text = self.first_sentence(text)
            said.append(sentence)
        return self.sentences(*said), text

    def labelled(self, label: str, value: str) -> str:
        return self.text("label.colon", label=label, value=value)

    def capital(self, text: str) -> str:
        """The text as it begins a line."""
        return text[:1].upper() + text[1:]

    def bracketed(self, text: str, note: str) -> str:
        return self.text("label.bracket", text=text, note=note) if note else text

    def value(self, code: str) -> str:
        """A recorded value: the words for its code, or the value as it was written (a number, a free text)."""
        for prefix in ("value", "class"):
            if f"{prefix}.{code}" in self.catalogue:
                return self.text(f"{prefix}.{code}")
        return code

    def measured(self, value: str, unit: str | None) -> str:
        """A value with its unit, set apart by a no-break space; a Han unit stands next to its number."""
        if unit is None:
            return self.value(value)
        written = self.text(f"unit.{unit}") if f"unit.{unit}" in self.catalogue else unit
        between = "" if "\u4e00" <= written[0] <= "\u9fff" else "\u00a0"
        return f"{self.value(value)}{between}{written}"

    def level(self, fact: str, level: str) -> str:
        """The level of a finding in words."""
        if f"level.{fact}.{level}" in self.catalogue:
            return self.text(f"level.{fact}.{level}")
        return self.value(level)

    def fact(self, fact: str) -> str:
        """The name of a fact; one that has no words of its own is shown under the name of its field."""
        for key in (f"fact.{fact}", f"field.{fact}"):
            if key in self.catalogue:
                return self.text(key)
        return fact.rsplit(".", 1)[-1].replace("_", " ")

    def field(self, path: str) -> str:
        """The name of a field of a case file."""
        return self.text(f"field.{path}") if f"field.{path}" in self.catalogue else self.fact(path)

    def mechanism_or_class(self, code: str, prefix: str = "") -> str:
        """A mechanism or a fetal class in words; `prefix` is "" or "family_"."""
        for kind in ("mechanism", "class"):
            if f"{prefix}{kind}.{code}" in self.catalogue:
                return self.text(f"{prefix}{kind}.{code}")
        return self.value(code)

    def cause_as_written(self, code: str) -> str:
        """The code of a cause, mechanism or group in words; anything else as the authors wrote it."""
        for prefix in ("mechanism", "cause", "group"):
            if f"{prefix}.{code}" in self.catalogue:
                return self.text(f"{prefix}.{code}")
        return code
