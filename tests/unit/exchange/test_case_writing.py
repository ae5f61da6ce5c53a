import pytest

from amnio.clinic.reading import case_from_mapping
from amnio.exchange.case_file import case_to_json, case_to_mapping, case_to_toml, parse_case
from tests.spec.bad_inputs import GOOD


def test_only_what_was_recorded_is_written() -> None:
    assert case_to_mapping(case_from_mapping(GOOD)) == {
        "pregnancy": {"fetuses": 1},
        "procedure": {"kind": "amniocentesis", "at": "16+3"},
        "loss": {"outcome": "loss", "at": "18+2"},
    }


@pytest.mark.parametrize("risk", ["1:250", "1:3", 0.0123, "1:7.5"])
def test_a_risk_is_written_as_it_is_read(risk: object) -> None:
    case = case_from_mapping(GOOD | {"screening.t21_risk": risk})
    written = case_to_mapping(case)["screening"]["t21_risk"]
    assert case_from_mapping(GOOD | {"screening.t21_risk": written}) == case
    if risk == "1:250":
        assert written == "1:250"


@pytest.mark.parametrize(
    "values",
    [
        {"words.baby": 'a "quoted" \\ name\nwith 宝宝 and a tab\t.', "other_facts": ["one", "two"]},
        {"procedure.on": "2024-03-18", "pregnancy.dating": {"at": "12+3", "on": "2024-02-19"}},
        {
            "pregnancy.fetuses": 2,
            "loss.fetuses": [{"outcome": "loss", "at": "18+2"}, {"outcome": "live_birth", "at": "38+0"}],
        },
        {"citation": {"text": "A. J 1999", "pmid": 123}, "id": 7, "words.wants_anyway_answer": False},
    ],
)
def test_what_is_written_gives_the_same_case(values: dict[str, object]) -> None:
    case = case_from_mapping(GOOD | values)
    assert parse_case(case_to_toml(case), "toml") == case
    assert parse_case(case_to_json(case), "json") == case
    assert case_from_mapping(case_to_mapping(case)) == case
