"""docs/reference/registry-settings.md: the environment variables of an installation."""

from amnio.registry.environment import VARIABLES


def registry_settings_page() -> str:
    """A row a variable."""
    lines = [
        "# Settings of the registry",
        "",
        "Environment variables, read once when a command starts. One that cannot be meant is refused with what to",
        "write instead, and nothing is started.",
        "",
        "| variable | meaning |",
        "|---|---|",
        *(f"| `{name}` | {meaning} |" for name, meaning in VARIABLES.items()),
        "",
        "What they protect: [trust](../explanation/registry-trust.md).",
        "",
    ]
    return "\n".join(lines)
