"""Which fields of a case stand on which form, in which order: first what the next step needs, the rest under *more*.

The fields themselves (how they are read, their words, their ranges) come from `clinic.case_fields`; a test keeps every
field of every section on a form.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Fields under one heading (`records.group_<name>`), as dotted paths."""

    name: str
    first: tuple[str, ...] = ()
    more: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        return self.first + self.more


def _paths(table: str, names: str) -> tuple[str, ...]:
    return tuple(f"{table}.{name}" for name in names.split())


#: Clean, sterile and under ultrasound: planned before the needle, and ticked again when it is recorded.
ASEPSIS = _paths(
    "plan",
    "continuous_ultrasound needle_tip_in_view hand_disinfection skin_prepared sterile_drapes sterile_gloves"
    " probe_cover sterile_gel",
)

LAYOUTS: dict[str, tuple[Group, ...]] = {
    "history": (
        Group(
            name="pregnancy",
            first=_paths("pregnancy", "maternal_age fetuses rhd bleeding_before_procedure"),
            more=_paths("pregnancy", "ivf bmi cigarettes_per_day fibroids uterine_anomaly teratogen_exposure"),
        ),
        Group(
            name="earlier",
            first=_paths("pregnancy", "previous_first_trimester_losses previous_second_trimester_losses"),
            more=_paths("pregnancy", "previous_preterm_births family_history maternal_disease maternal_disease_name"),
        ),
        Group(name="twins", more=_paths("pregnancy", "chorionicity chorionicity_seen_at twins_differ")),
        Group(name="rhesus", more=_paths("pregnancy", "anti_d_preformed weak_d fetal_rhd father_rhd")),
    ),
    "screening": (Group(name="screening", first=_paths("screening", "t21_risk cfdna scan scan_detail")),),
    "plan": (
        Group(
            name="plan",
            first=_paths("plan", "kind on at indication"),
            more=_paths("plan", "microarray_planned can_wait"),
        ),
        Group(
            name="scan",
            first=_paths("plan", "fetal_heartbeat fluid_volume placenta_on_path"),
            more=_paths(
                "plan",
                "other_path_possible cord_insertion_on_path membranes_fused membranes_ruptured subchorionic_haematoma",
            ),
        ),
        Group(
            name="infection",
            first=_paths("plan", "temperature_c infection_intrauterine abnormal_discharge bleeding_now"),
            more=_paths(
                "plan",
                "temperature_second_c temperature_site infection_pelvic infection_skin days_since_illness"
                " threatened_miscarriage",
            ),
        ),
        Group(
            name="consent",
            first=_paths("plan", "consent she_decides told_loss_rate told_test_limits"),
            more=_paths("plan", "told_unit_loss_rate told_in_writing advised interpreter_needed interpreter_present"),
        ),
        Group(
            name="blood",
            first=_paths("plan", "blood_tests_back"),
            more=_paths(
                "plan",
                "platelets_10e9_l clotting_abnormal heparin_kind heparin_hours_since_dose other_anticoagulant hiv"
                " hiv_copies_ml hiv_treated hbsag hbeag hbv_iu_ml hcv_rna",
            ),
        ),
        Group(
            name="asepsis",
            first=ASEPSIS,
            more=_paths(
                "plan",
                "needle_gauge needle_mm insertions failed_insertions hours_since_failed first_ml_discarded"
                " analgesia_planned antibiotic_planned tocolytic_planned",
            ),
        ),
        Group(
            name="unit",
            more=_paths(
                "plan",
                "unit_licensed operator_qualified operator_trained operator_procedures_per_year operator_infection"
                " report_signatures unit_losses_per_100",
            ),
        ),
    ),
    "procedure": (
        Group(
            name="procedure",
            first=_paths("procedure", "kind on at"),
            more=_paths("procedure", "unit_procedures_per_year"),
        ),
        Group(
            name="before",
            first=_paths("procedure", "fetus_alive_before infection_signs_before"),
            more=_paths("procedure", "prophylactic_antibiotic"),
        ),
        Group(
            name="needle",
            first=_paths("procedure", "gauge passes transplacental fluid volume_ml"),
            more=_paths("procedure", "difficult severe_pain bleeding_same_day"),
        ),
        Group(name="asepsis", first=ASEPSIS),
        Group(name="anti_d", first=("pregnancy.rhd", "procedure.anti_d_given")),
    ),
    "signs": (
        Group(
            name="signs_infection",
            first=_paths("signs", "fever temperature_c foul_discharge uterine_tenderness crp_mg_l"),
            more=_paths(
                "signs",
                "first_sign_hours fever_during_induction maternal_tachycardia white_count_10e9_l procalcitonin_ug_l"
                " lactate_mmol_l septic_shock organ_dysfunction",
            ),
        ),
        Group(
            name="signs_other",
            first=_paths("signs", "bleeding abdominal_pain membranes"),
            more=_paths("signs", "heavy_bleeding_now cervix trauma"),
        ),
    ),
    "outcome": (
        Group(name="outcome", first=_paths("loss", "outcome on at"), more=_paths("loss", "presentation")),
        Group(name="words", more=_paths("words", "baby lost wants_anyway_answer")),
    ),
    "examination": (
        Group(
            name="examination",
            first=_paths("examination", "fetal_picture fetal_detail needle_injury severe_maceration"),
            more=_paths("examination", "retroplacental_clot malperfusion cord autopsy"),
        ),
    ),
    "aftercare": (
        Group(
            name="aftercare",
            first=_paths("aftercare", "on evacuation tissue_left antibiotic penicillin_allergy bleeding_now"),
            more=_paths(
                "aftercare",
                "hours_since_procedure hours_since_event country employed haemoglobin_g_l fetal_red_cells_ml"
                " weeks_since_anti_d weeks_since_antiphospholipid period_returned cervix_mm",
            ),
        ),
        Group(
            name="how_she_is",
            first=_paths("aftercare", "unwell chills fluid_leaking contractions"),
            more=_paths(
                "aftercare",
                "mild_cramps site_red pads_per_hour pads_for_hours blood_loss_ml sepsis_suspected heart_rate"
                " respiratory_rate systolic_mmhg mean_pressure_mmhg urine_none_hours new_confusion mottled_skin"
                " hours_on_antibiotic",
            ),
        ),
        Group(name="mood", more=_paths("aftercare", "epds epds_item_10 phq9 phq9_item_9")),
    ),
    "contact": (
        Group(
            name="contact",
            first=(
                "signs.fever",
                "signs.temperature_c",
                "aftercare.chills",
                "aftercare.bleeding_now",
                "aftercare.fluid_leaking",
                "signs.foul_discharge",
                "signs.abdominal_pain",
                "aftercare.unwell",
            ),
        ),
    ),
}
#: Fields without which a form cannot be saved.
REQUIRED: dict[str, tuple[str, ...]] = {
    "plan": ("plan.kind",),
    "procedure": ("procedure.kind", "procedure.on"),
    "outcome": ("loss.outcome",),
}


#: Forms of one or several sections, each with a page of its own; the outcome and a call have others.
FORMS = ("history", "screening", "plan", "procedure", "signs", "examination", "aftercare")


def form_of(path: str) -> str | None:
    """The first of them that asks for a field; None for one that none of them has."""
    return next((name for name in FORMS if path in paths_of(name)), None)


def paths_of(form: str) -> tuple[str, ...]:
    """Every field of a form, in order."""
    return tuple(path for group in LAYOUTS[form] for path in group.paths)
