"""Logs carry ids and kinds, never the text of a foreign error."""

import json
import logging
from collections.abc import Callable, Iterator

import pytest
from loguru import logger

from medapp import logs
from medapp.settings import Settings


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    logger.remove()
    logging.getLogger().handlers.clear()


def test_json_lines_carry_the_bound_ids(configure: Callable[..., Settings], capsys: pytest.CaptureFixture[str]) -> None:
    configure(MEDAPP_LOG_FORMAT="json")
    logs.setup("web")
    with logs.bound(request_id="r-1", user_id="u-1", job_id=None):
        logger.info("hello {}", "there")
    line = json.loads(capsys.readouterr().err)
    assert (line["message"], line["request_id"], line["user_id"], line["process"]) == (
        "hello there",
        "r-1",
        "u-1",
        "web",
    )
    assert "job_id" not in line


@pytest.mark.parametrize("form", ["json", "pretty"])
def test_a_defect_is_logged_with_its_frames_and_reference_but_not_its_text(
    configure: Callable[..., Settings], capsys: pytest.CaptureFixture[str], form: str
) -> None:
    configure(MEDAPP_LOG_FORMAT=form)
    logs.setup("worker")
    printed_row = " ".join(("Glucose", "5,1", "Ivanova"))
    try:
        float(printed_row)
    except ValueError as error:
        reference = logs.log_defect(error)
    printed = capsys.readouterr().err
    assert reference in printed
    assert "ValueError" in printed and "test_logs.py" in printed
    assert "5,1 Ivanova" not in printed


def test_the_standard_library_is_heard_too(product: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    logs.setup("web")
    logging.getLogger("granian").warning("a %s line", "foreign")
    assert "a foreign line" in capsys.readouterr().err


def test_ids_end_with_their_block(product: Settings) -> None:
    with logs.bound(request_id="outer"), logs.bound(job_id="inner"):
        assert (logs.current("request_id"), logs.current("job_id")) == ("outer", "inner")
    assert logs.current("request_id") is None
