"""The page in a real browser."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from stereo_ja.analysis import load_runs
from stereo_ja.report import write_report
from stereo_ja.stimuli import docs

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
ATTACK = (
    "</script><img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
)


@pytest.mark.skipif(BROWSER is None, reason="no chromium, chromium-browser or google-chrome found")
def test_a_browser_shows_the_numbers_and_runs_nothing(write_run, tmp_path):
    options = [write_run.option(0.5, 1)]
    folder = write_run(
        docs()[:24],
        lambda n, _: (
            write_run.reading("refused", evidence=ATTACK)
            if n % 4 == 0
            else write_run.reading("valid", options, rule=ATTACK)
        ),
    )
    path = write_report(load_runs([folder]), tmp_path / "page.html")
    dom = subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    assert "<title>model-1b · stereo-ja report</title>" in dom
    assert "25.0\u202f%" in dom
    assert "&lt;/script&gt;&lt;img src=x onerror=" in dom
    assert not re.search(r"<(script|img)\b", dom)
    assert 'class="fill refused"' in dom
