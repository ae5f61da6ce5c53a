"""The two pictures of a counsel: 1,000 women whole, the few marked; one picture for each number, never one for both."""

from amnio.answers.counsel_answer import Counsel
from amnio.present.document import Pictograph, Table
from amnio.present.narrative.counsel.counts import cell, count, until, whole
from amnio.present.narrative.numbers import PER_FAMILY
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_OF_A_CLINICIAN = {
    "anyway": ("lost", "maybe", "not"),
    "added": ("added", "maybe_added", "no_difference"),
}
_OF_A_FAMILY = {
    "anyway": ("lost", "maybe", "not"),
    "added": ("lost", "maybe", "no_difference"),
}


def of_clinician(counsel: Counsel, number: str, wording: Wording) -> Pictograph:
    """`number` is "anyway" or "added"; the picture is of the nearer horizon, the table of both."""
    first = counsel.two_numbers[0]
    estimate: Estimate = getattr(first, number)
    by = until(first.by, wording)
    ends = whole(estimate, wording)
    low, high = wording.numbers.of_thousand(estimate)
    title = wording.text(f"counsel.{number}.title", by=by)
    return Pictograph(
        title=title,
        description=wording.text(f"counsel.{number}.description", low=ends["low"], high=ends["high"]),
        total=PER_FAMILY,
        filled=low,  # a mean among symbols so small would not be seen; it is told in words
        low=low,
        high=high,
        big=wording.text(f"counsel.{number}.big", low=ends["low"], high=ends["high"]),
        caption=wording.text(
            f"counsel.{number}.caption",
            mean=count(estimate.mean),
            go_low=ends["go_low"],
            go_high=ends["go_high"],
            by=by,
        ),
        legend=_legend(_OF_A_CLINICIAN[number], "counsel.legend", wording),
        table=_both_horizons(counsel, number, title, wording),
    )


def _both_horizons(counsel: Counsel, number: str, title: str, wording: Wording) -> Table:
    other = "not" if number == "anyway" else "no_difference"
    rows = []
    for two in counsel.two_numbers:
        estimate: Estimate = getattr(two, number)
        rest = Estimate(mean=1.0 - estimate.mean, low=1.0 - estimate.high, high=1.0 - estimate.low)
        rows.append((until(two.by, wording), cell(estimate, wording), cell(rest, wording)))
    columns = ("by", number, other)
    return Table(
        caption=title,
        columns=tuple(wording.text(f"counsel.column.{name}") for name in columns),
        rows=tuple(rows),
        numeric=(1, 2),
    )


def of_family(counsel: Counsel, number: str, wording: Wording) -> Pictograph:
    """The same without a middle value: what is certain, what is possible, and everybody else."""
    first = counsel.two_numbers[0]
    estimate: Estimate = getattr(first, number)
    by = until(first.by, wording)
    ends = whole(estimate, wording)
    low, high = wording.numbers.of_thousand(estimate)
    title = wording.text(f"counsel.family.{number}.title", by=by)
    return Pictograph(
        title=title,
        description=wording.text(f"counsel.family.{number}.description", low=ends["low"], high=ends["high"]),
        total=PER_FAMILY,
        filled=low,
        low=low,
        high=high,
        big=wording.text(f"counsel.family.{number}.big", low=ends["low"], high=ends["high"]),
        caption=wording.text(f"counsel.family.{number}.caption", by=by),
        legend=_legend(_OF_A_FAMILY[number], "counsel.family.legend", wording),
        table=Table(
            caption=title,
            columns=(
                wording.text("counsel.family.picture.column_what"),
                wording.text("counsel.family.picture.column_count"),
            ),
            rows=(
                (wording.text("counsel.family.legend.lost_in_all"), _range(ends["low"], ends["high"], wording)),
                (
                    wording.text(f"counsel.family.legend.{_OF_A_FAMILY[number][2]}"),
                    _range(ends["go_low"], ends["go_high"], wording),
                ),
            ),
            numeric=(1,),
        ),
    )


def _range(low: str, high: str, wording: Wording) -> str:
    return wording.text("family.people.between", low=low, high=high)


def _legend(kinds: tuple[str, str, str], prefix: str, wording: Wording) -> tuple[str, str, str]:
    first, second, third = (wording.text(f"{prefix}.{kind}") for kind in kinds)
    return first, second, third
