"""News of a finished report: for its owner alone, until it was seen; and by letter, with nothing in it but a link."""

import email
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select

from medapp.db.engine import read
from medapp.db.tables import Notice
from medapp.errors import MailUnavailable, TooComplex
from medapp.services import jobs, mailing, notices, processing, profile, reports, samples
from medapp.settings import Settings
from tests.cast import CSV, Cast, make_outcome, read_report, upload


def result_of(cast: Cast, job_id: str) -> str:
    return str(jobs.get_job(cast.owner.actor, job_id).result_id)


def test_a_stranger_hears_nothing(cast: Cast) -> None:
    read_report(cast.owner.actor)
    for actor in (cast.stranger.actor, cast.admin.actor, cast.guest.actor):
        assert notices.list_unseen(actor) == []
        assert not notices.mark_seen(actor)
    assert len(notices.list_unseen(cast.owner.actor)) == 1


def test_a_result_is_news_until_it_is_looked_at(cast: Cast) -> None:
    job_id = read_report(cast.owner.actor).job_id
    (news,) = notices.list_unseen(cast.owner.actor)
    assert (news.kind, news.job_id, news.result_id) == (notices.READY, job_id, result_of(cast, job_id))
    reports.get_result(cast.owner.actor, result_of(cast, job_id))
    assert notices.list_unseen(cast.owner.actor) == []


def test_a_failure_is_news_until_it_is_put_away_or_tried_again(cast: Cast) -> None:
    job_id = upload(cast.owner.actor).job_id
    for _ in range(2):
        claim = processing.start(job_id)
        assert claim
        processing.fail(claim, TooComplex())
        (news,) = notices.list_unseen(cast.owner.actor)
        assert (news.kind, news.file_name) == (notices.FAILED, "report.csv")
        jobs.retry(cast.owner.actor, job_id)
        assert notices.list_unseen(cast.owner.actor) == []
    claim = processing.start(job_id)
    assert claim
    processing.fail(claim, TooComplex())
    assert notices.mark_seen(cast.owner.actor, job_id)


def test_a_sample_is_no_news(cast: Cast) -> None:
    started = samples.start_sample(cast.owner.actor, "en")
    claim = processing.start(started.job_id)
    assert claim and processing.complete(claim, make_outcome())
    assert notices.list_unseen(cast.owner.actor) == []


@dataclass
class Postbox:
    """A mail server that keeps what it gets; `answer` is what it says to each recipient."""

    letters: list[Any] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.letters.append(envelope)
        return "250 OK"


@pytest.fixture
def postbox(configure: Callable[..., Settings]) -> Iterator[Postbox]:
    box = Postbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    configure(
        MEDAPP_SMTP_HOST="127.0.0.1", MEDAPP_SMTP_PORT=port, MEDAPP_SMTP_SECURITY="none", MEDAPP_MAIL_AFTER_S=0,
        MEDAPP_PUBLIC_URL="https://labs.example.org",
    )  # fmt: skip
    yield box
    controller.stop()


def waiting() -> list[Notice]:
    with read() as session:
        return [notice for notice in session.exec(select(Notice)) if notice.mailed_at is None]


def test_a_letter_goes_to_who_asked_for_it_and_says_nothing_of_the_report(cast: Cast, postbox: Postbox) -> None:
    notices.set_mail(cast.owner.actor, True)
    profile.set_language(cast.owner.actor, "ru")
    job_id = read_report(cast.owner.actor).job_id
    read_report(cast.stranger.actor, CSV + b"Iron,12,umol/L,\n")
    assert mailing.send_due() == 1
    assert mailing.send_due() == 0

    (envelope,) = postbox.letters
    assert envelope.rcpt_tos == ["owner@example.org"]
    letter = email.message_from_bytes(envelope.content, policy=policy.default)
    bodies = [part.get_content() for part in letter.walk() if part.get_content_maintype() == "text"]
    assert letter["Subject"] == "Ваш результат готов"
    assert len(bodies) == 2
    for body in bodies:
        link = f"https://labs.example.org/results/{result_of(cast, job_id)}"
        assert link in body
        body = body.replace(link, "")  # its digits are chance
        for secret in ("Гемоглобин", "160", "report.csv", "71", "Лаборатория"):
            assert secret not in body


def test_who_has_seen_the_result_gets_no_letter(cast: Cast, postbox: Postbox) -> None:
    notices.set_mail(cast.owner.actor, True)
    job_id = read_report(cast.owner.actor).job_id
    reports.get_result(cast.owner.actor, result_of(cast, job_id))
    assert mailing.send_due() == 0 and postbox.letters == []


def test_a_server_that_is_away_loses_no_letter(
    cast: Cast, postbox: Postbox, configure: Callable[..., Settings]
) -> None:
    notices.set_mail(cast.owner.actor, True)
    port = configure().smtp_port
    configure(MEDAPP_SMTP_PORT=1)
    job_id = read_report(cast.owner.actor).job_id
    assert jobs.get_job(cast.owner.actor, job_id).status == "done"
    with pytest.raises(MailUnavailable):
        mailing.send_due()
    assert len(waiting()) == 1
    configure(MEDAPP_SMTP_PORT=port)
    assert mailing.send_due() == 1 and waiting() == []


@pytest.mark.parametrize(("answer", "left"), [("450 try later", 1), ("550 no such person", 0)])
def test_a_refused_address_is_tried_again_only_when_it_may_help(
    cast: Cast, postbox: Postbox, answer: str, left: int
) -> None:
    notices.set_mail(cast.owner.actor, True)
    read_report(cast.owner.actor)
    postbox.answer = answer
    assert mailing.send_due() == 0
    assert len(waiting()) == left


def test_without_a_mail_server_nothing_is_sent(cast: Cast) -> None:
    notices.set_mail(cast.owner.actor, True)
    read_report(cast.owner.actor)
    assert not mailing.is_set_up()
    assert mailing.send_due() == 0 and len(waiting()) == 1
