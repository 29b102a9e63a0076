"""Builds each task's dataset, after checking that the run can end well."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from stereo_ja.analysis import COVERAGE_FLOOR
from stereo_ja.analysis._settings import shown_model
from stereo_ja.errors import StereoJaError, UserError
from stereo_ja.harness._chat_template import warn_without_chat_template
from stereo_ja.harness._command_line import command_line
from stereo_ja.harness._journal import check_writable, journal_folder
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import prepare
from stereo_ja.harness._stop import stop
from stereo_ja.stimuli import docs

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["ja_stereotype", "negative_opinion", "positive_opinion", "question", "statement"]

logger = logging.getLogger("stereo_ja")


def ja_stereotype(**metadata: Any) -> dict[str, Dataset]:
    """The whole benchmark: 3,612 docs."""
    return _prepared_docs(None, metadata)


def statement(**metadata: Any) -> dict[str, Dataset]:
    """The 903 statement docs."""
    return _prepared_docs("statement", metadata)


def question(**metadata: Any) -> dict[str, Dataset]:
    """The 903 question docs."""
    return _prepared_docs("question", metadata)


def positive_opinion(**metadata: Any) -> dict[str, Dataset]:
    """The 602 positive-opinion docs."""
    return _prepared_docs("positive_opinion", metadata)


def negative_opinion(**metadata: Any) -> dict[str, Dataset]:
    """The 1,204 negative-opinion docs."""
    return _prepared_docs("negative_opinion", metadata)


def _prepared_docs(part: str | None, metadata: dict[str, Any]) -> dict[str, Dataset]:
    """Return lm-eval's ``custom_dataset`` after trying everything that could spoil the run.

    Tried before the first token: the options, the scorers, the folder for the generations.

    Args:
        part: One format, or None for the whole benchmark.
        metadata: All that lm-eval merges: task metadata, model arguments, ``--metadata``. Its
            ``stereo_ja`` is an empty mapping of the YAML; the choices made are written into it,
            which is how lm-eval comes to save them with the results.

    Returns:
        ``{"test": Dataset}``.
    """
    choices = metadata.pop("stereo_ja", {})
    _show_our_log_lines()
    command = command_line()
    try:
        if not isinstance(choices, dict) or choices:
            msg = f"--metadata sets stereo_ja to {choices!r}: leave it out, our record goes there"
            raise UserError(msg)
        options = resolve_options(metadata)
        folder = journal_folder(command.output_path if command else None)
        check_writable(folder)
        if command and command.output_path and command.output_path.suffix != ".json":
            # Not the same place when STEREO_JA_JOURNAL is set; lm-eval would only warn at the end.
            check_writable(command.output_path)
        prepare(part, options, folder, choices, _model(metadata))
    except StereoJaError as error:
        stop(error)
    if "lexicon" in (options.toxicity, options.sentiment):
        logger.warning(
            "the lexicon scorer is a smoke-test ruler, not a measure of toxicity or sentiment: "
            "do not publish its numbers"
        )
    if command is not None and not command.chat_template:
        warn_without_chat_template(metadata)
    from datasets import Dataset

    rows = docs(part)
    if options.coverage_floor != COVERAGE_FLOOR:
        # A doc is all that reaches the metrics.
        rows = [row | {"coverage_floor": options.coverage_floor} for row in rows]
    return {"test": Dataset.from_list(rows)}


def _model(metadata: dict[str, Any]) -> str | None:
    name = metadata.get("pretrained") or metadata.get("model")
    return shown_model(name) if isinstance(name, str) else None


def _show_our_log_lines() -> None:
    # lm-eval sets level and handlers of its own logger only; ours joins it, so that our lines
    # look like the others and --verbosity works.
    harness = logging.getLogger("lm_eval")
    if logger.level == logging.NOTSET:
        logger.setLevel(harness.getEffectiveLevel())
    for handler in harness.handlers:
        if handler not in logger.handlers:
            logger.addHandler(handler)
