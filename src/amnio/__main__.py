"""`amnio`, put together: the commands of the command line and, read only when one is called, those of the registry."""

from importlib import import_module

import click

from amnio.cli.main import amnio, main

#: Commands of the layer above the command line, by the place where they are.
_REGISTRY = {
    "serve": ("amnio.registry.commands.serve", "Start the registry: the web application of a unit."),
    "audit-trail": ("amnio.registry.commands.audit_trail", "Whether the registry's audit trail holds."),
    "backup": ("amnio.registry.commands.keep", "Copy the registry into a file while it runs."),
    "restore": ("amnio.registry.commands.keep", "Bring a backup back into an empty registry."),
    "demo": ("amnio.registry.commands.demo", "Fill an empty database of the registry with a made-up unit."),
    "export-study": ("amnio.registry.commands.export_study", "The pregnancies of a unit as a table for studies."),
    "staff": ("amnio.registry.commands.staff", "Accounts of the registry."),
}


class _Later(click.Command):
    """A command that is imported when it is called, so that the others start fast and need no web framework."""

    def __init__(self, name: str, place: str, short_help: str) -> None:
        super().__init__(name, help=short_help)
        self._place = place

    def found(self) -> click.Command:
        try:
            found: click.Command = getattr(import_module(self._place), str(self.name).replace("-", "_"))
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("amnio"):
                raise
            raise click.UsageError(
                f"`amnio {self.name}` needs the registry's packages ({error.name} is missing). "
                "Install them: pip install 'amnio[registry]', or use `make serve`."
            ) from None
        return found

    def make_context(self, *args: object, **kwargs: object) -> click.Context:
        return self.found().make_context(*args, **kwargs)  # type: ignore[arg-type]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        return self.found().get_params(ctx)


for _name, (_place, _help) in _REGISTRY.items():
    amnio.add_command(_Later(_name, _place, _help))

if __name__ == "__main__":
    main()
