"""What a server reads before its first request: after it, nothing that lives as long as the process is read again."""

import gc

import pytest

from amnio.guidance import rules
from amnio.present import catalogue
from amnio.registry import warm
from amnio.registry.words import words
from tests.registry.conftest import People


@pytest.fixture
def warmed() -> None:
    words.cache_clear()
    catalogue._read.cache_clear()
    rules.rules_of.cache_clear()
    warm.warm()
    gc.unfreeze()  # what else the tests hold is still theirs to give back


@pytest.mark.usefixtures("warmed")
def test_the_first_page_reads_no_words_and_no_rules_any_more(people: People) -> None:
    before = [read.cache_info().misses for read in (words, catalogue._read, rules.rules_of)]
    browser = people.browser()
    assert browser.get("/").status_code == 200
    assert browser.get("/pregnancies/new/").status_code == 200
    assert [read.cache_info().misses for read in (words, catalogue._read, rules.rules_of)] == before
