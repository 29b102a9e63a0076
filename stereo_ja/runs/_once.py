"""A prompt counts once; what comes again is left out and reported."""

from __future__ import annotations

from collections.abc import Hashable

__all__ = ["Once"]


class Once:
    """Remembers what was seen in one file."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: dict[Hashable, int] = {}
        self._same: list[str] = []
        self._different: list[str] = []

    def first(self, key: Hashable, line: int, content: Hashable) -> bool:
        """Whether ``key`` was not seen before; if it was, the line is noted for ``notes``."""
        digest = hash(content)
        if key not in self._seen:
            self._seen[key] = digest
            return True
        again = self._same if self._seen[key] == digest else self._different
        again.append(f"{self._name}:{line}")
        return False

    @property
    def repeated(self) -> int:
        """Lines that repeat an earlier one."""
        return len(self._same) + len(self._different)

    def notes(self) -> tuple[str, ...]:
        """One sentence for repetitions, one for those that contradict the first."""
        found = []
        for lines, how in (
            (self._same, "the same answer"), (self._different, "a DIFFERENT answer"),
        ):  # fmt: skip
            if lines:
                found.append(
                    f"{len(lines)} lines repeat a prompt with {how} and were left out, "
                    f"the first: {lines[0]}"
                )
        return tuple(found)
