"""Who may import whom, and what each process must not carry."""

import subprocess
import sys

import pytest

from deploy.places import ROOT, scripts_dir

HEAVY = ("sklearn", "pdfminer", "pandas", "matplotlib", "pypdfium2", "pyarrow")


def loaded_after(statement: str) -> set[str]:
    """The packages that a fresh interpreter has loaded after a statement."""
    probe = f"{statement}\nimport sys; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stdout.splitlines()[-1].split())


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(scripts_dir() / "lint-imports"), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-6000:]


def test_the_web_process_starts_without_model_or_pdf_packages() -> None:
    assert loaded_after("import medapp.medapp").isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "module", ["worker.main", "worker.housekeeping", "worker.pipeline", "ml.store", "medapp.services.intake"]
)
def test_only_the_web_process_knows_reflex(module: str) -> None:
    assert loaded_after(f"import {module}").isdisjoint({"reflex", "reflex_base"})


def test_a_prediction_needs_no_scikit_learn() -> None:
    assert "sklearn" not in loaded_after("import ml.store")


def test_the_launcher_stays_small() -> None:
    """It lives as long as the product: no database, web framework or model in it."""
    loaded = loaded_after("import deploy.launch")
    assert loaded.isdisjoint({*HEAVY, "reflex", "sqlalchemy", "numpy", "fastapi", "alembic"})
