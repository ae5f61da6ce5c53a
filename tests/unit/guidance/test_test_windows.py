"""The weeks of a test before birth come from a guideline, with its place."""

from amnio.guidance.test_windows import villus_sampling_window


def test_villus_sampling_has_the_weeks_of_its_guideline() -> None:
    window = villus_sampling_window()
    assert (str(window.first), str(window.last)) == ("11+0", "13+6")
    assert "11+0 to 13+6" in str(window.sources[0])
    assert "RCOG" in str(window.sources[0])
