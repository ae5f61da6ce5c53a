"""What is planned or known before the needle, and how she is on a day after it.

Every field is optional, and `None` always means *not looked for* or *not known*.
"""

from dataclasses import dataclass
from datetime import date

from amnio.clinic.gestation import GestationalAge
from amnio.clinic.vocabulary import (
    Allergy,
    AntibioticPurpose,
    Bleeding,
    Consent,
    Country,
    Evacuation,
    FluidVolume,
    HeparinKind,
    Indication,
    Presence,
    ProcedureKind,
    TestResult,
    ThermometerSite,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Before the needle: the procedure that is planned, and what is known on its day."""

    # what the procedure is for
    kind: ProcedureKind | None = None
    at: GestationalAge | None = None
    on: date | None = None
    indication: Indication | None = None
    microarray_planned: Presence | None = None
    fetal_heartbeat: Presence | None = None
    fluid_volume: FluidVolume | None = None
    membranes_fused: Presence | None = None
    membranes_ruptured: Presence | None = None
    subchorionic_haematoma: Presence | None = None

    # who and where
    unit_licensed: Presence | None = None
    operator_qualified: Presence | None = None
    operator_trained: Presence | None = None
    operator_procedures_per_year: int | None = None
    operator_infection: Presence | None = None

    # needle and guidance
    continuous_ultrasound: Presence | None = None
    needle_tip_in_view: Presence | None = None
    needle_gauge: int | None = None
    needle_mm: float | None = None
    insertions: int | None = None
    failed_insertions: int | None = None
    hours_since_failed: float | None = None
    cord_insertion_on_path: Presence | None = None
    placenta_on_path: Presence | None = None
    other_path_possible: Presence | None = None
    first_ml_discarded: float | None = None
    analgesia_planned: Presence | None = None
    antibiotic_planned: AntibioticPurpose | None = None
    tocolytic_planned: Presence | None = None

    # clean and sterile
    hand_disinfection: Presence | None = None
    skin_prepared: Presence | None = None
    sterile_drapes: Presence | None = None
    sterile_gloves: Presence | None = None
    probe_cover: Presence | None = None
    sterile_gel: Presence | None = None

    # infection and bleeding today
    temperature_c: float | None = None
    temperature_second_c: float | None = None
    temperature_site: ThermometerSite | None = None
    infection_pelvic: Presence | None = None
    infection_intrauterine: Presence | None = None
    infection_skin: Presence | None = None
    abnormal_discharge: Presence | None = None
    days_since_illness: int | None = None
    bleeding_now: Bleeding | None = None
    threatened_miscarriage: Presence | None = None
    platelets_10e9_l: float | None = None
    clotting_abnormal: Presence | None = None
    blood_tests_back: Presence | None = None
    heparin_kind: HeparinKind | None = None
    heparin_hours_since_dose: float | None = None
    other_anticoagulant: Presence | None = None

    # viruses
    hiv: TestResult | None = None
    hiv_copies_ml: float | None = None
    hiv_treated: Presence | None = None
    hbsag: TestResult | None = None
    hbeag: TestResult | None = None
    hbv_iu_ml: float | None = None
    hcv_rna: TestResult | None = None
    can_wait: Presence | None = None

    # consent
    consent: Consent | None = None
    told_loss_rate: Presence | None = None
    told_unit_loss_rate: Presence | None = None
    told_test_limits: Presence | None = None
    told_in_writing: Presence | None = None
    advised: Presence | None = None
    she_decides: Presence | None = None
    interpreter_needed: Presence | None = None
    interpreter_present: Presence | None = None

    # looked at afterwards
    report_signatures: int | None = None
    unit_losses_per_100: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Aftercare:
    """After a procedure or a loss: how she is on the day of asking, and what her care depends on."""

    on: date | None = None
    hours_since_procedure: float | None = None
    hours_since_event: float | None = None
    country: Country | None = None
    employed: Presence | None = None
    evacuation: Evacuation | None = None
    tissue_left: Presence | None = None
    antibiotic: AntibioticPurpose | None = None
    penicillin_allergy: Allergy | None = None
    sepsis_suspected: Presence | None = None
    unwell: Presence | None = None
    chills: Presence | None = None
    heart_rate: float | None = None
    respiratory_rate: float | None = None
    systolic_mmhg: float | None = None
    mean_pressure_mmhg: float | None = None
    urine_none_hours: float | None = None
    new_confusion: Presence | None = None
    mottled_skin: Presence | None = None
    blood_loss_ml: float | None = None
    fetal_red_cells_ml: float | None = None
    haemoglobin_g_l: float | None = None
    bleeding_now: Bleeding | None = None
    pads_per_hour: float | None = None
    pads_for_hours: float | None = None
    fluid_leaking: Presence | None = None
    contractions: Presence | None = None
    mild_cramps: Presence | None = None
    site_red: Presence | None = None
    period_returned: Presence | None = None
    cervix_mm: float | None = None
    epds: int | None = None
    epds_item_10: int | None = None
    phq9: int | None = None
    phq9_item_9: int | None = None
    hours_on_antibiotic: float | None = None
    weeks_since_anti_d: float | None = None
    weeks_since_antiphospholipid: float | None = None
