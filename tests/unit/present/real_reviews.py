"""Reviews of invented pregnancies as the program itself answers them, few draws: what the words must cope with."""

from functools import cache

from amnio.answers.assemble import Assembly
from amnio.answers.review import Reviewer
from amnio.answers.review_answer import Review
from amnio.exchange.case_file import parse_case

_HEAD = '[procedure]\nkind = "amniocentesis"\nat = "{at}"\n{procedure}\n[loss]\noutcome = "loss"\nat = "{loss}"\n{rest}'
_CASES = {
    "septic": _HEAD.format(
        at="16+3",
        procedure='on = 2026-11-18\npasses = 3\nfluid = "blood_stained"\nbleeding_same_day = "present"\n'
        'unit_procedures_per_year = 20\nanti_d_given = "present"',
        loss="17+0",
        rest='on = 2026-11-22\n[signs]\ntemperature_c = 39.1\ncrp_mg_l = 84.0\nuterine_tenderness = "present"\n'
        'first_sign_hours = 40\nseptic_shock = "present"\nheavy_bleeding_now = "present"\n'
        '[tests]\nkaryotype_fluid = "pending"\nplacental_culture = "positive"\nblood_culture = "positive"\n'
        '[pregnancy]\nmaternal_age = 41\nrhd = "negative"\nfibroids = "present"\nbmi = 43\ncigarettes_per_day = 15\n'
        "previous_first_trimester_losses = 3\nprevious_second_trimester_losses = 1\n"
        'bleeding_before_procedure = "present"',
    ),
    "turner": _HEAD.format(
        at="16+3",
        procedure="",
        loss="19+0",
        rest='presentation = "died_before_labour"\n[examination]\nfetal_picture = "hydrops"\n'
        '[tests]\nkaryotype_fluid = "monosomy_x"\nmicroarray = "failed"\n[screening]\ncfdna = "high_sex_chromosome"\n'
        "t21_risk = 0.004",
    ),
    "early_leak": _HEAD.format(
        at="12+3", procedure="", loss="14+0", rest='[signs]\nmembranes = "leak_within_48h"\nbleeding = "light"'
    ),
    "nothing_known": _HEAD.format(at="16+0", procedure="", loss="18+0", rest=""),
    "abruption_late": _HEAD.format(
        at="17+3",
        procedure="",
        loss="33+0",
        rest='[examination]\nretroplacental_clot = "present"\n[signs]\ntrauma = "present"\nbleeding = "heavy"',
    ),
    "cord": _HEAD.format(
        at="16+3",
        procedure="",
        loss="21+0",
        rest='[examination]\ncord = "stricture_or_torsion"\nmalperfusion = "present"\n'
        '[tests]\nhistology = "fetal_response"',
    ),
    "collapse": _HEAD.format(
        at="17+0",
        procedure='difficult = "present"\nsevere_pain = "present"',
        loss="17+3",
        rest='[examination]\nfetal_picture = "anomaly"\n'
        '[signs]\nseptic_shock = "present"\norgan_dysfunction = "present"',
    ),
    "cervix_without_procedure": '[procedure]\nkind = "none"\n[loss]\noutcome = "loss"\nat = "21+0"\n'
    '[signs]\ncervix = "painless_opening"\nfever = "absent"\n[pregnancy]\nmaternal_age = 29\n',
}


@cache
def real_reviews() -> dict[str, Review]:
    reviewer = Reviewer(Assembly(draws=300))
    return {f"real_{name}": reviewer.review(parse_case(text, "toml", name)) for name, text in _CASES.items()}
