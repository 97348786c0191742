"""The documentation names what there is."""

import re

from deploy.places import ROOT
from medapp.settings import Settings

OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def variables() -> dict[str, str]:
    """Name of each environment variable -> field."""
    names = {}
    for name, field in Settings.model_fields.items():
        alias = field.validation_alias
        names[str(alias.choices[0]) if alias else f"MEDAPP_{name.upper()}"] = name  # type: ignore[union-attr]
    return names


def test_every_setting_stands_in_the_operations_page() -> None:
    assert not [name for name in variables() if f"`{name}`" not in OPERATIONS]


def test_the_operations_page_names_no_setting_that_is_gone() -> None:
    named = set(re.findall(r"`(MEDAPP_[A-Z_]+)`", OPERATIONS))

    assert not named - set(variables())


def test_every_path_the_readme_points_to_exists() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(
        r"`((?:medapp|worker|ml|deploy|docs|tests|assets|alembic)/[^`<…*{ ]+)`", README
    )

    assert len(targets) > 10
    assert not [target for target in targets if not (ROOT / target).exists()]


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert not [target for target in re.findall(r"`make ([a-z]+)", README) if f"\n{target}:" not in makefile]
