"""Which model is asked, and where."""

from __future__ import annotations

import os
from collections.abc import Mapping

from stereo_ja.errors import UserError
from stereo_ja.service import OPENAI, Variables

__all__ = ["VARIABLES", "model_of"]

MODEL = "STEREO_JA_JUDGE_MODEL"
VARIABLES = Variables(
    key="OPENAI_API_KEY",
    url="OPENAI_BASE_URL",
    rate="STEREO_JA_JUDGE_QPS",
    home=OPENAI,
    path="/chat/completions",
    usual=4.0,
)


def model_of(chosen: str, environment: Mapping[str, str] | None = None) -> str:
    """The model named by ``judge:MODEL``, or for ``judge`` by the environment.

    Args:
        chosen: What stands behind ``judge:``; may be empty.
        environment: By default the process's own.

    Raises:
        UserError: Neither names a model.
    """
    environment = os.environ if environment is None else environment
    model = chosen.strip() or environment.get(MODEL, "").strip()
    if not model:
        raise UserError(f"the reader judge names no model: write judge:MODEL or set {MODEL}")
    return model
