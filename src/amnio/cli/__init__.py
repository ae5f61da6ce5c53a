"""The command line: reads what the user typed, asks one question of `answers`, and hands the answer to `present`.

Modules here import the rest of amnio inside functions, so that `amnio --help` answers at once.
"""
