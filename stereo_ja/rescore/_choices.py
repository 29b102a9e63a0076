"""What is to be done anew, and the parts that do it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stereo_ja.benchmark import Benchmark
from stereo_ja.judging import Judge, get_judge
from stereo_ja.pipeline import KINDS
from stereo_ja.reading import Reader, get_ready_reader
from stereo_ja.scoring import Kind, Scorer, make_scorer, resolve_spec

__all__ = ["Choices", "judge_of", "reader_of", "scorer_of"]


@dataclass(frozen=True)
class Choices:
    """What the user wants done anew; None keeps what the samples hold."""

    reader: str | None = None
    toxicity: str | None = None
    sentiment: str | None = None
    judge: str | None = None

    def spec(self, kind: Kind) -> str | None:
        """The scorer chosen for one kind."""
        return self.toxicity if kind == "toxicity" else self.sentiment

    def complete(self, benchmark: Benchmark) -> Choices:
        """The same with a run's defaults, for responses that were never read or scored."""
        specs = {kind: resolve_spec(kind, self.spec(kind), spec)
                 for kind, spec in benchmark.scorers.items()}  # fmt: skip
        return Choices(
            reader=self.reader or benchmark.reader,
            judge=self.judge or benchmark.judge,
            toxicity=specs.get("toxicity"),
            sentiment=specs.get("sentiment"),
        )

    def check(self) -> None:
        """Load what was chosen, so that a slip costs no reading.

        Raises:
            UserError: An unknown reader or SPEC.
            ScorerUnavailable: A local scorer that cannot work here. Whether a service can, shows
                only with the texts: their scores may all be stored.
        """
        if self.reader is not None:
            reader_of(self.reader)
        if self.judge is not None:
            judge_of(self.judge)
        for kind in KINDS:
            spec = self.spec(kind)
            if spec is not None:
                scorer_of(kind, spec)


@cache
def judge_of(spec: str) -> Judge:
    """The judge, ready; made once."""
    judge = get_judge(spec)
    judge.check()
    return judge


@cache
def reader_of(name: str) -> Reader:
    """The reader, ready; made once."""
    return get_ready_reader(name)


@cache
def scorer_of(kind: Kind, spec: str) -> Scorer:
    """The scorer; made and, unless it is a service, loaded once."""
    scorer = make_scorer(kind, spec)
    if not scorer.remote:
        scorer.check()
    return scorer
