"""What every test shares: an environment in which nothing of the user's own counts."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

# The first draw in a fresh checkout builds a table of all characters, which takes seconds, and no
# draw has to be quick; nor may what an earlier run left in a folder decide what is drawn.
hypothesis.settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    database=None,
)
hypothesis.settings.load_profile("any machine")

_SETTINGS = (
    "STEREO_JA_", "OPENAI_", "PERSPECTIVE_", "HF_", "HUGGING", "TRANSFORMERS_", "LMEVAL_", "TQDM_",
    "XDG_", "FAKE_",
)  # fmt: skip
# Proxies, certificates and logins that an HTTP library takes up; what torchrun leaves; and what
# the width and colour of a terminal are taken from.
_NAMES = {
    "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE",
    "CURL_CA_BUNDLE", "NETRC", "RANK", "LOCAL_RANK", "WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT",
    "COLUMNS", "LINES", "FORCE_COLOR", "NO_COLOR",
}  # fmt: skip
# Named as stereo_ja.secrets takes it for a secret: the value must not be found in a test's text.
_SECRETS = ("_KEY", "_TOKEN", "_SECRET", "PASSWORD", "PASSPHRASE", "_CREDENTIALS")


def pytest_configure(config: pytest.Config) -> None:
    """Before a test module is imported, because libraries read their settings on import.

    Processes that tests start inherit it. The home folder, with caches, state and .netrc below
    it, is an empty one.
    """
    for name in list(os.environ):
        upper = name.upper()
        if upper.startswith(_SETTINGS) or upper in _NAMES or upper.endswith(_SECRETS):
            del os.environ[name]
    home = Path(tempfile.mkdtemp(prefix="stereo-ja-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    # A shell that runs the tests in the background has SIGINT ignored, by all processes below it.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ["HOME"] = str(home)
    os.environ["STEREO_JA_STORE"] = str(home / "store" / "scores.sqlite3")


@pytest.fixture(autouse=True)
def _environment_stays_as_it_was() -> Iterator[None]:
    """What a command sets for its own process must not reach the tests after it."""
    before = dict(os.environ)
    yield
    for name in os.environ.keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)
