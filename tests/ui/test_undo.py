"""The strip that brings a deleted report back."""

from collections.abc import Callable
from typing import Any

from medapp.services import deletion, jobs, reports
from medapp.ui.undo import UndoState
from tests.cast import Cast, cast, empty_database, product, read_report

__all__ = ["cast", "empty_database", "product"]
OpenTab = Callable[..., Any]


def delete_mine(cast: Cast) -> tuple[str, str]:
    accepted = read_report(cast.owner.actor)
    result_id = jobs.get_job(cast.owner.actor, accepted.job_id).result_id or ""
    return result_id, deletion.delete_result(cast.owner.actor, result_id)


def test_only_its_owner_is_offered_the_report_and_can_bring_it_back(cast: Cast, open_tab: OpenTab) -> None:
    result_id, upload_id = delete_mine(cast)
    nosy = open_tab(UndoState, cookie=f"medapp_session={cast.stranger.token}")
    UndoState.event_handlers["look"].fn(nosy)
    assert nosy.deleted == []
    UndoState.event_handlers["bring_back"].fn(nosy, upload_id)
    assert nosy.told
    assert reports.list_results(cast.owner.actor).items == []

    mine = open_tab(UndoState, cookie=f"medapp_session={cast.owner.token}; medapp_lang=ru")
    UndoState.event_handlers["look"].fn(mine)
    assert [item.result_id for item in mine.deleted] == [result_id]
    assert mine.deleted[0].name == "1 марта 2026"
    assert 5 < float(mine.deleted[0].left.rstrip("s")) <= 10
    UndoState.event_handlers["bring_back"].fn(mine, upload_id)
    assert (mine.deleted, mine.told) == ([], "")
    assert [item.id for item in reports.list_results(cast.owner.actor).items] == [result_id]
