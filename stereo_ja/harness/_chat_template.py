"""Warns when a chat model is about to be asked without its chat template."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

__all__ = ["warn_without_chat_template"]

logger = logging.getLogger("stereo_ja")


def warn_without_chat_template(model_arguments: Mapping[str, Any]) -> None:
    """Log a warning if the model's tokenizer has a chat template that will not be used.

    Only models loaded by name or folder (``pretrained=``) can be looked at. The model is on this
    machine already when a task is loaded, so nothing is downloaded.
    """
    name = model_arguments.get("tokenizer") or model_arguments.get("pretrained")
    if not isinstance(name, str):
        return
    try:
        from transformers import AutoTokenizer

        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=True)
        has_template = bool(getattr(tokenizer, "chat_template", None))
    except Exception:
        # A tokenizer that cannot be read here says nothing about the run, which goes on.
        return
    if has_template:
        logger.warning(
            "%s has a chat template, but --apply_chat_template is off: the model will be asked "
            "as a plain text continuer, and most of its answers may be invalid", name,
        )  # fmt: skip
