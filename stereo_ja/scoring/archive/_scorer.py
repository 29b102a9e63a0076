"""The ``archive:`` scorer: stored scores only, whoever made them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from stereo_ja.errors import ScorerUnavailable
from stereo_ja.scoring._score import Score, now
from stereo_ja.scoring._scorer import Kind
from stereo_ja.scoring.archive._portable import read_portable
from stereo_ja.scoring.store._read import count_rows, stored
from stereo_ja.store import Source, connect_to_read, text_hash

__all__ = ["ArchiveScorer"]

_MAGIC = b"SQLite format 3\0"
LookUp = Callable[[Sequence[bytes]], dict[bytes, Score]]


class ArchiveScorer:
    """Gives each text the score that a file holds for it, with its scorer, revision and date.

    What is not in the file stays unscored: ``not_scorable``, ``not in the archive``.

    Args:
        kind: ``toxicity`` or ``sentiment``; an attribute such as TOXICITY is toxicity.
        file: ``PATH`` or ``PATH#SCORER[@REVISION]``, which chooses where a file holds several.
    """

    language: str | None = None
    remote = False
    attributes: tuple[str, ...] = ()
    """Nothing it gives is stored again."""

    def __init__(self, kind: Kind, file: str) -> None:
        self.kind: Kind = kind
        whole = os.path.isfile(os.path.expanduser(file))
        path, _, chosen = (file, "", "") if whole else file.partition("#")
        self._path = Path(path).expanduser()
        self._chosen = chosen
        self.name = f"archive:{self._path.name}"
        self.revision: str | None = None
        """After ``check``: the scorer and revision that the scores came from."""
        self._look_up: LookUp | None = None

    def check(self) -> None:
        """Open the file and settle which scores in it count.

        Raises:
            ScorerUnavailable: There is no such file, it is no archive, or it is not clear which
                scorer's scores are meant.
            UserError: The file is an SQLite file of another program.
        """
        if self._look_up is not None:
            return
        try:
            with self._path.open("rb") as file:
                is_store = file.read(len(_MAGIC)) == _MAGIC
            self._look_up = self._in_store() if is_store else self._in_rows()
        except OSError as error:
            raise ScorerUnavailable(
                f"archive:{self._path}: cannot be read ({error.strerror}); give a score store or a "
                "file that `stereo-ja archive export` wrote"
            ) from error
        except sqlite3.Error as error:
            raise ScorerUnavailable(
                f"archive:{self._path}: damaged ({error}); `stereo-ja archive verify` says more"
            ) from error

    def score(self, texts: Iterable[str]) -> Iterator[tuple[int, Score]]:
        """Yield the stored score of each text, in order."""
        self.check()
        assert self._look_up is not None
        hashes = [text_hash(text) for text in texts]
        found = self._look_up(hashes)
        absent = Score("not_scorable", self.name, None, now(), reason="not in the archive")
        for index, key in enumerate(hashes):
            yield index, found.get(key, absent)

    def _in_store(self) -> LookUp:
        with contextlib.closing(connect_to_read(self._path)) as connection:
            source = self._settle([s for s, rows in count_rows(connection).items() if rows])

        def look_up(texts: Sequence[bytes]) -> dict[bytes, Score]:
            with contextlib.closing(connect_to_read(self._path)) as connection:
                return stored(connection, source, texts)[0]

        return look_up

    def _in_rows(self) -> LookUp:
        sources: dict[Source, dict[bytes, Score]] = {}
        for row in read_portable(self._path):
            if isinstance(row, str):
                raise ScorerUnavailable(
                    f"archive:{self._path}: {row}; give a score store or a file that "
                    "`stereo-ja archive export` wrote"
                )
            source, text, score = row
            sources.setdefault(source, {})[text] = score
        chosen = sources[self._settle(list(sources))]
        return lambda texts: {text: chosen[text] for text in texts if text in chosen}

    def _settle(self, sources: Sequence[Source]) -> Source:
        of_kind = [source for source in sources if source.kind == self.kind]
        fitting = [source for source in of_kind if self._chosen in ("", *_names(source))]
        if len(fitting) == 1:
            source = fitting[0]
            self.revision = _names(source)[-1]
            return source
        held = ", ".join(sorted({_names(source)[-1] for source in of_kind}))
        if not of_kind:
            raise ScorerUnavailable(
                f"archive:{self._path}: holds no {self.kind} scores; `stereo-ja archive info FILE` "
                "says what it holds"
            )
        what = f"none of them is {self._chosen!r}" if not fitting else "more than one would fit"
        raise ScorerUnavailable(
            f"archive:{self._path}: holds {self.kind} scores of {held}, and {what}; choose one as "
            f"archive:{self._path}#SCORER@REVISION"
        )


def _names(source: Source) -> tuple[str, ...]:
    """What a user may call a source: the scorer, or the scorer at its revision."""
    if source.revision is None:
        return (source.scorer,)
    return (source.scorer, f"{source.scorer}@{source.revision}")
