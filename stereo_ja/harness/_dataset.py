"""Builds a task's dataset, after checking that the run can end well."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from stereo_ja.errors import StereoJaError
from stereo_ja.harness._chat_template import warn_without_chat_template
from stereo_ja.harness._command_line import command_line
from stereo_ja.harness._journal import check_writable, journal_folder
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import prepare
from stereo_ja.harness._stop import stop
from stereo_ja.stimuli import docs

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["ja_stereotype"]

logger = logging.getLogger("stereo_ja")


def ja_stereotype(
    *, stereo_ja_format: str | None = None, stereo_ja: dict[str, Any] | None = None, **metadata: Any
) -> dict[str, Dataset]:
    """Return the benchmark's docs as lm-eval's ``custom_dataset``.

    Everything that could spoil the run later is tried now, before the first token: the options,
    the scorers, the folder for the generations and the output folder.

    Args:
        stereo_ja_format: One format, or None for the whole benchmark (from ``dataset_kwargs``).
        stereo_ja: An empty mapping in the task's metadata. The choices made are written into
            it, which is how lm-eval comes to save them with the results.
        **metadata: All that lm-eval merges here: task metadata, model arguments, ``--metadata``.

    Returns:
        ``{"test": Dataset}`` with 3,612 rows, or those of one format.
    """
    _show_our_log_lines()
    command = command_line()
    try:
        options = resolve_options(metadata)
        folder = journal_folder(command.output_path if command else None)
        check_writable(folder)
        ready = prepare(stereo_ja_format, options, folder)
    except StereoJaError as error:
        stop(error)
    if isinstance(stereo_ja, dict):
        stereo_ja |= {
            **options.as_dict(),
            "toxicity_revision": ready.toxicity.revision,
            "sentiment_revision": ready.sentiment.revision,
        }
    if "lexicon" in (options.toxicity, options.sentiment):
        logger.warning(
            "the lexicon scorer is a smoke-test ruler, not a measure of toxicity or sentiment: "
            "do not publish its numbers"
        )
    if command is not None and not command.chat_template:
        warn_without_chat_template(metadata)
    from datasets import Dataset

    return {"test": Dataset.from_list(docs(stereo_ja_format))}


def _show_our_log_lines() -> None:
    # lm-eval sets level and handlers of its own logger only; ours joins it, so that our lines
    # look like the others and --verbosity works.
    harness = logging.getLogger("lm_eval")
    if logger.level == logging.NOTSET:
        logger.setLevel(harness.getEffectiveLevel())
    for handler in harness.handlers:
        if handler not in logger.handlers:
            logger.addHandler(handler)
