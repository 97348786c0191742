"""Every page has a title and a guard, and no event handler can be reached without one."""

import subprocess
import sys
from functools import cache

from deploy.places import ROOT
from medapp.i18n import languages, translate

_LIST_PAGES = """
from medapp.ui import shell
shell.discover()
for spec in shell.REGISTRY.values():
    print("page", spec.route, spec.title_code, spec.guard, sep="|")
import reflex as rx
from reflex.state import State
def states(kind):
    for child in kind.get_substates() if hasattr(kind, "get_substates") else kind.class_subclasses:
        yield child
        yield from states(child)
for kind in states(State):
    if kind.__module__.startswith("medapp."):
        for name, handler in kind.event_handlers.items():
            if handler.fn.__module__.startswith("medapp."):
                print("handler", kind.__name__, name, getattr(handler.fn, "__guard__", ""), sep="|")
"""


def listed(kind: str) -> list[list[str]]:
    """The registered pages or handlers."""
    return [line.split("|")[1:] for line in _listing() if line.startswith(f"{kind}|")]


@cache
def _listing() -> tuple[str, ...]:
    """Made by an interpreter of its own: Reflex builds its registries on import."""
    done = subprocess.run([sys.executable, "-c", _LIST_PAGES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return tuple(done.stdout.splitlines())


def test_every_page_has_a_title_in_every_language_and_a_guard() -> None:
    pages = listed("page")
    assert len(pages) >= 9
    for route, title_code, guard in pages:
        assert guard in ("open", "guest", "user", "admin"), route
        for language in languages():
            title = translate(language, title_code)
            assert title, route
            assert title != title_code, f"{route} has no title in {language}"


def test_pages_of_one_person_are_guarded() -> None:
    guards = {route: guard for route, _, guard in listed("page")}
    assert guards["/admin"] == "admin"
    assert {guards["/upload"], guards["/history"], guards["/account"]} <= {"guest", "user"}
    assert guards["/results/[result_id]"] != "open"
    assert guards["/jobs/[job_id]"] != "open"


def test_every_event_handler_carries_a_guard() -> None:
    handlers = listed("handler")
    assert len(handlers) >= 5
    assert not [f"{state}.{name}" for state, name, guard in handlers if not guard]
