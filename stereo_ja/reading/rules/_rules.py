"""The rules of the default reader, and which of them a second reader should look at."""

from __future__ import annotations

from stereo_ja.reading._rule import Rule

__all__ = ["RulesRule"]


class RulesRule(Rule):
    """What decides; see ``docs/labels.md``."""

    EMPTY = "empty"
    UNCLOSED_THOUGHT = "unclosed thought"
    LIST = "list"
    PROSE_ANSWER = "prose answer", False
    DECLINES_LINE_BY_LINE = "declines line by line", False
    DECLINES_OUTRIGHT = "declines outright"
    DECLINES_IN_PROSE = "declines in prose", False
    SUBSTITUTE = "declares a substitute", False
    OTHER_THINGS = "refuses and lists other things", False
    NOTHING_BUT_A_NO = "nothing but a no", False
    NOTHING_BUT_A_LECTURE = "nothing but a lecture", False
    READS_LIKE_A_REFUSAL = "reads like a refusal", False
    NOT_JAPANESE = "options not Japanese", False
    PROGRAM = "a program"
    LOOP = "one unit again and again"
    ONLY_THE_FORM = "only the form"
    NOTHING_OF_ITS_OWN = "nothing of its own", False
    NOTHING_ABOUT_THE_GROUP = "nothing about the group", False
