"""What the worker opens before its first fork serves in the forks."""

import subprocess
import sys

import pytest

# In a process of its own: pytest's has threads, and engines that other tests opened.
_FORKED = """
import os
import sys
from tests.ocr.drawn import draw_table
from worker import warmth

warmth.open_first_reader()
from medapp.ingest.ocr import recognise, tesseract
opened = sum(len(engines) for engines in tesseract._idle.values())
picture, rows = draw_table(3)
for _ in range(2):
    horse = os.fork()
    if not horse:
        page = recognise.recognise(picture, 1)
        left = sum(len(engines) for engines in tesseract._idle.values())
        os._exit(0 if len(page.words) > 3 * len(rows) and left == opened else 1)
    if os.waitpid(horse, 0)[1]:
        sys.exit("a horse could not read")
"""


@pytest.mark.slow
def test_horses_read_with_the_engines_that_the_worker_opened() -> None:
    done = subprocess.run([sys.executable, "-c", _FORKED], capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
