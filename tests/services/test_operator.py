"""The operator's commands: each part is asked, and what is wrong is said with a remedy and an exit code."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from medapp import jobqueue
from medapp.__main__ import main
from medapp.db.engine import write
from medapp.services import accounts
from medapp.settings import Settings
from tests.cast import Cast


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_granting_makes_an_administrator(cast: Cast) -> None:
    assert run("admin", "grant", "Owner@Example.org").exit_code == 0
    actor = accounts.whoami(cast.owner.token)
    assert actor and actor.is_admin


def test_granting_to_nobody_says_what_to_do(cast: Cast) -> None:
    result = run("admin", "grant", "nobody@example.org")
    assert result.exit_code == 1
    assert "Register it" in result.output


def test_check_names_what_is_missing(product: Settings) -> None:
    result = run("check")
    assert result.exit_code == 1
    assert "✓ database" in result.output and "✓ storage" in result.output
    assert "✗ redis" in result.output and "REDIS_URL" in result.output


def test_check_is_content_when_all_is_there(product: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobqueue, "depth", lambda: 0)
    monkeypatch.setattr(jobqueue, "workers_alive", lambda: 1)
    result = run("check")
    assert (result.exit_code, "✗" in result.output) == (0, False)


def test_check_notices_a_changed_audit_log(cast: Cast) -> None:
    with write() as session:
        session.connection().exec_driver_sql("DROP TRIGGER audit_logs_keep_update")
        session.connection().exec_driver_sql("UPDATE audit_logs SET actor = 'somebody else' WHERE id = 1")
    assert "changed at row 1" in run("check").output


def test_a_missing_model_is_named(configure: Callable[..., Settings]) -> None:
    configure(MEDAPP_MODEL_PATH="/no/such/model")
    assert "MEDAPP_MODEL_PATH" in run("check").output
