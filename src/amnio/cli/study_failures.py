"""What can go wrong with tables, mappings, definitions and counts, in words that `failures.reporting` shows."""

from collections.abc import Iterator
from contextlib import contextmanager

from amnio.cli.failures import Unusable
from amnio.cli.sentences import Language, say


@contextmanager
def study_failures(language: Language) -> Iterator[None]:
    """Everything that `amnio.cohort` refuses, told for the user."""
    from amnio.cohort.refusals import CannotStudy

    try:
        yield
    except CannotStudy as refused:
        slots = {name: value.rstrip(".") for name, value in refused.slots.items()}
        if "alarm" in slots:
            slots["what"] = _alarm(slots["alarm"], language)
        if "what" in slots and f"study_what_{slots['what']}" in _WHAT:
            slots["what"] = say(f"study_what_{slots['what']}", language)
        raise Unusable(_KEYS[refused.code.value], **slots) from refused


def _alarm(code: str, language: Language) -> str:
    from amnio.present.catalogue import load
    from amnio.present.document import Language as Tongue

    return load(Tongue(language), "cohort").text(f"cohort.alarm.{code}")


_WHAT = ("study_what_kind", "study_what_definition")
_KEYS = {
    "definition_key": "study_definition_key",
    "definition_value": "study_definition_value",
    "mapping_key": "study_mapping_key",
    "mapping_value": "study_mapping_value",
    "mapping_column": "study_mapping_column",
    "procedure_from_tests": "study_procedure_from_tests",
    "no_column": "study_no_column",
    "not_a_day": "study_not_a_day",
    "not_toml": "study_not_toml",
    "no_table": "study_no_table",
    "table_format": "study_table_format",
    "table_unreadable": "study_table_unreadable",
    "table_empty": "study_table_empty",
    "bad_records": "study_bad_records",
    "repeated": "study_repeated",
    "alarm": "study_alarm",
    "no_such_rule": "study_no_such_rule",
    "losses_not_recorded": "study_losses_not_recorded",
    "nobody_counted": "study_nobody_counted",
    "no_engine": "study_no_engine",
    "cluster_unreachable": "study_cluster_unreachable",
    "database_unreachable": "study_database_unreachable",
    "out_of_space": "study_out_of_space",
    "counts_unreadable": "study_counts_unreadable",
    "counts_differ": "study_counts_differ",
    "work_of_another": "study_work_of_another",
    "work_folder": "study_work_folder",
    "memory_limit": "study_memory_limit",
}
