"""The colours: readable on paper, told apart, and none that is an official risk label in China."""

import colorsys
from itertools import combinations

import pytest

from amnio.clinic.vocabulary import Group
from amnio.present import colours
from amnio.present.colours import CARD, EMPTY, GROUP_COLOURS, INK, MUTED, PAPER, colour_of

TEXT, MARK = 4.5, 3.0  # WCAG 2.2 AA


def channels(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))


def luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_every_group_of_causes_has_its_own_colour() -> None:
    assert set(GROUP_COLOURS) == {group.value for group in Group}
    assert len(set(GROUP_COLOURS.values())) == len(Group)


def test_a_code_that_is_no_group_is_drawn_in_ink() -> None:
    assert colour_of("nothing") == INK


@pytest.mark.parametrize("surface", [PAPER, CARD])
@pytest.mark.parametrize("colour", [INK, MUTED, colours.ACCENT, *GROUP_COLOURS.values()])
def test_text_and_group_colours_can_be_read_as_text_on_every_surface(colour: str, surface: str) -> None:
    assert contrast(colour, surface) >= TEXT


def test_outlines_of_empty_symbols_can_be_seen_on_cards_and_on_paper() -> None:
    assert min(contrast(EMPTY, CARD), contrast(EMPTY, PAPER)) >= MARK


@pytest.mark.parametrize("colour", GROUP_COLOURS.values())
def test_no_group_has_the_colour_of_a_pregnancy_risk_label(colour: str) -> None:
    hue, lightness, saturation = colorsys.rgb_to_hls(*channels(colour))
    degrees = hue * 360
    if saturation < 0.1:
        return  # grey
    vivid = saturation > 0.45
    assert not (vivid and (degrees < 45 or degrees > 330)), "red or orange"
    assert not 45 <= degrees <= 75, "yellow"
    assert not 75 < degrees < 165, "green"
    assert not 245 <= degrees <= 330, "purple"
    assert lightness < 0.5


def test_any_two_groups_differ_in_hue_or_clearly_in_strength() -> None:
    for first, second in combinations(GROUP_COLOURS.values(), 2):
        distance = sum(abs(a - b) for a, b in zip(channels(first), channels(second), strict=True))
        assert distance > 0.2, (first, second)
