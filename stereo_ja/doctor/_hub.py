"""Whether the Hugging Face Hub answers, asked without any token."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from stereo_ja.doctor._finding import Finding
from stereo_ja.doctor._reach import Answer, ask_address

__all__ = ["Answer", "ask_hub", "hub"]


def ask_hub(repo: str | None, revision: str | None) -> Callable[[], Answer]:
    """Start asking for a model's configuration, or just for the Hub; the result waits.

    ``HF_ENDPOINT`` and ``HF_HUB_OFFLINE`` are honoured as huggingface_hub reads them.
    """
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        offline = Answer(
            "offline", "the Hub is not asked: HF_HUB_OFFLINE or TRANSFORMERS_OFFLINE is set"
        )
        return lambda: offline
    parts = urlsplit(constants.ENDPOINT)
    # An address may carry a password, which is neither sent nor shown.
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        wrong = Answer("silent", "HF_ENDPOINT is not an address like https://huggingface.co")
        return lambda: wrong
    address = shown + parts.path
    if repo is not None:
        address += f"/{quote(repo)}/resolve/{quote(revision or 'main', safe='')}/config.json"
    return ask_address(address, shown)


def hub(answers: list[Answer]) -> Finding:
    """The Hub itself, from what it said to all questions."""
    best = min(answers, key=lambda a: ("offers", "refuses", "offline", "silent").index(a.state))
    if best.state in ("offers", "refuses"):
        return Finding("Hugging Face Hub", "ok", best.detail)
    if best.state == "offline":
        return Finding("Hugging Face Hub", "missing", best.detail)
    fix = "check the network, a proxy (HTTPS_PROXY) or a mirror (HF_ENDPOINT); cached models work"
    return Finding("Hugging Face Hub", "problem", best.detail, fix)
