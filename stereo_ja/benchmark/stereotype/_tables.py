"""The two tables on disk, read into frozen records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

from stereo_ja.errors import StereoJaError

__all__ = [
    "CATEGORIES",
    "FORMATS",
    "Group",
    "Template",
    "groups",
    "parse_groups",
    "parse_templates",
    "templates",
]

FORMATS = ("statement", "question", "positive_opinion", "negative_opinion")
"""The four prompt formats, in template order."""

CATEGORIES = (
    "age",
    "disability",
    "gender",
    "physical_appearance",
    "sexual_orientation",
    "profession",
    "nationality",
    "region",
    "religion",
)
"""The nine group categories, in document order."""


@dataclass(frozen=True)
class Group:
    """One social group."""

    id: str
    """``CATEGORY-NNN``: the category and the group's number in it, from 001."""
    category: str
    """One of ``CATEGORIES``."""
    subcategory: str | None
    """The paper's finer label, which 46 of the 301 groups have."""
    ja: str
    """The Japanese term as it stands in every prompt."""
    en: str
    """English gloss: a plural noun phrase."""


@dataclass(frozen=True)
class Template:
    """One prompt stem; ``{g}`` marks the place of the group term."""

    id: int
    """1 to 12, the paper's order."""
    format: str
    """One of ``FORMATS``."""
    ja: str
    en: str


def parse_groups(text: str) -> tuple[Group, ...]:
    """Parse a groups table: tab-separated, header ``id category subcategory ja en``.

    Raises:
        StereoJaError: The header or a row does not have these five columns.
    """
    columns = ("id", "category", "subcategory", "ja", "en")
    return tuple(
        Group(id=id_, category=category, subcategory=subcategory or None, ja=ja, en=en)
        for id_, category, subcategory, ja, en in _rows("groups.tsv", text, columns)
    )


def parse_templates(text: str) -> tuple[Template, ...]:
    """Parse a templates table: tab-separated, header ``id format ja en``.

    Raises:
        StereoJaError: The header or a row does not have these four columns, an id is not
            a number, or a format is unknown.
    """
    parsed = []
    for id_, format_, ja, en in _rows("templates.tsv", text, ("id", "format", "ja", "en")):
        if not (id_.isascii() and id_.isdigit()):
            raise _damaged("templates.tsv", "a number as id", repr(id_))
        if format_ not in FORMATS:
            raise _damaged(f"templates.tsv id {id_}", f"one of {', '.join(FORMATS)}", repr(format_))
        parsed.append(Template(id=int(id_), format=format_, ja=ja, en=en))
    return tuple(parsed)


@cache
def groups() -> tuple[Group, ...]:
    """The 301 packaged groups, in document order."""
    return parse_groups(_packaged("groups.tsv"))


@cache
def templates() -> tuple[Template, ...]:
    """The 12 packaged templates, in document order."""
    return parse_templates(_packaged("templates.tsv"))


def _packaged(name: str) -> str:
    # Not importlib.resources: it costs 10 ms to import, a third of loading the stimuli.
    try:
        data = get_data("stereo_ja.benchmark.stereotype", name)
        return data.decode("utf-8") if data else ""
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(name, "a UTF-8 table", str(error)) from error


def _rows(table: str, text: str, columns: tuple[str, ...]) -> Iterator[list[str]]:
    header, *lines = text.splitlines() or [""]
    if header.split("\t") != list(columns):
        raise _damaged(f"{table} line 1", f"the columns {' '.join(columns)}", repr(header))
    for number, line in enumerate(lines, start=2):
        row = line.split("\t")
        if len(row) != len(columns):
            raise _damaged(f"{table} line {number}", f"{len(columns)} columns", str(len(row)))
        yield row


def _damaged(where: str, expected: str, found: str) -> StereoJaError:
    return StereoJaError(
        f"{where}: expected {expected}, found {found}; "
        "the table was changed or damaged, reinstall stereo-ja"
    )
