"""The closed vocabularies of the project: one place for each, used by every layer.

The codes are stable: they are written into case files, evidence files and answers. Words for people live in
`amnio.present`; a code is never shown to a reader.
"""

from enum import StrEnum


class Presence(StrEnum):
    """What was looked for: found, or not found. *Not looked for* is `None`, never a member here."""

    PRESENT = "present"
    ABSENT = "absent"


class Cause(StrEnum):
    """The six causes of a loss (rows S3 to S8 of the founding text)."""

    FETAL = "fetal"
    INFECTION_INDEPENDENT = "infection_independent"
    INFECTION_INTRODUCED = "infection_introduced"
    EARLY = "early"
    MECHANICAL = "mechanical"
    OTHER = "other"


#: The row of the founding text that each cause answers to.
ROW_OF_CAUSE = {
    Cause.FETAL: "S3",
    Cause.INFECTION_INDEPENDENT: "S5",
    Cause.INFECTION_INTRODUCED: "S5",
    Cause.EARLY: "S6",
    Cause.MECHANICAL: "S7",
    Cause.OTHER: "S8",
}

#: Causes that cannot exist without a procedure.
PROCEDURE_RELATED = (Cause.INFECTION_INTRODUCED, Cause.EARLY, Cause.MECHANICAL)


class Mechanism(StrEnum):
    """How a loss came about: the leaves under the causes. Findings speak about mechanisms.

    `early` has no leaf of its own: an early procedure loses pregnancies through the same five procedure
    mechanisms as `mechanical`, so each of those five belongs to both causes and the hazards divide it.
    """

    FETAL_ABNORMALITY = "fetal_abnormality"
    INFECTION_BEFORE = "infection_before"
    INFECTION_LATER = "infection_later"
    INFECTION_INTRODUCED = "infection_introduced"
    LEAK = "leak"
    LEAK_INFECTED = "leak_infected"
    BLEEDING = "bleeding"
    INJURY = "injury"
    CONTRACTIONS = "contractions"
    PLACENTAL = "placental"
    CORD = "cord"
    TRAUMA = "trauma"
    CERVICAL = "cervical"
    MATERNAL = "maternal"
    UNEXPLAINED = "unexplained"


#: The five mechanisms shared by `mechanical` and `early`.
PROCEDURE_MECHANISMS = (
    Mechanism.LEAK,
    Mechanism.LEAK_INFECTED,
    Mechanism.BLEEDING,
    Mechanism.INJURY,
    Mechanism.CONTRACTIONS,
)

#: The mechanisms of each cause, in the order in which they are shown.
MECHANISMS_OF_CAUSE = {
    Cause.FETAL: (Mechanism.FETAL_ABNORMALITY,),
    Cause.INFECTION_INDEPENDENT: (Mechanism.INFECTION_BEFORE, Mechanism.INFECTION_LATER),
    Cause.INFECTION_INTRODUCED: (Mechanism.INFECTION_INTRODUCED,),
    Cause.EARLY: PROCEDURE_MECHANISMS,
    Cause.MECHANICAL: PROCEDURE_MECHANISMS,
    Cause.OTHER: (
        Mechanism.PLACENTAL,
        Mechanism.CORD,
        Mechanism.TRAUMA,
        Mechanism.CERVICAL,
        Mechanism.MATERNAL,
        Mechanism.UNEXPLAINED,
    ),
}


class FetalClass(StrEnum):
    """What the fetus is, genetically and in structure."""

    EUPLOID = "euploid"
    T21 = "t21"
    T18 = "t18"
    T13 = "t13"
    MONOSOMY_X = "monosomy_x"
    OTHER_SEX_CHROMOSOME = "other_sex_chromosome"
    TRIPLOIDY = "triploidy"
    OTHER_UNBALANCED = "other_unbalanced"
    CONFINED_PLACENTAL = "confined_placental"
    STRUCTURAL = "structural"


class Group(StrEnum):
    """What a headline names: infection is told as infection, the route is a second step."""

    FETAL = "fetal"
    INFECTION = "infection"
    EARLY = "early"
    MECHANICAL = "mechanical"
    OTHER = "other"


