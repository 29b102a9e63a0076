"""Which model is asked, where, and with what key."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from stereo_ja.errors import UserError
from stereo_ja.service import fits_header, host_of, is_address

__all__ = ["Service", "model_of"]

MODEL_VARIABLE = "STEREO_JA_JUDGE_MODEL"
_OPENAI = "https://api.openai.com/v1"
_PATH = "/chat/completions"


def model_of(spec: str, environment: Mapping[str, str] | None = None) -> str:
    """The model named by ``judge:MODEL``, or for ``judge`` by the environment.

    Raises:
        UserError: Neither names a model.
    """
    environment = os.environ if environment is None else environment
    model = spec.removeprefix("judge").removeprefix(":").strip()
    model = model or environment.get(MODEL_VARIABLE, "").strip()
    if not model:
        raise UserError(
            f"reader {spec!r} names no model: write judge:MODEL or set {MODEL_VARIABLE}"
        )
    return model


@dataclass(frozen=True)
class Service:
    """An OpenAI-compatible chat endpoint."""

    url: str
    """The full address that is posted to."""
    key: str | None = field(default=None, repr=False)
    """Sent in the Authorization header and put nowhere else; None sends no such header."""

    @property
    def host(self) -> str:
        """Host and port, for messages; an address can hold a password before them."""
        return host_of(self.url)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Service:
        """From ``OPENAI_BASE_URL`` (default: OpenAI's own) and ``OPENAI_API_KEY``.

        Raises:
            UserError: One of them cannot be used; the message does not show the key.
        """
        environment = os.environ if environment is None else environment
        base = environment.get("OPENAI_BASE_URL", "").strip() or _OPENAI
        url = base.rstrip("/").removesuffix(_PATH) + _PATH
        if not is_address(url):
            raise UserError(
                "OPENAI_BASE_URL is no http(s) address: give one such as http://HOST/v1"
            )
        key = environment.get("OPENAI_API_KEY", "").strip() or None
        if key is not None and not fits_header(key):
            raise UserError("OPENAI_API_KEY holds characters that no header can: set it again")
        return cls(url, key)
