"""The page about the procedure's excess is what the study files give."""

from validation.procedure_excess import PAGE, page


def test_the_page_about_the_excess_is_what_the_studies_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python validation/procedure_excess.py` and look"
