"""The exit statuses of every command. Scripts rely on them: a number never changes its meaning."""

from enum import IntEnum


class Exit(IntEnum):
    ANSWERED = 0
    SOME_ROWS_BAD = 1  # batch only: every other row was answered
    BAD_INPUT = 2  # the command or the case cannot be understood
    REFUSED = 3  # a coherent case that is not this review's question
    INTERNAL = 4  # our fault
    STOPPED = 130  # Ctrl-C, as shells expect
