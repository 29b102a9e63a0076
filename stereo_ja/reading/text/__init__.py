"""What languages share: which part of a response is said to the user, in which characters."""

from __future__ import annotations

from stereo_ja.reading.text._backend import is_backend_message
from stereo_ja.reading.text._characters import tidy
from stereo_ja.reading.text._parts import text_of
from stereo_ja.reading.text._thought import Thought, without_thought

__all__ = ["Thought", "is_backend_message", "text_of", "tidy", "without_thought"]
