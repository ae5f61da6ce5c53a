"""Where an answer goes: files before standard output, and what was written is said last."""

import io
import sys

import pytest

from amnio.cli.delivery import Delivery
from amnio.present.document import Audience, Document, Language, PageWords, Paragraph

WORDS = PageWords(skip="skip", as_table="table", notes="notes", in_full="in full")
DOCUMENT = Document(
    language=Language.EN,
    audience=Audience.CLINICIAN,
    title="A title",
    facts="",
    blocks=(Paragraph(text="The answer itself."),),
    footer="",
    words=WORDS,
)


def deliver(delivery: Delivery) -> None:
    delivery.deliver(lambda: DOCUMENT, lambda: b'{"answer": 1}\n')


def test_what_was_written_is_said_after_the_report(tmp_path, monkeypatch):
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", screen)
    deliver(Delivery.planned(("json", "terminal", "html"), str(tmp_path / "report"), language="en"))
    lines = screen.buffer.getvalue().decode().splitlines()
    assert any("The answer itself." in line for line in lines[:-2])
    assert [line.rpartition("/")[2] for line in lines[-2:]] == ["report.json", "report.html"]
    assert all(line.startswith("Written: ") for line in lines[-2:])


def test_a_reader_who_stops_early_still_gets_the_files_and_is_told(tmp_path, monkeypatch, capsys):
    class Closed(io.BytesIO):
        def write(self, _):
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Closed(), encoding="utf-8"))
    delivery = Delivery.planned(("terminal", "json"), str(tmp_path / "report"), language="en")
    with pytest.raises(BrokenPipeError):
        deliver(delivery)
    assert (tmp_path / "report.json").read_bytes() == b'{"answer": 1}\n'
    assert "report.json" in capsys.readouterr().err


def test_a_form_that_cannot_be_made_leaves_what_was_there_and_claims_nothing(tmp_path, capsys):
    place = tmp_path / "report.html"
    place.write_text("mine", encoding="utf-8")

    def broken() -> Document:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Delivery.planned((), str(place), language="en", force=True).deliver(broken, lambda: b"")
    assert place.read_text(encoding="utf-8") == "mine"
    assert capsys.readouterr().err == ""


def test_the_end_of_the_name_says_the_form(tmp_path):
    assert list(Delivery.planned((), str(tmp_path / "a.pdf"), language="en").places) == ["pdf"]
    assert list(Delivery.planned((), str(tmp_path / "a"), language="en").places) == ["terminal"]
    assert Delivery.planned((), None, language="en").places == {"terminal": None}
