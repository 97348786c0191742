"""Brings the database to this version: `python -m deploy.migrate`. Exit code 1 and one sentence when it cannot."""

import sys

from medapp.db.migrate import upgrade


def main() -> int:
    try:
        if upgrade():
            print("database: brought to this version")
    except Exception as error:  # noqa: BLE001  whatever it is, the operator needs a sentence and not a traceback
        first: BaseException = error
        while first.__cause__:
            first = first.__cause__
        said = str(first).strip().splitlines() or [""]
        print(
            f"The database could not be brought to this version: {type(first).__name__}: {said[0]}\n"
            "Check DATABASE_URL and the free space; docs/operations.md says how to put a backup back.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
