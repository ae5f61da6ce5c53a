"""Writes docs/explanation/why-ratios-mislead.md and its picture from validation/late_entry/pregnancies.csv.

python validation/why_ratios_mislead.py            write both
python validation/why_ratios_mislead.py --check    compare with what is stored; exit 1 if it differs
"""

import csv
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from amnio.estimate import CumulativeIncidence, EventTimes, RiskTable, cumulative_incidence
from amnio.present.colours import ACCENT, GROUP_COLOURS, INK, MUTED, PAPER, RULE
from validation.stored_page import write_or_check

ROOT = Path(__file__).parents[1]
PREGNANCIES = ROOT / "validation" / "late_entry" / "pregnancies.csv"
PAGE = ROOT / "docs" / "explanation" / "why-ratios-mislead.md"
PICTURE = ROOT / "docs" / "pictures" / "late-entry.svg"
GROUPS = ("control", "exposed")
ENDS = {"induced": 1, "live_birth": 2, "loss": 3}
LOSS = ENDS["loss"]
WEEKS = (7, 8, 10, 12, 15, 20, 27, 43)
LAST = 43


@dataclass(frozen=True, kw_only=True)
class Group:
    """One group, watched as it was and as if all had been watched from the start."""

    people: EventTimes
    right: CumulativeIncidence
    wrong: CumulativeIncidence

    @property
    def losses(self) -> int:
        return int((self.people.end == LOSS).sum())


def group(name: str) -> Group:
    with PREGNANCIES.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["group"] == name]
    entry, exit = (np.array([int(row[column]) for row in rows]) for column in ("entry", "exit"))
    people = EventTimes.of(entry, exit, [ENDS[row["end"]] for row in rows], ends=len(ENDS))
    from_the_start = EventTimes.of(np.zeros_like(entry), exit, people.end, ends=len(ENDS))
    right, wrong = (cumulative_incidence(RiskTable.of(each)) for each in (people, from_the_start))
    return Group(people=people, right=right, wrong=wrong)


def page() -> str:
    """The page, with what the data say filled in."""
    control, exposed = (group(name) for name in GROUPS)
    size = [each.people.entry.size for each in (control, exposed)]
    divided = [each.losses / n for each, n in zip((control, exposed), size, strict=True)]
    right = [each.right.at(LAST, LOSS) for each in (control, exposed)]
    after = [
        cumulative_incidence(RiskTable.of(each.people).after(15)).at(LAST, LOSS).probability
        for each in (control, exposed)
    ]
    late = int((control.people.entry >= 12).sum())
    return TEXT.format(
        total=f"{sum(size):,}",
        n0=f"{size[0]:,}",
        n1=size[1],
        losses0=control.losses,
        losses1=exposed.losses,
        late=late,
        late_losses=int(((control.people.entry >= 12) & (control.people.end == LOSS)).sum()),
        divided0=f"{divided[0]:.3f}",
        divided1=f"{divided[1]:.3f}",
        right0=_with_interval(right[0]),
        right1=_with_interval(right[1]),
        plain0=f"{right[0].probability:.3f}",
        wrong_ratio=f"{divided[1] / divided[0]:.2f}",
        right_ratio=f"{right[1].probability / right[0].probability:.2f}",
        wrong_difference=f"{divided[1] - divided[0]:.3f}",
        right_difference=f"{right[1].probability - right[0].probability:.3f}",
        after0=f"{after[0]:.4f}",
        after1=f"{after[1]:.4f}",
        weeks="\n".join(_week(control, week) for week in WEEKS),
    )


def _with_interval(found) -> str:
    return f"{found.probability:.3f} ({found.low:.3f} to {found.high:.3f})"


def _week(control: Group, week: int) -> str:
    people = control.people
    at_risk = int(((people.entry < week) & (people.exit >= week)).sum())
    waiting = int((people.entry >= week).sum())
    lost = int(((people.exit == week) & (people.end == LOSS)).sum())
    right, wrong = (each.at(week, LOSS).probability for each in (control.right, control.wrong))
    return f"| {week} | {at_risk} | {waiting} | {lost} | {right:.3f} | {wrong:.3f} |"


