"""What a study is about, so that all figures on one question can be found. A closed list: a new topic is added here."""

from collections.abc import Mapping
from types import MappingProxyType

#: The topics, each with what it holds.
TOPICS: Mapping[str, str] = MappingProxyType(
    {
        "controlled_midtrimester": "loss with and without amniocentesis from 15 weeks on: trials, cohorts, their pools",
        "series": "loss after amniocentesis from 15 weeks on, no comparison: a rate to hold an audit against",
        "early": "amniocentesis before 15 weeks",
        "villus_sampling": "loss after chorionic villus sampling",
        "twins": "procedures in twin pregnancies",
        "modifier": "what raises or lowers the risk of loss after the procedure",
        "timing": "days and weeks from the procedure to the loss",
        "leak": "leak or rupture of the membranes, and what followed",
        "method": "how the procedure is done, learned and recommended",
        "background": "loss without a procedure, by week and by risk",
        "survival": "loss and survival of a fetus with a given condition",
        "prevalence": "how often a condition is found, by age or week",
        "indication": "why a test was offered, and what that says about the risk",
        "screening": "what a screening result means",
        "infection": "infection, introduced or ascending",
        "sign": "what a sign, symptom or blood value says about a cause",
        "workup": "what examinations after a loss find",
        "test": "how often a test gives a result, and a right one",
        "recurrence": "the next pregnancy",
        "aftercare": "care after the loss: infection, anti-D, milk, the mind, when to try again",
        "stress_trauma": "stress, mood, accident and injury",
    }
)
