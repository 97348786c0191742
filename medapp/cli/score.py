"""`python -m medapp score FILE`: the whole pipeline on one file, without database, Redis or account."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from medapp.cli.read import read_file, report_json
from medapp.domain.assessment import owner_of
from medapp.domain.people import Person, Sex, parse_sex
from medapp.domain.results import Outcome, as_json
from medapp.errors import MedAppError


class SexWord(click.ParamType):
    """F, M, female, male, Ж, М."""

    name = "sex"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Sex:
        sex = value if isinstance(value, Sex) else parse_sex(str(value))
        if sex is None:
            self.fail(f"{value!r} is not one of F, M, female, male", param, ctx)
        return sex


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sex", type=SexWord(), help="F or M; what the report states wins.")
@click.option("--age", type=click.FloatRange(0, 130), help="Years; what the report states wins.")
@click.option("--pregnant/--not-pregnant", default=None, help="What the report states wins.")
@click.option("--model", type=click.Path(path_type=Path), help="Another model than the one shipped.")
def score(file: Path, sex: Sex | None, age: float | None, pregnant: bool | None, model: Path | None) -> None:
    """Read a report, rate its values, score it, and print one JSON object; exit code 1 when it was refused."""
    answer = score_file(file, Person(sex, age, pregnant), model)
    if answer["error"]:
        click.echo(f"{file}: {answer['error']['message']}", err=True)
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    sys.exit(1 if answer["error"] else 0)


def score_file(path: Path, person: Person, model: Path | None = None) -> dict[str, Any]:
    """What `read` says of the file, and beside each value its rating; then score, findings and indices."""
    # numpy and the readers take a second to import: not for somebody who asks for --help.
    from ml import store
    from worker import pipeline

    try:
        predictor = store.load(model)
        outcome = pipeline.process(path.read_bytes(), path.name, person, predictor)
    except MedAppError as error:
        if not error.transient:
            return read_file(path)
        message = "The score's model is missing or damaged. Restore ml/artifacts or name another with --model."
        return {"file": str(path), "status": "rejected", "error": {"code": error.code, "message": message}}
    except OSError:
        return read_file(path)
    return {"file": str(path), "status": "read", "error": None, **outcome_json(outcome, person)}


def outcome_json(outcome: Outcome, person: Person) -> dict[str, Any]:
    """An outcome as the keys of the printed object; `scored_as` is whom the score was made for."""
    answer = report_json(outcome.report)
    for measurement, rating in zip(answer["measurements"], outcome.ratings, strict=True):
        measurement["rating"] = as_json(rating)
    return answer | {
        "scored_as": as_json(owner_of(outcome.report, person)),
        "score": as_json(outcome.score),
        "findings": as_json(replace(outcome, ratings=()))["findings"],
        "indices": [as_json(index) for index in outcome.indices],
        "catalogue_version": outcome.catalogue_version,
    }
