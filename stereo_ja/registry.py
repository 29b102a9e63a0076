"""What can be chosen by name: ours, imported when first used, and what others register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from stereo_ja.plugins import load_plugins

__all__ = ["Entry", "Registry"]

T = TypeVar("T")


@dataclass(frozen=True)
class Entry(Generic[T]):
    """One thing that can be chosen."""

    name: str
    """What is written before the first colon of a choice."""
    help: str
    """How the choice is written, and in brackets what it is: ``judge:MODEL (asks …)``."""
    value: T | str
    """The thing, or where it stands: ``package.module:name``."""
    service: Any = None
    """The ``service.Variables`` of the web service that it asks, or where they stand."""


class Registry(Generic[T]):
    """Things by name, in the order in which they were registered.

    A name that is not there, and a list of what is there, first load the plugins.
    """

    def __init__(self, *entries: Entry[T]) -> None:
        """Begin with these, whose names differ."""
        self._entries = {entry.name: entry for entry in entries}

    def register(self, name: str, value: T, *, help: str, service: Any = None) -> None:
        """Add something.

        Args:
            name: Not empty, without a colon.
            value: What is chosen by it.
            help: How the choice is written, and in brackets what it is.
            service: The ``service.Variables`` of the web service that it asks, if any.

        Raises:
            ValueError: The name is no name, or something else has it.
        """
        if not name or ":" in name:
            raise ValueError(f"{name!r} cannot be chosen: a name is not empty and has no colon")
        if name in self._entries and self._entries[name].value != value:
            raise ValueError(f"{name!r} is registered already: choose another name")
        self._entries[name] = Entry(name, help, value, service)

    def get(self, choice: str) -> T | None:
        """What ``NAME`` or ``NAME:REST`` chooses; None if nothing has that name."""
        name = choice.partition(":")[0]
        if name not in self._entries:
            load_plugins()
        entry = self._entries.get(name)
        return None if entry is None else _there(entry.value)

    def __iter__(self) -> Iterator[tuple[str, T]]:
        """Every name with its thing."""
        load_plugins()
        return iter([(entry.name, _there(entry.value)) for entry in self._entries.values()])

    def services(self) -> dict[str, Any]:
        """Of each that asks a web service, by name: its ``service.Variables``."""
        load_plugins()
        asking = [entry for entry in self._entries.values() if entry.service is not None]
        return {entry.name: _there(entry.service) for entry in asking}

    def help(self, *, plugins: bool = True) -> str:
        """Every choice in one line.

        Args:
            plugins: Without them it is only what is there so far, and nothing is imported.
        """
        if plugins:
            load_plugins()
        lines = [entry.help for entry in self._entries.values()]
        return " or ".join(filter(None, [", ".join(lines[:-1]), *lines[-1:]]))


def _there(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    module, _, name = value.partition(":")
    return getattr(import_module(module), name)
