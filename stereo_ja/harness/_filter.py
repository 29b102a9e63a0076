"""The filter of our tasks: keeps, reads and scores all responses of a run at once."""

from __future__ import annotations

import gc
import logging
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

from lm_eval.api.filter import Filter

from stereo_ja.harness._command_line import command_line
from stereo_ja.harness._coverage import coverage_remarks
from stereo_ja.harness._journal import journal_folder, write_journal
from stereo_ja.harness._prepared import Prepared, journal_of, model_of, prepared_for
from stereo_ja.harness._resume import resume_line
from stereo_ja.harness._stop import stopped
from stereo_ja.jsontext import to_json
from stereo_ja.pipeline import build_records, has_failures, record_to_json
from stereo_ja.reading.text import text_of

__all__ = ["ReadAndScore"]

logger = logging.getLogger("stereo_ja")


class ReadAndScore(Filter):  # type: ignore[misc]  # lm-eval ships no types
    """Turns each response into the JSON text of its outcome, options and scores.

    lm-eval hands a filter every response of the process, so distinct texts are scored once and
    in batches. lm-eval turns whatever a filter returns into text when it saves samples; JSON
    text survives that.
    """

    def __init__(self, task: str, repeats: int = 1) -> None:
        self._task = task
        self._repeats = repeats

    def apply(
        self, resps: Sequence[Sequence[Any]], docs: Sequence[Mapping[str, Any]]
    ) -> list[list[str]]:
        """Return, for each doc, one JSON text per generation."""
        # All of it goes to disk first, in a folder that needs nothing to be known yet.
        answers = [[_none_if_placeholder(text_of(one)) for one in texts] for texts in resps]
        folder = journal_of(self._task) or journal_folder(None)
        journal = write_journal(folder, self._task, docs, answers, model_of(self._task))
        if journal:
            logger.info("%d responses kept in %s", sum(map(len, answers)), journal)
        prepared = prepared_for(self._task)
        responses = _without_padding(answers, self._repeats)
        started = time.perf_counter()
        try:
            with _heap_left_alone():
                records = build_records(prepared.parts, docs, responses)
        except KeyboardInterrupt:
            stopped(f"stopped while scoring; {self._kept(journal, prepared)}")
        seconds = time.perf_counter() - started
        logger.info("read and scored %d docs in %.1f s", len(docs), seconds)
        for line in prepared.parts.reader.remarks():
            logger.info("%s", line)
        every = list(chain.from_iterable(records))
        if any(map(has_failures, every)):
            logger.error("some options could not be scored; %s", self._kept(journal, prepared))
        for line in coverage_remarks(every, prepared.options):
            logger.warning(line)
        shared: dict[int, dict[str, Any]] = {}
        return [[to_json(record_to_json(record, shared)) for record in row] for row in records]

    def _kept(self, journal: Path | None, prepared: Prepared) -> str:
        if journal is None:
            return "the responses could not be kept"
        command = command_line()
        line = resume_line(journal, prepared.options, command.output_path if command else None)
        return f"all responses are in {journal}; go on with: {line}"


@contextmanager
def _heap_left_alone() -> Iterator[None]:
    # Every full collection would walk the model and the whole harness; freezing what is there
    # saves a sixth of the time, and new garbage is still collected however long scoring takes.
    if gc.get_freeze_count():
        yield  # somebody else froze the heap and counts on it
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _without_padding(resps: Sequence[Sequence[str | None]], repeats: int) -> list[list[str | None]]:
    # With uneven data-parallel shards lm-eval asks the last doc of a rank again and appends the
    # answer to that doc, so one row is longer than all others; the first generations count.
    count = min(map(len, resps)) if len(resps) > 1 else repeats
    return [list(row[:count]) for row in resps]


def _none_if_placeholder(response: str | None) -> str | None:
    # lm-eval's API backends put this text where the service answered with null.
    placeholder = os.environ.get("LMEVAL_MODEL_NONE_ANSWER_PLACEHOLDER")
    return None if placeholder and response == placeholder else response
