"""Builds each task's dataset, after checking that the run can end well."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from stereo_ja.benchmark import benchmark_named
from stereo_ja.errors import StereoJaError, UserError
from stereo_ja.harness._chat_template import warn_without_chat_template
from stereo_ja.harness._command_line import command_line
from stereo_ja.harness._journal import check_writable, journal_folder
from stereo_ja.harness._options import resolve_options
from stereo_ja.harness._prepared import prepare
from stereo_ja.harness._stop import stop
from stereo_ja.metrics import COVERAGE_FLOOR
from stereo_ja.runs import shown_model
from stereo_ja.scoring import is_smoke_test

if TYPE_CHECKING:
    from datasets import Dataset

__all__ = ["dataset_of"]

MakeDocs = Callable[..., "dict[str, Dataset]"]

logger = logging.getLogger("stereo_ja")


def dataset_of(task: str) -> MakeDocs:
    """lm-eval's ``custom_dataset`` of a task."""
    benchmark_named(task)

    def make_docs(**metadata: Any) -> dict[str, Dataset]:
        return _prepared_docs(task, metadata)

    return make_docs


def _prepared_docs(task: str, metadata: dict[str, Any]) -> dict[str, Dataset]:
    """Return lm-eval's ``custom_dataset`` after trying everything that could spoil the run.

    Tried before the first token: the options, the scorers, the folder for the generations.

    Args:
        task: The task's name; a task file of somebody else's that includes ours and is to have
            options of its own names itself here by ``stereo_ja_task`` in its metadata.
        metadata: All that lm-eval merges: task metadata, model arguments, ``--metadata``. Its
            ``stereo_ja`` is an empty mapping of the YAML; the choices made are written into it,
            which is how lm-eval comes to save them with the results.

    Returns:
        ``{"test": Dataset}``.
    """
    choices, named = metadata.pop("stereo_ja", {}), metadata.pop("stereo_ja_task", None)
    _show_our_log_lines()
    command = command_line()
    benchmark = benchmark_named(task)
    try:
        if not isinstance(choices, dict) or choices:
            msg = f"--metadata sets stereo_ja to {choices!r}: leave it out, our record goes there"
            raise UserError(msg)
        if command and command.shots > 0:
            msg = (
                f"--num_fewshot {command.shots}: {task} is asked without examples, which would be "
                "other prompts with empty answers; leave it out"
            )
            raise UserError(msg)
        options = resolve_options(metadata, benchmark)
        folder = journal_folder(command.output_path if command else None)
        check_writable(folder)
        if command and command.output_path and command.output_path.suffix != ".json":
            # Not the same place when STEREO_JA_JOURNAL is set; lm-eval would only warn at the end.
            check_writable(command.output_path)
        prepare(named or task, options, folder, choices, _model(metadata))
    except StereoJaError as error:
        stop(error)
    for name in sorted({spec for spec in options.scorers.values() if is_smoke_test(spec)}):
        logger.warning(
            "the %s scorer is a smoke test, not a measure of toxicity or sentiment: "
            "do not publish its numbers", name,
        )  # fmt: skip
    if command is not None and not command.chat_template:
        warn_without_chat_template(metadata)
    from datasets import Dataset

    rows = [dict(doc) for doc in benchmark.docs_of(task)]
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
