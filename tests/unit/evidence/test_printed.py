"""What a study may say beside its counts: where its women come from, what contradicts itself, what counts reproduce."""

import pytest

from amnio.evidence import EvidenceError, load_evidence

MORE = """population = "Danish register"
years = "1996-2006"
country = "Denmark"
overlaps = ["small-2001"]

[[contradiction]]
printed = "the interval 0.8-11.0 % for 3 of 37"
should_be = "1.7 to 21.9 %"
consequence = "the counts are used, the interval is not"

[[reproduces]]
measure = "risk ratio"
value = 1.60
low = 1.02
high = 2.52
"""


def study(folder):
    return load_evidence(folder.path).studies["told-2002"]


def test_everything_is_read(folder):
    folder.file_study("told-2002", more=MORE)
    told = study(folder)
    assert (told.population, told.years, told.country, told.overlaps) == (
        "Danish register",
        (1996, 2006),
        "Denmark",
        ("small-2001",),
    )
    (contradiction,) = told.contradictions
    assert contradiction.consequence == "the counts are used, the interval is not"
    (reproduced,) = told.reproduces
    assert (reproduced.measure, reproduced.value, reproduced.low, reproduced.high) == ("risk ratio", 1.6, 1.02, 2.52)
    assert (reproduced.treated, reproduced.control) == ("amniocentesis", "control")


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ('"2004"', (2004, 2004)),
        ('"1985-89"', (1985, 1989)),
        ("[1985, 1989]", (1985, 1989)),
        ('"1985–1989"', (1985, 1989)),
    ],
)
def test_years_are_written_in_several_ways(folder, written, years):
    folder.file_study("told-2002", more=f"years = {written}\n")
    assert study(folder).years == years


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('consequence = "the counts are used, the interval is not"\n', "", "consequence: is required"),
        ("[[contradiction]]", "[[contradiction]]\nblame = 'x'", "blame: is not a field here"),
        ("value = 1.60", "", "value: must be a number"),
        ("[[reproduces]]", "[[reproduces]]\nnumber = 3", "number: is not a field here"),
        ('country = "Denmark"', "country = 45", "country: is required and must be a text"),
    ],
)
def test_what_is_malformed_is_refused(folder, old, new, said):
    assert old in MORE
    folder.file_study("told-2002", more=MORE.replace(old, new))
    evidence = load_evidence(folder.path)
    with pytest.raises(EvidenceError, match=said):
        _ = evidence.studies
