"""Keeps a key out of the logs of the libraries underneath."""

from __future__ import annotations

import logging
from urllib.parse import quote, quote_plus

__all__ = ["hide_in_logs"]

_LOGGERS = ("urllib3.connectionpool", "urllib3.util.retry", "urllib3.poolmanager")


class _Hide(logging.Filter):
    def __init__(self, key: str) -> None:
        super().__init__()
        self._forms = {key, quote(key, safe=""), quote(key), quote_plus(key)}

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        for form in self._forms:
            message = message.replace(form, "…")
        record.msg, record.args = message, None
        return True


def hide_in_logs(key: str) -> None:
    """From now on ``…`` stands for ``key`` in every line of the HTTP library, which logs addresses.

    Args:
        key: What a query is about to carry.
    """
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_Hide(key))
