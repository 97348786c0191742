"""`python -m tests.demos.play WEEK`: plays a week's scenarios in a browser and says what was done and seen."""

import sys
import time
import traceback

from playwright.sync_api import Browser

from deploy.frontend import build_if_needed
from deploy.places import ROOT
from tests.demos.programme import WEEKS, of_week
from tests.demos.scene import Scenario, Scene
from tests.e2e.browser import open_browser
from tests.e2e.product import Product

PICTURES = ROOT / "docs" / "pictures" / "demos"


def main(arguments: list[str]) -> int:
    """0 when everything was as promised, 1 when something was not, 2 for wrong usage."""
    if len(arguments) != 1 or arguments[0] not in [str(number + 1) for number in range(len(WEEKS))]:
        print("usage: make demo WEEK=1|2|3", file=sys.stderr)
        return 2
    build_if_needed()
    product = Product()
    try:
        print(f"a product of its own is ready at {product.url} after {product.start():.1f} s", flush=True)
        with open_browser() as browser:
            broken = [item for item in of_week(int(arguments[0])) if not _play(item, product, browser)]
            if arguments[0] == "2":
                _picture_for_the_readme(product, browser)
    finally:
        product.remove()
    print(
        "\neverything was as promised"
        if not broken
        else f"\nNOT as promised: {', '.join(item.name for item in broken)}"
    )
    return 1 if broken else 0


def _play(item: Scenario, product: Product, browser: Browser) -> bool:
    print(f"\nWeek {item.week}, {item.kind}: {item.title}", flush=True)
    scene = Scene(product, browser, PICTURES, lambda sentence: print(sentence, flush=True))
    started = time.monotonic()
    try:
        item.play(scene)
    except Exception:  # noqa: BLE001  whatever was not as promised is told, and the next scenario is played
        traceback.print_exc()
        return False
    finally:
        scene.close()
    print(f"  as promised ({time.monotonic() - started:.1f} s)", flush=True)
    return True


def _picture_for_the_readme(product: Product, browser: Browser) -> None:
    visitor = Scene(product, browser, PICTURES, print).person()
    visitor.page.set_viewport_size({"width": 1280, "height": 1180})
    visitor.open("/")
    visitor.try_sample()
    visitor.wait_for_result()
    visitor.page.wait_for_timeout(500)
    visitor.page.screenshot(path=str(PICTURES.parent / "result.png"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
