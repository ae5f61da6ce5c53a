"""The page about our pooling and R is what the stored results give."""

from validation.pooling_and_r import PAGE, page


def test_the_page_about_pooling_and_r_is_what_the_results_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python validation/pooling_and_r.py` and look"
