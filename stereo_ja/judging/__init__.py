"""Judges: a question, a reference and a response in, a rating with its evidence out."""

from __future__ import annotations

from stereo_ja.judging._judge import Judge, Question, Verdict
from stereo_ja.judging._registry import JUDGES, get_judge, register_judge

__all__ = ["JUDGES", "Judge", "Question", "Verdict", "get_judge", "register_judge"]
