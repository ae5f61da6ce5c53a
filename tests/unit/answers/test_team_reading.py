"""Readers beside the answer, versions of an answer, and an answer read back from where it is stored."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from amnio.answers.assemble import Assembly
from amnio.answers.conclusion import Certainty, ConclusionError
from amnio.answers.disagreement import Agreement, Among, Anyway, Judgement, Place, disagreement
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.answers.stored import StoredAnswerError, read_back
from amnio.answers.versions import Version, compare_versions, facts_of
from amnio.clinic.case import Case
from amnio.clinic.vocabulary import Group, Histology
from amnio.exchange.case_file import read_case
from amnio.present.json_output import plain

EXAMPLES = files("amnio").joinpath("examples")


@pytest.fixture(scope="module")
def reviewer() -> Reviewer:
    return Reviewer(Assembly(draws=400))


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(EXAMPLES / "leak-then-infection.toml")


@pytest.fixture(scope="module")
def review(reviewer: Reviewer, case: Case) -> Review:
    return reviewer.review(case)


def _judgement(group: Group | None, reader: str = "A", **more) -> Judgement:
    certainty = Certainty.CANNOT_TELL if group is None else Certainty.PROBABLE
    return Judgement(reader=reader, group=group, certainty=certainty, anyway=Anyway.CANNOT_TELL, reasons="", **more)


def _behind(review: Review) -> Group:
    named = (review.headline.leading, *review.headline.rivals)
    return next(group for group in reversed(Group) if group not in named)


def test_a_reader_who_names_the_reason_that_stands_alone_agrees(review):
    alone = replace(review, headline=replace(review.headline, rivals=()))
    found = disagreement([_judgement(review.headline.leading)], alone)
    assert found.readers[0].agreement is Agreement.SAME
    assert found.readers[0].answer == review.groups[0].probability
    assert found.among is Among.ONE_READER


def test_a_reason_among_those_left_is_told_apart_from_agreement(review):
    leading = review.headline.leading
    open_answer = replace(review, headline=replace(review.headline, rivals=(_behind(review),)))
    found = disagreement([_judgement(leading), _judgement(None, "B")], open_answer)
    assert [reader.agreement for reader in found.readers] == [Agreement.ONE_OF_THOSE_LEFT, Agreement.BOTH_OPEN]
    assert found.among is Among.DIFFER


def test_a_reader_with_another_reason_or_none_differs(review):
    alone = replace(review, headline=replace(review.headline, rivals=()))
    found = disagreement([_judgement(_behind(alone)), _judgement(None, "B")], alone)
    assert [reader.agreement for reader in found.readers] == [Agreement.ANOTHER, Agreement.READER_OPEN]
    assert found.readers[1].facts_for == ()


def test_facts_for_and_against_a_reason_have_the_right_sign_and_never_meet(review):
    for group in Group:
        reader = disagreement([_judgement(group)], review).readers[0]
        weights = {
            sign: [weight.weight for fact in facts for weight in fact.weights if weight.group is group]
            for sign, facts in ((1, reader.facts_for), (-1, reader.facts_against))
        }
        assert all(sign * weight > 0 for sign, found in weights.items() for weight in found)
        assert weights[1] == sorted(weights[1], reverse=True)


def test_shares_of_a_reader_are_placed_beside_the_interval(review):
    estimates = {share.group: share.probability for share in review.groups}
    first = review.groups[0].group
    shares = tuple((group, 100 if group is _behind(review) else 0) for group in Group)
    reader = disagreement([_judgement(first, shares=shares)], review).readers[0]
    for placed in reader.shares:
        share, answer = placed.of_hundred / 100, estimates[placed.group]
        expected = Place.BELOW if share < answer.low else Place.ABOVE if share > answer.high else Place.WITHIN
        assert (placed.place, placed.answer) == (expected, answer)
    assert {placed.place for placed in reader.shares} >= {Place.ABOVE, Place.BELOW}


@pytest.mark.parametrize("shares", [((Group.FETAL, 99),), ((Group.FETAL, 101), (Group.OTHER, -1))])
def test_shares_that_are_no_hundred_losses_are_refused(shares):
    with pytest.raises(ConclusionError):
        _judgement(Group.FETAL, shares=shares)


def test_readers_stand_in_the_order_given_and_agree_when_they_name_one_reason(review):
    found = disagreement([_judgement(Group.OTHER, "B"), _judgement(Group.OTHER, "A")], review)
    assert [reader.judgement.reader for reader in found.readers] == ["B", "A"]
    assert found.among is Among.ALL_THE_SAME


def _version(number: int, case: Case, reviewer: Reviewer) -> Version:
    return Version(number=number, on=date(2026, 11, number), case=case, review=reviewer.review(case))


def test_a_version_shows_what_was_added_and_what_moved(case, reviewer):
    later = replace(case, tests=replace(case.tests, histology=Histology.NO_CHORIOAMNIONITIS))
    found = compare_versions(_version(2, later, reviewer), _version(1, case, reviewer))
    assert (found.before.number, found.after.number) == (1, 2)
    changed = {fact.field: (fact.before, fact.after) for fact in found.facts}
    before = facts_of(case).get("tests.histology")
    assert changed == {"tests.histology": (before, "no_chorioamnionitis")}
    assert {moved.group for moved in found.groups} == set(Group)
    assert any(moved.before != moved.after for moved in found.groups)
    assert found.same_makings


def test_the_same_case_twice_has_nothing_to_tell(case, reviewer):
    found = compare_versions(_version(1, case, reviewer), _version(2, case, reviewer))
    assert (found.facts, found.headline_changed, found.no_longer_open) == ((), False, ())
    assert not any(moved.apart for moved in found.groups)


def test_other_evidence_is_not_taken_for_a_new_fact(case, reviewer):
    first, second = _version(1, case, reviewer), _version(2, case, reviewer)
    other = replace(second, review=replace(second.review, stamp=replace(second.review.stamp, evidence="other")))
    assert not compare_versions(first, other).same_makings


def test_the_words_of_a_family_are_no_fact_of_the_loss(case):
    named = replace(case, words=replace(case.words, baby="Mia"))
    assert facts_of(named) == facts_of(case)


def test_a_stored_answer_is_read_back_as_it_was_written(review):
    stored = json.loads(json.dumps(plain(review)))
    assert plain(read_back(Review, stored)) == plain(review)
    assert read_back(Review, stored).headline.leading is review.headline.leading


@pytest.mark.parametrize(
    ("path", "value"),
    [(("headline", "leading"), "sorrow"), (("groups",), "none"), (("stamp", "draws"), "400"), (("summary",), None)],
)
def test_a_stored_answer_of_another_shape_is_refused(review, path, value):
    stored = json.loads(json.dumps(plain(review)))
    place = stored
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    with pytest.raises(StoredAnswerError, match=path[-1]):
        read_back(Review, stored)


def test_a_stored_answer_with_a_field_too_many_is_refused(review):
    with pytest.raises(StoredAnswerError, match="other fields"):
        read_back(Review, plain(review) | {"surplus": 1})