#: The group in which each cause is told.
GROUP_OF_CAUSE = {
    Cause.FETAL: Group.FETAL,
    Cause.INFECTION_INDEPENDENT: Group.INFECTION,
    Cause.INFECTION_INTRODUCED: Group.INFECTION,
    Cause.EARLY: Group.EARLY,
    Cause.MECHANICAL: Group.MECHANICAL,
    Cause.OTHER: Group.OTHER,
}


class Intervention(StrEnum):
    """The worlds that a review compares with the one that happened."""

    NO_AMNIOCENTESIS = "no_amniocentesis"
    AT_16_WEEKS = "at_16_weeks"
    SINGLE_PASS = "single_pass"


class Finding(StrEnum):
    """The evidence the model reads. Correlated signs are folded into one finding, so that they count once."""

    INFECTION_PICTURE = "infection_picture"
    FEVER_ALONE = "fever_alone"
    CRP_ALONE = "crp_alone"
    FEVER_DURING_INDUCTION = "fever_during_induction"
    SIGNS_BEFORE = "signs_before"
    INFECTION_ONSET = "infection_onset"
    STORED_FLUID = "stored_fluid"
    LATER_CULTURES = "later_cultures"
    BLOOD_CULTURE = "blood_culture"
    HISTOLOGY = "histology"
    VIRUS = "virus"
    MEMBRANES = "membranes"
    PRESENTATION = "presentation"
    BLEEDING = "bleeding"
    RETROPLACENTAL_CLOT = "retroplacental_clot"
    MALPERFUSION = "malperfusion"
    CORD = "cord"
    NEEDLE_INJURY = "needle_injury"
    KLEIHAUER = "kleihauer"
    TRAUMA = "trauma"
    CERVIX = "cervix"
    MATERNAL_DISEASE = "maternal_disease"
    ANTIPHOSPHOLIPID = "antiphospholipid"
    FETAL_PICTURE = "fetal_picture"
    CHROMOSOMES = "chromosomes"
    MICROARRAY = "microarray"
    PLACENTAL_GENETICS = "placental_genetics"


#: Findings whose probability depends on the fetal class rather than on the mechanism.
FINDINGS_OF_CLASS = (
    Finding.FETAL_PICTURE,
    Finding.CHROMOSOMES,
    Finding.MICROARRAY,
    Finding.PLACENTAL_GENETICS,
)


class Test(StrEnum):
    """Tests that a review may recommend after a loss."""

    __test__ = False  # not a pytest class

    CHROMOSOMES = "chromosomes"
    MICROARRAY = "microarray"
    PLACENTAL_HISTOLOGY = "placental_histology"
    AUTOPSY = "autopsy"
    STORED_FLUID = "stored_fluid"
    BLOOD_CULTURE = "blood_culture"
    CRP = "crp"
    KLEIHAUER = "kleihauer"
    ANTIPHOSPHOLIPID = "antiphospholipid"
    PARENTAL_KARYOTYPES = "parental_karyotypes"
    PLACENTAL_DNA = "placental_dna"


class Membranes(StrEnum):
    INTACT = "intact"
    LEAK_WITHIN_48H = "leak_within_48h"
    RUPTURE_LATER = "rupture_later"


class Presentation(StrEnum):
    DIED_BEFORE_LABOUR = "died_before_labour"
    ALIVE_AT_ONSET = "alive_at_onset"


class Bleeding(StrEnum):
    NONE = "none"
    LIGHT = "light"
    HEAVY = "heavy"


class FetalPicture(StrEnum):
    """The most telling of scan and examination after the loss."""

    NORMAL = "normal"
    GROWTH_RESTRICTION = "growth_restriction"
    ANOMALY = "anomaly"
    HYDROPS = "hydrops"


class GeneticResult(StrEnum):
    """Result of a chromosome or DNA test on fluid, tissue or placenta."""

    NORMAL = "normal"
    T21 = "t21"
    T18 = "t18"
    T13 = "t13"
    MONOSOMY_X = "monosomy_x"
    OTHER_SEX_CHROMOSOME = "other_sex_chromosome"
    TRIPLOIDY = "triploidy"
    OTHER_UNBALANCED = "other_unbalanced"
    FAILED = "failed"
    PENDING = "pending"


