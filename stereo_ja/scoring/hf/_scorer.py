"""The ``hf:`` scorer: toxicity or sentiment from a local transformers classifier."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.hf._device import choose_device, default_budget
from stereo_ja.scoring.hf._encode import Encoded, encode
from stereo_ja.scoring.hf._model import Classifier, load, require_packages
from stereo_ja.scoring.hf._padding import padding_is_ignored
from stereo_ja.scoring.hf._probes import check_polarity
from stereo_ja.scoring.hf._run import run
from stereo_ja.scoring.hf._sentiment_head import VALUE
from stereo_ja.scoring.hf._source import resolve
from stereo_ja.scoring.hf._spec import split_revision

__all__ = ["HfScorer"]

_log = logging.getLogger(__name__)


class HfScorer:
    """Scores texts with a sequence classifier from the hub or from a directory.

    Toxicity is the probability of the toxic class. Sentiment is the most probable of positive,
    neutral and negative. The same text gets the same score in any company to within 1e-5.

    Args:
        kind: ``toxicity`` or ``sentiment``.
        repo: a hub id such as ``org/name``, or a directory.
        revision: a hub branch, tag or commit, or what an earlier run recorded; None for the
            newest.
        label: the label to take as toxic, where names do not tell.
        dictionary: the MeCab dictionary (``ipadic``, ``unidic_lite``, ``unidic``) of a Japanese
            BERT, against the model's own configuration; by default ``STEREO_JA_MECAB_DIC``, then
            the configuration, then whichever the vocabulary was made with.
        device: such as ``cpu`` or ``cuda:0``; by default a GPU with room for the model.
        token_budget: tokens in a batch, padding included; by default 1,024 on a CPU.
    """

    def __init__(
        self,
        kind: Kind,
        repo: str,
        revision: str | None = None,
        label: str | None = None,
        *,
        dictionary: str | None = None,
        device: str | None = None,
        token_budget: int | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.name = f"hf:{repo}" + (f":{label}" if label else "")
        self.revision: str | None = None
        """Known after ``check``: the commit or the directory's ``sha256:…``, followed by
        ``+DICTIONARY`` where the model's own configuration does not settle the dictionary."""
        self.details: dict[str, Any] = {}
        """Known after ``check``: what else shaped the scores, as JSON values."""
        self.attributes: tuple[str, ...] = (kind,)
        self.language: str | None = None
        self.remote = False
        self._repo, self._label = repo, label
        self._asked, recorded = split_revision(revision)
        self._dictionary = dictionary or recorded or os.environ.get("STEREO_JA_MECAB_DIC") or None
        self._device = device
        self._budget = token_budget
        self._classifier: Classifier | None = None

    def check(self) -> None:
        """Load the model once and try it on two sentences with a known outcome.

        Raises:
            ScorerUnavailable: one line with the reason and what to do.
        """
        if self._classifier is not None:
            return
        require_packages(self.name)
        source = resolve(self._repo, self._asked)
        classifier = load(source, self.kind, self._repo, self._label, self._dictionary)
        # The probes run on the CPU: before generation, GPU memory belongs to the model under test.
        bad, good = check_polarity(
            self.kind, classifier.head, lambda texts: _rows(classifier, texts, self.name), self.name
        )
        classifier.alone = not padding_is_ignored(classifier, self.name)
        chosen = classifier.dictionary
        suffix = "" if chosen.origin in ("none", "config") else f"+{chosen.name}"
        self.revision = source.revision + suffix
        self.details = _details(classifier, bad, good)
        self._classifier = classifier

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield ``(index into texts, score)`` once for every text, batch by batch.

        A text longer than the model can take is scored on its beginning, with the reason
        ``truncated``. A text that breaks the tokenizer or the model comes back ``failed``; one
        of which the tokenizer keeps nothing comes back ``not_scorable``.

        Raises:
            ScorerUnavailable: ``check`` has not been called and fails now.
        """
        self.check()
        classifier = self._classifier
        assert classifier is not None
        self._place(classifier)
        budget = self._budget or default_budget(classifier.device)
        readable: list[Encoded] = []
        for item in encode(classifier, list(texts)):
            if isinstance(item, Encoded):
                readable.append(item)
            else:
                yield item.index, self._unscored(item.status, item.reason)
        for text, outcome in run(classifier, readable, budget):
            if isinstance(outcome, str):
                yield text.index, self._unscored("failed", outcome)
            else:
                yield text.index, self._scored(classifier, outcome, text.truncated)
        self.details["device"] = classifier.device

    def _place(self, classifier: Classifier) -> None:
        """Move the model to its device now, after generation, when memory is what it is."""
        if classifier.device != "cpu":
            return
        device = self._device or choose_device(classifier.size, self.name)
        if device == "cpu":
            return
        try:
            classifier.move(device)
        except RuntimeError as error:  # another process took the memory in between
            classifier.move("cpu")
            _log.warning("%s: scoring on the CPU, %s refused: %s", self.name, device, error)

    def _scored(self, classifier: Classifier, row: list[float], truncated: bool) -> Score:
        head = classifier.head
        if self.kind == "toxicity":
            value, label = head.share(row, "toxic"), head.chosen("toxic")
        else:
            label = max(head.classes, key=lambda name: head.share(row, name))
            value = VALUE[label]
        reason = "truncated" if truncated else None
        return Score("scored", self.name, self.revision, now(), value, label, reason)

    def _unscored(self, status: Any, reason: str) -> Score:
        return Score(status, self.name, self.revision, now(), reason=reason)


def _rows(classifier: Classifier, texts: Sequence[str], spec: str) -> list[list[float]]:
    """Probabilities for probe texts, in order; anything but a number stops the scorer."""
    rows: list[list[float]] = []
    for item in encode(classifier, texts):
        reason = "" if isinstance(item, Encoded) else item.reason
        if isinstance(item, Encoded):
            ((_, outcome),) = run(classifier, [item], budget=1)
            if not isinstance(outcome, str):
                rows.append(outcome)
                continue
            reason = outcome
        raise ScorerUnavailable(
            f"{spec}: cannot score even a plain sentence 「{texts[item.index]}」 ({reason}); "
            "use another model."
        )
    return rows


def _details(classifier: Classifier, bad: float, good: float) -> dict[str, Any]:
    import torch
    import transformers

    head, dictionary = classifier.head, classifier.dictionary
    return {
        "labels": list(head.labels),
        "read_from": {name: head.chosen(name) for name in head.classes},
        "activation": head.activation,
        "probes": {"bad": bad, "good": good},
        "tokenizer": type(classifier.tokenizer).__name__,
        "dictionary": dictionary.name,
        "dictionary_from": dictionary.origin,
        "dictionary_coverage": dict(dictionary.coverage),
        "max_length": classifier.max_length,
        "one_by_one": classifier.alone,
        "device": classifier.device,
        "dtype": "float32",
        "torch": torch.__version__,
        "transformers": transformers.__version__,
    }
