"""Random reviewable cases with plausible fields, for agreement tests and benchmarks."""

import numpy as np

from amnio.clinic import vocabulary as v
from amnio.clinic.case import Case, Examination, Loss, Pregnancy, Procedure, Screening, Signs, Tests
from amnio.clinic.gestation import GestationalAge

FIRST_LOSS_DAY, LAST_LOSS_DAY = 84, 210


def random_case(generator: np.random.Generator) -> Case:
    """A loss after an amniocentesis (nine in ten), with each field recorded or not by chance."""
    done = generator.random() < 0.9
    loss = int(generator.integers(FIRST_LOSS_DAY, LAST_LOSS_DAY))
    start = int(generator.integers(max(72, loss - 45), loss + 1))

    def maybe(kind, share=0.4):  # type: ignore[no-untyped-def]
        return kind(generator.choice([member.value for member in kind])) if generator.random() < share else None

    procedure = (
        Procedure(
            kind=v.ProcedureKind.AMNIOCENTESIS,
            at=GestationalAge(start),
            passes=[None, 1, 1, 1, 2, 3][int(generator.integers(6))],
            fluid=maybe(v.FluidAppearance),
            bleeding_same_day=maybe(v.Presence, 0.2),
        )
        if done
        else Procedure(kind=v.ProcedureKind.NONE)
    )
    return Case(
        id=f"case-{generator.integers(1 << 40)}",
        pregnancy=Pregnancy(
            maternal_age=float(generator.integers(20, 46)) if generator.random() < 0.9 else None,
            bmi=float(generator.integers(18, 45)) if generator.random() < 0.3 else None,
            fibroids=maybe(v.Presence, 0.2),
            rhd=maybe(v.Rhesus),
        ),
        screening=Screening(t21_risk=1 / int(generator.integers(10, 2000)) if generator.random() < 0.3 else None),
        procedure=procedure,
        loss=Loss(outcome=v.Outcome.LOSS, at=GestationalAge(loss), presentation=maybe(v.Presentation)),
        signs=Signs(
            temperature_c=round(float(generator.uniform(36.2, 40.0)), 1) if generator.random() < 0.5 else None,
            crp_mg_l=float(generator.integers(1, 200)) if generator.random() < 0.4 else None,
            white_count_10e9_l=float(generator.integers(3, 25)) if generator.random() < 0.4 else None,
            bleeding=maybe(v.Bleeding),
            membranes=maybe(v.Membranes) if done else None,
            cervix=maybe(v.Cervix, 0.2),
        ),
        examination=Examination(fetal_picture=maybe(v.FetalPicture), cord=maybe(v.CordFinding, 0.2)),
        tests=Tests(
            karyotype_tissue=maybe(v.GeneticResult),
            histology=maybe(v.Histology),
            blood_culture=maybe(v.TestResult, 0.2),
            stored_fluid=maybe(v.TestResult, 0.2) if done else None,
        ),
    )
