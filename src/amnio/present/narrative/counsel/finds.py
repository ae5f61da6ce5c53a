"""What the test may find, and what a normal result leaves open."""

from amnio.answers.counsel_answer import Counsel
from amnio.clinic.vocabulary import FetalClass
from amnio.present.document import Block, Heading, Paragraph, Table
from amnio.present.narrative.counsel.counts import cell, count, three, whole
from amnio.present.narrative.wording import Wording
from amnio.quantity.estimate import Estimate

_TOLD_TO_A_FAMILY = (FetalClass.T21, FetalClass.T18, FetalClass.T13)


def of_clinician(counsel: Counsel, wording: Wording) -> list[Block]:
    total = counsel.any_chromosomal
    rows = [
        (
            wording.text(f"class.{row.fetal_class.value}"),
            *(cell(e, wording) for e in (row.chance, row.after_normal_karyotype, row.after_normal_microarray)),
        )
        for row in counsel.classes
    ]
    together = (total.chance, total.after_normal_karyotype, total.after_normal_microarray)
    rows.insert(0, (wording.text("counsel.finds.any"), *(cell(estimate, wording) for estimate in together)))
    table = Table(
        caption=wording.text("counsel.finds.caption"),
        columns=tuple(
            wording.text(f"counsel.finds.column.{name}") for name in ("class", "now", "karyotype", "microarray")
        ),
        rows=tuple(rows),
        numeric=(1, 2, 3),
    )
    return [
        Heading(text=wording.text("counsel.heading.finds"), id="finds"),
        table,
        *_blood_test(counsel, wording),
        Paragraph(text=wording.text("counsel.finds.open")),
        Paragraph(text=wording.text("counsel.finds.judged"), role="note"),
    ]


def _blood_test(counsel: Counsel, wording: Wording) -> list[Block]:
    if (alarm := counsel.high_chance) is not None:
        text = wording.text(
            "counsel.finds.high",
            result=wording.value(alarm.result.value),
            n=alarm.cohorts,
            **three(alarm.true),
        )
        return [Paragraph(text=text)]
    if (test := counsel.blood_test) is None:
        return []
    numbers = {"alarm": test.alarm, "true": test.true_alarm, "missed": test.missed}
    return [
        Paragraph(
            text=wording.text(
                "counsel.finds.cfdna",
                **{
                    f"{name}_{end}": count(getattr(estimate, end))
                    for name, estimate in numbers.items()
                    for end in ("low", "high")
                },
            )
        )
    ]


def of_family(counsel: Counsel, baby: str, wording: Wording) -> list[Block]:
    """Three trisomies by name, and all changes together, as counts of people with both ends."""
    named = [row for row in counsel.classes if row.fetal_class in _TOLD_TO_A_FAMILY]
    total = counsel.any_chromosomal
    rows = [(wording.text(f"family_class.{row.fetal_class.value}"), _people(row.chance, wording)) for row in named]
    rows.append((wording.text("counsel.family.finds.any"), _people(total.chance, wording)))
    ends = whole(total.chance, wording)
    told: list[Block] = [
        Heading(text=wording.text("counsel.family.heading.finds"), id="finds"),
        Paragraph(text=wording.text("counsel.family.finds.intro", baby=baby)),
        Table(
            caption="",
            columns=(wording.text("counsel.family.finds.column.what"), wording.text("counsel.family.finds.column.now")),
            rows=tuple(rows),
            numeric=(1,),
        ),
        Paragraph(text=wording.text("counsel.family.finds.not", low=ends["go_low"], high=ends["go_high"])),
    ]
    if counsel.high_chance is not None:
        told.append(Paragraph(text=wording.text("counsel.family.finds.cfdna")))
    normal = wording.text(
        "counsel.family.finds.normal",
        count=_people(total.after_normal_karyotype, wording),
        detailed=_people(total.after_normal_microarray, wording),
    )
    return [*told, Paragraph(text=normal), Paragraph(text=wording.text("counsel.family.finds.cannot"))]


def _people(estimate: Estimate, wording: Wording) -> str:
    return wording.numbers.people(estimate)
