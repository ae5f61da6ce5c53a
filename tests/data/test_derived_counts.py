"""A count that we derived from a printed rate gives that rate back, to the digit that was printed."""

from decimal import Decimal

import pytest

#: Study, arm, what was counted, the printed percentage.
PRINTED = [
    ("warburton-1991", "reciprocal translocation", "serious anomaly", "6.1"),
    ("warburton-1991", "inversion", "serious anomaly", "9.4"),
    ("warburton-1991", "marker without satellites", "serious anomaly", "14.7"),
    ("warburton-1991", "marker with satellites", "serious anomaly", "10.9"),
    ("taiwan-indications-2012", "fetal death", "abnormal karyotype", "12.0"),
    ("taiwan-indications-2012", "parental rearrangement", "abnormal karyotype", "11.5"),
    ("taiwan-indications-2012", "ultrasound anomaly", "abnormal karyotype", "8.7"),
    ("taiwan-indications-2012", "serum screen at least 1 in 270", "abnormal karyotype", "3.0"),
    ("taiwan-indications-2012", "34 years and over", "abnormal karyotype", "2.5"),
    ("taiwan-indications-2012", "previous abnormal child", "abnormal karyotype", "1.4"),
    ("taiwan-indications-2012", "family history", "abnormal karyotype", "1.1"),
    ("taiwan-indications-2012", "abnormal villus sample", "abnormal karyotype", "16.0"),
    ("hook-1978", "trisomy 21", "fetal death, pregnancy continued", "24"),
    ("hook-1978", "trisomy 21, singletons", "fetal death, pregnancy continued", "21"),
    ("hook-1978", "milder karyotypes", "fetal death, pregnancy continued", "2.7"),
    ("mycoplasma-hominis-2004", "positive", "preterm labour", "14.3"),
    ("mycoplasma-hominis-2004", "positive", "spontaneous preterm birth", "10.7"),
    ("vaisbuch-2010", "short cervix", "infection of the fluid", "4.3"),
    ("vaisbuch-2010", "culture negative", "inflammation of the fluid", "22.2"),
    ("vaisbuch-2010", "inflammation without infection", "birth", "40.0"),
    ("vaisbuch-2010", "neither", "birth", "5.7"),
    ("chalupska-2020", "prolapsed membranes", "infection of the fluid", "11"),
    ("chalupska-2020", "prolapsed membranes", "inflammation without microbes", "43"),
    ("allanson-2010", "inflamed placentas of losses", "fetal response", "48.7"),
    ("ghafir-2025", "before", "maternal sepsis", "9.4"),
    ("ghafir-2025", "after", "maternal sepsis", "29.2"),
    ("ghafir-2025", "before", "sepsis, transfusion or intensive care", "22.9"),
    ("ghafir-2025", "after", "sepsis, transfusion or intensive care", "35.4"),
    ("morris-2016", "losses", "fetus dead", "64.6"),
    ("morris-2016", "losses", "membranes ruptured", "17.7"),
    ("morris-2016", "losses", "induced", "59.1"),
    ("intraamniotic-bleeding-1993", "no bleeding", "through the placenta", "38"),
    ("vanderheyden-outcome-2013", "children", "perinatal death", "49"),
    ("chen-2011", "families", "de novo", "24"),
    ("chen-2011", "families", "inherited", "76"),
    ("edlow-2007", "after second-trimester loss", "repeat loss", "27"),
    ("edlow-2007", "after second-trimester loss", "spontaneous preterm birth", "33"),
    ("china-second-loss-preprint", "after second-trimester loss", "repeat loss", "33.3"),
    ("china-second-loss-preprint", "after second-trimester loss", "spontaneous preterm birth", "24"),
    ("goldenberg-1993", "after mid-trimester loss", "preterm birth", "39"),
    ("goldenberg-1993", "after mid-trimester loss", "stillbirth", "5"),
    ("goldenberg-1993", "after mid-trimester loss", "neonatal death", "6"),
    ("schliep-2016", "trying within 3 months", "live birth", "53.2"),
    ("schliep-2016", "trying later", "live birth", "36.1"),
    ("sundermann-interval-2017", "under 3 months", "miscarriage", "7.3"),
    ("sundermann-interval-2017", "6 to 18 months", "miscarriage", "22.1"),
    ("fetal-cells-anomaly", "before termination", "cells with fetal haemoglobin", "91.0"),
    ("fetal-cells-anomaly", "before termination", "4.2 ml or more", "29.9"),
    ("fetal-cells-anomaly", "before termination", "30 ml or more", "3.0"),
    ("fetal-cells-anomaly", "before termination", "40 % or more of the fetal volume", "7.5"),
    ("henkel-2023", "cabergoline", "any breast symptom", "27.8"),
    ("henkel-2023", "placebo", "any breast symptom", "97.0"),
    ("henkel-2023", "cabergoline", "bothersome symptoms", "2.8"),
    ("henkel-2023", "placebo", "bothersome symptoms", "33.3"),
    ("cabergoline-early-2025", "cabergoline", "any breast symptom", "50.0"),
    ("cabergoline-early-2025", "placebo", "any breast symptom", "88.2"),
    ("cabergoline-early-2025", "cabergoline", "bothersome symptoms", "3.1"),
    ("cabergoline-early-2025", "placebo", "bothersome symptoms", "20.6"),
    ("ankara-2004", "all", "infection", "66.7"),
    ("ankara-2004", "second-trimester losses", "infection", "85.7"),
    ("ankara-2004", "macerated stillbirths", "infection", "54.5"),
]


@pytest.mark.parametrize(("key", "name", "what", "printed"), PRINTED)
def test_a_derived_count_gives_the_printed_rate(evidence, key, name, what, printed):
    (arm,) = [arm for arm in evidence.studies[key].arms if (arm.arm, arm.what) == (name, what)]
    half = Decimal(5).scaleb(Decimal(printed).as_tuple().exponent - 1)
    assert abs(Decimal(100 * arm.events) / Decimal(arm.women) - Decimal(printed)) <= half
