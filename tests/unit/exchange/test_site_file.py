"""Site files: written as they are read, said in both languages, refused when they were changed."""

import tomllib

import pytest

from amnio.answers.learn import learn
from amnio.answers.site import Note, Size
from amnio.clinic.problems import CaseError
from amnio.exchange.site_file import SiteFileError, parse_site, read_site, site_to_toml, write_site
from amnio.exchange.unit_counts import TEMPLATE, parse_counts
from amnio.present.catalogue import load
from amnio.present.document import Language
from amnio.present.learning import TOPIC, told
from tests.random_models import packaged_evidence

SITE = learn(parse_counts(TEMPLATE), packaged_evidence(), draws=1000)
EMPTY = learn(
    parse_counts("weeks,fetal_class,followed_until,pregnancies,losses,lost_to_follow_up\n16,normal,24+0,0,0,0"),
    packaged_evidence(),
    draws=200,
)


@pytest.mark.parametrize("site", [SITE, EMPTY])
def test_a_site_is_read_as_it_was_written(site, tmp_path) -> None:
    path = tmp_path / "site.toml"
    with path.open("wb") as stream:
        write_site(site, stream)
    assert read_site(path) == site
    assert site_to_toml(read_site(path)) == path.read_text(encoding="utf-8")


def test_the_same_counts_give_the_same_bytes() -> None:
    again = learn(parse_counts(TEMPLATE), packaged_evidence(), draws=1000)
    assert site_to_toml(again) == site_to_toml(SITE)


def test_an_edited_file_is_refused() -> None:
    text = site_to_toml(SITE)
    changed = text.replace("losses = 38", "losses = 37")
    assert changed != text
    with pytest.raises(SiteFileError, match="not as it was written"):
        parse_site(changed.encode())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe", "not_toml"),
        (b"a = ", "not_toml"),
        (b"a = 1", "not_a_site_file"),
        (b"format = 99", "other_format"),
        (b'format = 1\nnames = 3\nfingerprint = "a"', "not_a_site_file"),
        (site_to_toml(SITE).replace("losses = 38", "losses = 99999").encode(), "not_a_site_file"),
    ],
)
def test_what_is_no_site_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(SiteFileError) as refused:
        parse_site(content, "site.toml")
    assert refused.value.reason == reason


def test_a_site_file_that_is_not_there_is_refused(tmp_path) -> None:
    with pytest.raises(CaseError):
        read_site(tmp_path / "site.toml")


def test_numbers_and_counts_stand_in_the_file() -> None:
    record = tomllib.loads(site_to_toml(SITE))
    assert record["evidence"] == packaged_evidence().fingerprint
    assert sum(row["pregnancies"] for row in record["counts"]) == 7670
    assert {entry["quantity"] for entry in record["learned"]} >= {"procedure.excess_risk", "background.risk_16_24"}


@pytest.mark.parametrize("language", list(Language))
def test_how_far_the_counts_moved_is_said(language: Language) -> None:
    text = "\n".join(told(SITE, language))
    movement = SITE.movements[0]
    assert f"{100 * movement.posterior.mean:.2f}%" in text
    assert f"{100 * movement.weight:.0f}%" in text
    assert SITE.evidence in text
    assert "2,460" in text


@pytest.mark.parametrize("language", list(Language))
def test_every_size_and_note_has_words(language: Language) -> None:
    catalogue = load(language, TOPIC)
    assert all(f"learning.size.{size.value}" in catalogue for size in Size)
    assert all(f"learning.note.{note.value}" in catalogue for note in Note)
