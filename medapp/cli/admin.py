"""`admin grant EMAIL`: make somebody an administrator."""

import click

from medapp.db import migrate
from medapp.errors import MedAppError
from medapp.services import accounts


@click.group()
def admin() -> None:
    """Manage administrators."""


@admin.command()
@click.argument("email")
def grant(email: str) -> None:
    """Make the account with this EMAIL an administrator."""
    try:
        migrate.upgrade()
        granted = accounts.grant_admin(email)
    except MedAppError as error:
        raise click.ClickException(f"The database does not answer ({error.code}). Run `check` to see why.") from error
    if not granted:
        raise click.ClickException(f"There is no account with the e-mail {email}. Register it on the page first.")
    click.echo(f"{email} is an administrator now. Open pages see it after a reload.")
