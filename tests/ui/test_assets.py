"""What the browser loads besides the pages: readable in both themes, complete, and from nowhere else."""

import re

import pytest

from medapp.ui.theme import ASSETS, head_components, stylesheets

TEXT = [
    (ink, paper)
    for ink in ("ink", "ink-2", "ink-3", "act", "in", "slight", "clear", "crit", "none")
    for paper in ("paper", "sunken")
]
TEXT += [(ink, "act-tint") for ink in ("ink", "ink-2", "ink-3", "act", "in", "slight", "clear")]
TEXT += [(ink, f"{state}-wash") for state in ("in", "slight", "clear", "crit") for ink in (state, "ink")]
TEXT += [("ink-3", "crit-wash"), ("act", "crit-wash"), ("on-act", "act"), ("on-act", "act-2"), ("on-crit", "crit")]
TEXT += [("ink", "slight-zone"), ("ink", "clear-zone"), ("scan-ink", "scan"), ("scan-ink", "scan-lit")]
SIGNS = [(state, zone) for state in ("in", "slight", "clear", "crit") for zone in (f"{state}-zone", "far")]
SIGNS += [("rule-2", "paper"), ("line", "paper"), ("act", "paper"), ("ink", "in-zone")]


def colours(theme: str) -> dict[str, str]:
    css = (ASSETS / "tokens.css").read_text()

    def block(selector: str) -> dict[str, str]:
        body = css[css.index(selector + "{") :]
        return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", body[: body.index("\n}")]))

    return block(":root") | (block("[data-theme=dark]") if theme == "dark" else {})


def contrast(first: str, second: str) -> float:
    """WCAG 2.2 contrast ratio of two #rrggbb colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "needed"), [(TEXT, 4.5), (SIGNS, 3.0)], ids=["text", "signs"])
def test_everything_can_be_read_in_both_themes(theme: str, pairs: list[tuple[str, str]], needed: float) -> None:
    palette = colours(theme)
    faint = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < needed} == {}


def test_no_style_or_script_asks_another_host() -> None:
    for path in [*ASSETS.glob("*.css"), *ASSETS.glob("*.js"), *ASSETS.glob("*.webmanifest")]:
        assert not re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text()), path.name


def test_the_head_asks_no_other_host() -> None:
    assert "http" not in "".join(str(component) for component in head_components())


def test_every_file_a_style_names_is_there() -> None:
    for sheet in stylesheets():
        for name in re.findall(r"url\(([^)]+)\)", (ASSETS / sheet.removeprefix("/")).read_text()):
            assert (ASSETS / name.strip("\"'").removeprefix("/")).is_file(), f"{sheet}: {name}"


def test_fonts_come_with_their_licence() -> None:
    assert "SIL OPEN FONT LICENSE" in (ASSETS / "fonts" / "OFL.txt").read_text()


def test_colours_come_from_the_tokens_alone() -> None:
    for path in ASSETS.glob("*.css"):
        if path.name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-]*\{)", path.read_text()), path.name
