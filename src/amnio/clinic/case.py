"""One pregnancy, as a clinician describes it: the input of every question.

Every field is optional unless it says otherwise, and `None` always means *not looked for* or *not known*.
Frozen, keyword-only, and refusing nonsense at birth: a `Case` that exists is coherent in itself.
"""

from dataclasses import dataclass, field
from datetime import date

from amnio.clinic.contradictions import contradictions
from amnio.clinic.dating import dated
from amnio.clinic.gestation import GestationalAge
from amnio.clinic.plan import Aftercare, Plan
from amnio.clinic.problems import CaseError
from amnio.clinic.vocabulary import (
    Bleeding,
    CellFreeDna,
    Cervix,
    Chorionicity,
    CordFinding,
    FetalPicture,
    FluidAppearance,
    GeneticResult,
    Histology,
    Membranes,
    Outcome,
    Presence,
    Presentation,
    ProcedureKind,
    Rhesus,
    TestResult,
)

#: `citation.label_strength` of a made-up example.
MADE_UP = "made-up"


@dataclass(frozen=True, kw_only=True, slots=True)
class FamilyWords:
    """The words the family chose. Empty means: use the gentle defaults of the language."""

    baby: str | None = None
    lost: str | None = None
    wants_anyway_answer: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Dating:
    """Ties gestational age to the calendar: at gestational age `at` it was the day `on`."""

    at: GestationalAge
    on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Pregnancy:
    maternal_age: float | None = None  # years, completed, at the expected birth
    fetuses: int = 1
    ivf: Presence | None = None
    bmi: float | None = None  # kg/m2
    cigarettes_per_day: int | None = None
    previous_first_trimester_losses: int | None = None
    previous_second_trimester_losses: int | None = None
    fibroids: Presence | None = None
    bleeding_before_procedure: Presence | None = None
    maternal_disease: Presence | None = None  # documented disease known to end pregnancies
    maternal_disease_name: str | None = None
    rhd: Rhesus | None = None
    anti_d_preformed: TestResult | None = None
    weak_d: Presence | None = None
    fetal_rhd: Rhesus | None = None
    father_rhd: Rhesus | None = None
    chorionicity: Chorionicity | None = None
    chorionicity_seen_at: GestationalAge | None = None
    twins_differ: Presence | None = None
    previous_preterm_births: int | None = None
    family_history: Presence | None = None
    teratogen_exposure: Presence | None = None
    uterine_anomaly: Presence | None = None
    dating: Dating | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Screening:
    t21_risk: float | None = None  # probability; written "1:250" in files
    cfdna: CellFreeDna | None = None
    scan: FetalPicture | None = None
    scan_detail: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Procedure:
    kind: ProcedureKind  # required
    at: GestationalAge | None = None
    on: date | None = None
    passes: int | None = None
    fluid: FluidAppearance | None = None
    transplacental: Presence | None = None
    gauge: int | None = None
    volume_ml: float | None = None
    difficult: Presence | None = None
    severe_pain: Presence | None = None
    bleeding_same_day: Presence | None = None
    prophylactic_antibiotic: Presence | None = None
    infection_signs_before: Presence | None = None
    fetus_alive_before: Presence | None = None
    anti_d_given: Presence | None = None
    unit_procedures_per_year: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FetusOutcome:
    """One of twins: its own end. Required for every fetus when `fetuses` is 2."""

    outcome: Outcome
    at: GestationalAge | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    outcome: Outcome  # required; anything but `loss` is refused by a review
    at: GestationalAge | None = None
    on: date | None = None
    presentation: Presentation | None = None
    fetuses: tuple[FetusOutcome, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What the woman had between the procedure and the loss, or around the loss."""

    temperature_c: float | None = None
    fever: Presence | None = None
    first_sign_hours: float | None = None  # hours from procedure to the first sign of infection
    fever_during_induction: Presence | None = None  # fever only while misoprostol was given
    crp_mg_l: float | None = None
    white_count_10e9_l: float | None = None
    procalcitonin_ug_l: float | None = None
    lactate_mmol_l: float | None = None
    uterine_tenderness: Presence | None = None
    foul_discharge: Presence | None = None
    maternal_tachycardia: Presence | None = None
    septic_shock: Presence | None = None
    organ_dysfunction: Presence | None = None
    heavy_bleeding_now: Presence | None = None
    bleeding: Bleeding | None = None
    abdominal_pain: Presence | None = None
    membranes: Membranes | None = None
    cervix: Cervix | None = None
    trauma: Presence | None = None  # documented significant blunt trauma; never a mood


@dataclass(frozen=True, kw_only=True, slots=True)
class Examination:
    """What was seen at or after the loss."""

    fetal_picture: FetalPicture | None = None
    fetal_detail: str | None = None
    retroplacental_clot: Presence | None = None
    malperfusion: Presence | None = None
    cord: CordFinding | None = None
    needle_injury: Presence | None = None
    severe_maceration: Presence | None = None
    autopsy: Presence | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Tests:
    __test__ = False

    karyotype_fluid: GeneticResult | None = None
    karyotype_tissue: GeneticResult | None = None
    qf_pcr: GeneticResult | None = None
    microarray: GeneticResult | None = None
    placental_genetics: GeneticResult | None = None
    stored_fluid: TestResult | None = None  # culture or PCR of the fluid drawn at the procedure
    blood_culture: TestResult | None = None
    placental_culture: TestResult | None = None
    fetal_culture: TestResult | None = None
    fluid_culture_at_loss: TestResult | None = None
    organism: str | None = None
    virus: TestResult | None = None
    histology: Histology | None = None
    kleihauer: TestResult | None = None
    antiphospholipid: TestResult | None = None
    equipment_culture: TestResult | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """For a published case: where it was published, how strong its label is, and what the label was."""

    text: str
    doi: str | None = None
    pmid: str | None = None
    determined_cause: str | None = None
    label_strength: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """One pregnancy. Coherent at birth: `CaseError` with every contradiction otherwise.

    Without a loss it goes on; without a procedure none was done (a `plan` is not yet a procedure).

    Gestational ages and dates complete one another: where one follows from the other, both are there. To change one
    of a dated event, change both.
    """

    id: str | None = None
    citation: Citation | None = None
    words: FamilyWords = field(default_factory=FamilyWords)
    pregnancy: Pregnancy = field(default_factory=Pregnancy)
    screening: Screening = field(default_factory=Screening)
    plan: Plan = field(default_factory=Plan)
    procedure: Procedure = field(default_factory=lambda: Procedure(kind=ProcedureKind.NONE))
    loss: Loss = field(default_factory=lambda: Loss(outcome=Outcome.ONGOING))
    signs: Signs = field(default_factory=Signs)
    examination: Examination = field(default_factory=Examination)
    tests: Tests = field(default_factory=Tests)
    aftercare: Aftercare = field(default_factory=Aftercare)
    other_facts: tuple[str, ...] = ()  # recorded, read by people, never scored (moods among them)

    @property
    def made_up(self) -> bool:
        """Whether it is an example that no real woman stands behind: its citation says so."""
        return self.citation is not None and self.citation.label_strength == MADE_UP

    def __post_init__(self) -> None:
        if found := contradictions(self):
            raise CaseError(found, self.id or "")
        if self.pregnancy.dating or self.plan.on or self.procedure.on or self.loss.on or self.loss.fetuses:
            plan, procedure, loss = dated(self.pregnancy, self.plan, self.procedure, self.loss)
            object.__setattr__(self, "plan", plan)
            object.__setattr__(self, "procedure", procedure)
            object.__setattr__(self, "loss", loss)
            if found := contradictions(self):  # an age that a date gave may lie before the procedure
                raise CaseError(found, self.id or "")
