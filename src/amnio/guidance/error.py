"""The error for a guidance file that cannot be used."""


class GuidanceError(ValueError):
    """A guidance file is malformed, or something was asked for that no file answers. Names the file and the field."""

    def __init__(self, file: str, field: str, why: str) -> None:
        super().__init__(file, field, why)
        self.file = file
        self.field = field
        self.why = why

    def __str__(self) -> str:
        where = f"guidance/{self.file}"
        return f"{where}, {self.field}: {self.why}" if self.field else f"{where}: {self.why}"
