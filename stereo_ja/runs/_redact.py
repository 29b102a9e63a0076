"""Takes what looks like a key out of a model's output, which no person can be asked to mend."""

from __future__ import annotations

from dataclasses import replace

from stereo_ja.pipeline import Option, Record
from stereo_ja.runs._run import Run
from stereo_ja.secrets import find_secrets, redact_secrets

__all__ = ["redacted"]


def redacted(run: Run) -> Run:
    """The run with ``[redacted: KIND]`` in responses, evidence and options; scores stay."""
    texts = "\n".join(text for one in run.samples for text in _texts(one))
    # One search over everything first: nearly no run holds anything to take out.
    if not find_secrets(texts):
        return run
    return replace(run, samples=tuple(_response(one) for one in run.samples))


def _texts(one: Record) -> list[str]:
    return [one.text or "", one.reading.evidence, *(option.text for option in one.options)]


def _response(one: Record) -> Record:
    return replace(
        one,
        text=None if one.text is None else redact_secrets(one.text),
        reading=replace(one.reading, evidence=redact_secrets(one.reading.evidence)),
        options=tuple(_option(option) for option in one.options),
    )


def _option(option: Option) -> Option:
    return replace(option, text=redact_secrets(option.text))
