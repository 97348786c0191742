"""Operator commands: `python -m medapp COMMAND`. Every file in `cli/` with a command of its own name is one."""

import pkgutil
from importlib import import_module

import click

from medapp import cli


class _Commands(click.Group):
    """Finds a command in the file of its name, so that `read` starts without what `admin` needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's
        return sorted(found.name for found in pkgutil.iter_modules(cli.__path__) if not found.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        return getattr(import_module(f"{cli.__name__}.{cmd_name}"), cmd_name, None)


@click.command(cls=_Commands)
def main() -> None:
    """medapp: read and explain laboratory reports on your own machine."""


if __name__ == "__main__":
    main(prog_name="python -m medapp")
