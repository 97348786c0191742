"""What is deleted is seen by nobody: one rule under every query, instead of a condition in each."""

from typing import Any

from sqlalchemy.orm import ORMExecuteState, with_loader_criteria

from medapp.db.tables import ResultRow, Upload

SEE_DELETED: dict[str, Any] = {"see_deleted": True}
"""Execution options of a query that works on deleted rows too: erasing, undoing, counting bytes."""

_KEPT = [
    with_loader_criteria(Upload, Upload.deleted_at.is_(None), include_aliases=True),  # type: ignore[union-attr]
    with_loader_criteria(ResultRow, ResultRow.deleted_at.is_(None), include_aliases=True),  # type: ignore[union-attr]
]


def hide_deleted(state: ORMExecuteState) -> None:
    """Listens to every session: uploads and results whose deletion can still be undone are left out."""
    if state.is_select and not state.execution_options.get("see_deleted"):
        state.statement = state.statement.options(*_KEPT)
