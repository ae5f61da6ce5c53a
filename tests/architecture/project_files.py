"""The text files of the project, as a checkout holds them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
_NOT_OURS = {".git", ".venv", "build", "dist", "node_modules", "__pycache__"}
_NOT_TEXT = {".ttf", ".png", ".pdf", ".parquet", ".pyc", ".jpg"}


def text_files() -> list[Path]:
    found = []
    for path in sorted(ROOT.rglob("*")):
        parts = set(path.relative_to(ROOT).parts)
        hidden_cache = any(part.endswith("_cache") or part == ".hypothesis" for part in parts)
        if path.is_file() and not parts & _NOT_OURS and not hidden_cache and path.suffix not in _NOT_TEXT:
            found.append(path)
    return found


def modules() -> list[Path]:
    return sorted((ROOT / "src" / "amnio").rglob("*.py"))
