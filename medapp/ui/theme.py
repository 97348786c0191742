"""What stands in the head of every page: language and theme before the first paint, styles, fonts, icons."""

import json
from pathlib import Path

import reflex as rx

from medapp import cookies
from medapp.i18n import DEFAULT_LANGUAGE, languages
from medapp.settings import PROJECT_ROOT
from medapp.ui.text import language_rules

ASSETS: Path = PROJECT_ROOT / "assets"
PAPER = {"light": "#ffffff", "dark": "#111816"}
_FIRST_FONTS = ("golos-text-latin-wght-normal", "golos-text-cyrillic-wght-normal")

# The cookie is written for the session only, so that the server speaks the language that the page shows.
# Reflex keeps a theme of its own in localStorage and writes its colour-scheme on <html>: it is given ours.
_BEFORE_FIRST_PAINT = """
(function () {
  var html = document.documentElement, tags = %(tags)s, first = %(first)s;
  function cookie(name) {
    var found = document.cookie.match(new RegExp('(?:^|; )' + name + '=([^;]*)'));
    return found ? decodeURIComponent(found[1]) : '';
  }
  var chosen = cookie(%(language_cookie)s);
  if (tags.indexOf(chosen) < 0) {
    chosen = (navigator.languages || [navigator.language || first]).map(function (tag) {
      return tag.toLowerCase().split('-')[0];
    }).filter(function (tag) { return tags.indexOf(tag) >= 0; })[0] || first;
    document.cookie = %(language_cookie)s + '=' + chosen + '; path=/; samesite=lax';
  }
  html.lang = chosen;
  var wanted = cookie(%(theme_cookie)s), night = matchMedia('(prefers-color-scheme: dark)');
  function paint() {
    html.dataset.theme = wanted === 'light' || wanted === 'dark' ? wanted : night.matches ? 'dark' : 'light';
    html.style.colorScheme = html.dataset.theme;
  }
  paint();
  night.addEventListener('change', paint);
  try { localStorage.setItem('theme', wanted === 'light' || wanted === 'dark' ? wanted : 'system'); } catch (e) {}
})();
"""


def stylesheets() -> list[str]:
    """Every style sheet of assets/, the tokens first: a page may bring one of its own."""
    names = {path.name for path in ASSETS.glob("*.css")}
    first = [name for name in ("tokens.css", "app.css") if name in names]
    ordered = [*first, *sorted(names - set(first))]
    return [f"/{name}" for name in ordered]


def head_components() -> list[rx.Component]:
    """In the order in which the browser needs them."""
    script = _BEFORE_FIRST_PAINT % {
        "tags": json.dumps(list(languages())),
        "first": json.dumps(DEFAULT_LANGUAGE),
        "language_cookie": json.dumps(cookies.LANGUAGE),
        "theme_cookie": json.dumps(cookies.THEME),
    }
    return [
        rx.el.script(script),
        rx.el.style(language_rules()),
        *(
            rx.el.link(
                rel="preload",
                href=f"/fonts/{name}.woff2",
                custom_attrs={"as": "font", "type": "font/woff2", "crossOrigin": "anonymous"},
            )
            for name in _FIRST_FONTS
        ),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="icon", href="/favicon.ico", custom_attrs={"sizes": "32x32"}),
        rx.el.link(rel="apple-touch-icon", href="/icon-180.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        *(
            rx.el.meta(name="theme-color", content=paper, custom_attrs={"media": f"(prefers-color-scheme: {theme})"})
            for theme, paper in PAPER.items()
        ),
        *(rx.el.script(src=f"/{path.name}", defer=True) for path in sorted(ASSETS.glob("*.js"))),
    ]
