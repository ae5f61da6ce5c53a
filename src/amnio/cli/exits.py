"""The exit statuses of every command. Scripts rely on them: a number never changes its meaning."""

from enum import IntEnum


class Exit(IntEnum):
    ANSWERED = 0
    SOME_ROWS_BAD = 1  # batch only: every other row was answered
    BAD_INPUT = 2  # the command or the case cannot be understood
    REFUSED = 3  # a coherent case that is not this command's question
    INTERNAL = 4  # our fault
    WAIT = 5  # a check: a rule that blocks, asks to wait or asks for something is broken
    CANNOT_TELL = 6  # a check: something is missing without which it cannot be told
    STOPPED = 130  # Ctrl-C, as shells expect
