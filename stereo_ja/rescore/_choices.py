"""What is to be done anew, and the parts that do it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stereo_ja.reading import DEFAULT_READER, Reader, get_ready_reader
from stereo_ja.scoring import Kind, Scorer, make_scorer, resolve_spec

__all__ = ["KINDS", "Choices", "reader_of", "scorer_of"]

KINDS: tuple[Kind, ...] = ("toxicity", "sentiment")


@dataclass(frozen=True)
class Choices:
    """What the user wants done anew; None keeps what the samples hold."""

    reader: str | None = None
    toxicity: str | None = None
    sentiment: str | None = None

    def spec(self, kind: Kind) -> str | None:
        """The scorer chosen for one kind."""
        return self.toxicity if kind == "toxicity" else self.sentiment

    def complete(self) -> Choices:
        """The same with a run's defaults, for responses that were never read or scored."""
        return Choices(
            reader=self.reader or DEFAULT_READER,
            toxicity=resolve_spec("toxicity", self.toxicity),
            sentiment=resolve_spec("sentiment", self.sentiment),
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
        for kind in KINDS:
            spec = self.spec(kind)
            if spec is not None:
                scorer_of(kind, spec)


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
