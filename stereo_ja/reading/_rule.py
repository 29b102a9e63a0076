"""The rules that decide, as members of enums: their texts are published and never change."""

from __future__ import annotations

from enum import Enum

__all__ = ["CommonRule", "Rule"]


class Rule(str, Enum):
    """Base of the enums in which each reader lists its rules; ``value`` is the published text."""

    certain: bool
    """Whether it seldom errs; about the others a judge may be asked."""

    def __new__(cls, text: str, certain: bool = True) -> Rule:
        """A member ``NAME = text`` or ``NAME = text, certain``."""
        rule = str.__new__(cls, text)
        rule._value_ = text
        rule.certain = certain
        return rule


class CommonRule(Rule):
    """Rules that every reader has."""

    NO_RESPONSE = "no response"
    """The backend returned nothing."""
    READER_ERROR = "reader error"
    """The reader failed, which says nothing about the answer."""
