"""Why a table, a mapping or a definition cannot be used: a code with what it is about. The words are the caller's."""

from enum import StrEnum


class Refusal(StrEnum):
    """Closed list; each has its sentences in `cli/sentences`."""

    DEFINITION_KEY = "definition_key"
    DEFINITION_VALUE = "definition_value"
    MAPPING_KEY = "mapping_key"
    MAPPING_VALUE = "mapping_value"
    MAPPING_COLUMN = "mapping_column"
    PROCEDURE_FROM_TESTS = "procedure_from_tests"
    NO_COLUMN = "no_column"
    NOT_A_DAY = "not_a_day"
    NOT_TOML = "not_toml"
    NO_TABLE = "no_table"
    TABLE_FORMAT = "table_format"
    TABLE_UNREADABLE = "table_unreadable"
    TABLE_EMPTY = "table_empty"
    BAD_RECORDS = "bad_records"
    REPEATED = "repeated"
    ALARM = "alarm"
    NO_SUCH_RULE = "no_such_rule"
    LOSSES_NOT_RECORDED = "losses_not_recorded"
    NOBODY_COUNTED = "nobody_counted"
    NO_ENGINE = "no_engine"
    CLUSTER_UNREACHABLE = "cluster_unreachable"
    DATABASE_UNREACHABLE = "database_unreachable"
    OUT_OF_SPACE = "out_of_space"
    COUNTS_UNREADABLE = "counts_unreadable"
    COUNTS_DIFFER = "counts_differ"
    WORK_OF_ANOTHER = "work_of_another"
    WORK_FOLDER = "work_folder"
    MEMORY_LIMIT = "memory_limit"


class CannotStudy(Exception):
    """Nothing was counted. `slots` fill the sentences of `code`."""

    def __init__(self, code: Refusal, **slots: object) -> None:
        super().__init__(code.value, slots)
        self.code = code
        self.slots = {name: str(slot) for name, slot in slots.items()}
