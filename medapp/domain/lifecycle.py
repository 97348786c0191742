"""A job's life: its statuses, and the stages a person watches while it is processed."""

from enum import StrEnum


class JobStatus(StrEnum):
    QUEUED = "queued"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in (JobStatus.DONE, JobStatus.FAILED)


class Stage(StrEnum):
    """In the order in which the pipeline passes them."""

    READING = "reading"
    RECOGNISING = "recognising"
    CHECKING = "checking"
    SCORING = "scoring"