def picture() -> str:
    """Both curves of the control group, and how many were under observation, week by week."""
    control = group("control")
    left, right, top, bottom, width, height = 62, 20, 58, 92, 760, 420

    def x(week: float) -> float:
        return left + (week - 4) / (LAST - 4) * (width - left - right)

    def y(risk: float) -> float:
        return height - bottom - risk / 0.18 * (height - bottom - top)

    def steps(curve: CumulativeIncidence) -> str:
        path, before = f"M{x(4):.1f} {y(0):.1f}", 0.0
        for week in range(4, LAST + 1):
            reached = curve.at(week, LOSS).probability
            if reached != before:
                path += f" H{x(week):.1f} V{y(reached):.1f}"
                before = reached
        return f"{path} H{x(LAST):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="13" role="img" aria-labelledby="t d">',
        '<title id="t">The same pregnancies, counted rightly and wrongly</title>',
        '<desc id="d">Cumulative probability of loss by week of pregnancy in the control group: with late entry it '
        f"reaches {control.right.at(LAST, LOSS).probability:.3f}, when late entry is ignored "
        f"{control.wrong.at(LAST, LOSS).probability:.3f}.</desc>",
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        f'<text x="{left}" y="24" fill="{INK}" font-size="16" font-weight="bold">Probability of loss by week</text>',
        f'<text x="{left}" y="43" fill="{MUTED}">{control.people.entry.size:,} pregnancies of the control group, '
        "counted in two ways</text>",
    ]
    for risk in (0.0, 0.05, 0.10, 0.15):
        parts += [
            f'<line x1="{left}" x2="{width - right}" y1="{y(risk):.1f}" y2="{y(risk):.1f}" stroke="{RULE}"/>',
            f'<text x="{left - 8}" y="{y(risk) + 4:.1f}" text-anchor="end" fill="{MUTED}">{risk:.2f}</text>',
        ]
    people = control.people
    parts.append(f'<text x="{left}" y="{height - 12}" fill="{MUTED}">under observation, of those still pregnant</text>')
    for week in range(5, LAST + 1, 5):
        watched = int(((people.entry < week) & (people.exit >= week)).sum())
        pregnant = int((people.exit >= week).sum())
        parts += [
            f'<text x="{x(week):.1f}" y="{height - bottom + 20}" text-anchor="middle" fill="{MUTED}">{week}</text>',
            f'<text x="{x(week):.1f}" y="{height - 32}" text-anchor="middle" fill="{INK}" font-size="11">'
            f"{watched:,} of {pregnant:,}</text>",
        ]
    parts.append(
        f'<text x="{width - right}" y="{height - bottom + 38}" text-anchor="end" fill="{MUTED}">completed weeks</text>'
    )
    for curve, colour, dash, words in (
        (control.right, ACCENT, "", "each counted from the week in which she came"),
        (control.wrong, GROUP_COLOURS["fetal"], ' stroke-dasharray="6 4"', "late entry ignored: losses / pregnancies"),
    ):
        reached = curve.at(LAST, LOSS).probability
        parts += [
            f'<path d="{steps(curve)}" fill="none" stroke="{colour}" stroke-width="2.5"{dash}/>',
            f'<text x="{width - right}" y="{y(reached) - 8:.1f}" text-anchor="end" fill="{colour}" '
            f'font-weight="bold">{reached:.3f} {words}</text>',
        ]
    return "\n".join([*parts, "</svg>"]) + "\n"


TEXT = (Path(__file__).parent / "late_entry" / "page.md").read_text(encoding="utf-8")


def main(arguments: list[str]) -> int:
    status = write_or_check(PAGE, page(), arguments)
    return max(status, write_or_check(PICTURE, picture(), arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
