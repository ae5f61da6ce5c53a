"""The error of a malformed evidence file."""


class EvidenceError(ValueError):
    """An evidence file says something it must not: names the file, the field, and what to write instead.

    >>> print(EvidenceError("parameters/a.toml", "unit", "'kg' is not a unit"))
    parameters/a.toml: unit: 'kg' is not a unit
    """

    def __init__(self, file: str, field: str, message: str) -> None:
        super().__init__(f"{file}: {field}: {message}")
        self.file = file
        self.field = field
        self.message = message