class TestResult(StrEnum):
    __test__ = False

    POSITIVE = "positive"
    NEGATIVE = "negative"
    FAILED = "failed"
    PENDING = "pending"


class Histology(StrEnum):
    NO_CHORIOAMNIONITIS = "no_chorioamnionitis"
    MATERNAL_RESPONSE = "maternal_response"
    FETAL_RESPONSE = "fetal_response"
    FAILED = "failed"
    PENDING = "pending"


class Cervix(StrEnum):
    CLOSED = "closed"
    PAINLESS_OPENING = "painless_opening"


class CordFinding(StrEnum):
    NORMAL = "normal"
    STRICTURE_OR_TORSION = "stricture_or_torsion"


class FluidAppearance(StrEnum):
    CLEAR = "clear"
    BLOOD_STAINED = "blood_stained"
    DISCOLOURED = "discoloured"


class CellFreeDna(StrEnum):
    LOW_RISK = "low_risk"
    HIGH_T21 = "high_t21"
    HIGH_T18 = "high_t18"
    HIGH_T13 = "high_t13"
    HIGH_SEX_CHROMOSOME = "high_sex_chromosome"
    NO_RESULT = "no_result"


class ProcedureKind(StrEnum):
    """`none` is a statement (there was no procedure); the last three are recognised only to be refused."""

    AMNIOCENTESIS = "amniocentesis"
    NONE = "none"
    CHORIONIC_VILLUS_SAMPLING = "chorionic_villus_sampling"
    CORDOCENTESIS = "cordocentesis"
    THERAPEUTIC_DRAINAGE = "therapeutic_drainage"


class Outcome(StrEnum):
    """How a fetus's time in the womb ended."""

    LOSS = "loss"
    LIVE_BIRTH = "live_birth"
    ONGOING = "ongoing"
    TERMINATION = "termination"
    LOST_TO_FOLLOW_UP = "lost_to_follow_up"


class Rhesus(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Indication(StrEnum):
    """Why an amniocentesis is planned."""

    AGE = "age"
    SERUM_SCREEN = "serum_screen"
    CFDNA = "cfdna"
    SCAN_ANOMALY = "scan_anomaly"
    FAMILY_HISTORY = "family_history"
    PARENTAL_REARRANGEMENT = "parental_rearrangement"
    INFECTION = "infection"
    FETAL_SEX_MEDICAL = "fetal_sex_medical"
    FETAL_SEX_NONMEDICAL = "fetal_sex_nonmedical"
    REQUEST = "request"
    OTHER = "other"


class Chorionicity(StrEnum):
    MONOCHORIONIC = "monochorionic"
    DICHORIONIC = "dichorionic"


class FluidVolume(StrEnum):
    NORMAL = "normal"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"


class ThermometerSite(StrEnum):
    AXILLA = "axilla"
    MOUTH = "mouth"
    EAR = "ear"
    FOREHEAD = "forehead"
    RECTUM = "rectum"


class HeparinKind(StrEnum):
    """Low-molecular-weight heparin, by the dose at which it is given."""

    NONE = "none"
    PROPHYLACTIC = "prophylactic"
    THERAPEUTIC = "therapeutic"


class AntibioticPurpose(StrEnum):
    NONE = "none"
    PROPHYLAXIS = "prophylaxis"
    TREATMENT = "treatment"


class Consent(StrEnum):
    WRITTEN = "written"
    VERBAL = "verbal"
    NONE = "none"


class Evacuation(StrEnum):
    """How the womb was emptied; `none` says that it emptied by itself."""

    NONE = "none"
    MEDICAL = "medical"
    SURGICAL = "surgical"


class Allergy(StrEnum):
    NONE = "none"
    MILD = "mild"
    SEVERE = "severe"


class Country(StrEnum):
    """Countries whose rules on registration and leave are filed."""

    CHINA = "china"
    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"
    IRELAND = "ireland"
    GERMANY = "germany"
    KOREA = "korea"
    JAPAN = "japan"
    INDIA = "india"
    AUSTRALIA = "australia"
    NEW_ZEALAND = "new_zealand"
    UNITED_STATES = "united_states"
    CANADA = "canada"
    TAIWAN = "taiwan"
    OTHER = "other"
