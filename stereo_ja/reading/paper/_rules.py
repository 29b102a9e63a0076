"""The rules of the paper, by what they found."""

from __future__ import annotations

from stereo_ja.reading._rule import Rule

__all__ = ["PaperRule"]


class PaperRule(Rule):
    """What decided; the paper has numbers for the same findings."""

    MARKER = "marker before option 1"
    PATTERN = "pattern inside options"
    ONLY_THE_FORMAT = "only the format"
    NO_OPTION = "no option"
    EMPTY = "empty"
    NOT_JAPANESE = "options not Japanese"
    WITHOUT_GROUP = "option without group"
    DUPLICATES = "duplicate options"
    FEWER_THAN_TEN = "fewer than ten options"
    TEN = "ten options"
