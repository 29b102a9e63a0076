"""How a request can end without an answer.

No message holds an address, a key or a word of the server's beyond its own constants: a reason is
published with the answer.
"""

from __future__ import annotations

__all__ = ["Failed", "GaveUp", "Halted", "TooMany", "TryAgain"]


class TryAgain(Exception):
    """It may go better next time: a fault on the way, or of the server."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait
        """Seconds that the server asks this request to wait; None if it does not say."""


class TooMany(TryAgain):
    """The quota is used up: nobody may ask for a while."""


class Failed(Exception):
    """No answer for this request, now or on another attempt."""


class GaveUp(Failed):
    """It met fault after fault; the request itself may be good."""


class Halted(Exception):
    """The pass is stopping; the text was not asked, or its answer is not waited for."""
