"""Where the Perspective API is, and what pins its scores."""

from __future__ import annotations

from urllib.parse import urlsplit

from stereo_ja.scoring.perspective._end import LAST_DAY
from stereo_ja.service import Endpoint, Variables

__all__ = ["KEY", "URL", "VARIABLES", "revision_of"]

_VERSION = "v1alpha1"
VARIABLES = Variables(
    key="PERSPECTIVE_API_KEY",
    url="PERSPECTIVE_API_URL",
    rate="PERSPECTIVE_API_QPS",
    home="https://commentanalyzer.googleapis.com",
    path=f"/{_VERSION}/comments:analyze",
    usual=1.0,
    last_day=LAST_DAY,
)
KEY, URL = VARIABLES.key, VARIABLES.url


def revision_of(endpoint: Endpoint) -> str:
    """What pins the scores, as far as it can be known: the service names no model version."""
    host = urlsplit(endpoint.url).hostname
    return _VERSION if host == urlsplit(VARIABLES.home).hostname else f"{_VERSION}@{host}"
