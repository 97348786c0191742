"""The operator's commands about people: make an administrator, invite, help who is locked out."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import click

from medapp.db import migrate
from medapp.errors import MedAppError
from medapp.services import accounts, admission, resets, retention

P = ParamSpec("P")
R = TypeVar("R")


@click.group()
def admin() -> None:
    """Manage accounts."""


@admin.command()
@click.argument("email")
def grant(email: str) -> None:
    """Make the account with this EMAIL an administrator."""
    if not _ask(accounts.grant_admin, email):
        raise click.ClickException(f"There is no account with the e-mail {email}. Register it on the page first.")
    click.echo(f"{email} is an administrator now. Open pages see it after a reload.")


@admin.command()
def invite() -> None:
    """Print an invitation: a link with which one person can register, also while registration is by invitation."""
    click.echo(_ask(admission.invite))


@admin.command("reset-link")
@click.argument("email")
def reset_link(email: str) -> None:
    """Print a link with which the person of this EMAIL sets a new password. Give it to them alone."""
    link = _ask(resets.make_link, email)
    if link is None:
        raise click.ClickException(f"There is no account with the e-mail {email}.")
    click.echo(link)


@admin.command("second-factor-off")
@click.argument("email")
def second_factor_off(email: str) -> None:
    """Turn the second factor of this EMAIL off, for who lost the telephone and the recovery codes."""
    if not _ask(resets.drop_second_factor, email):
        raise click.ClickException(f"There is no account with the e-mail {email} and a second factor.")
    click.echo(f"{email} signs in by password alone now.")


@admin.command("reseal-files")
def reseal_files() -> None:
    """Write every kept file again under the first key of STORAGE_KEY, after that key was set or changed."""
    click.echo(f"{_ask(retention.reseal_files)} files written again.")


def _ask(function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
    try:
        migrate.upgrade()
        return function(*arguments, **named)
    except MedAppError as error:
        raise click.ClickException(f"The database does not answer ({error.code}). Run `check` to see why.") from error
