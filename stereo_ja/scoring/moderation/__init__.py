"""The scorer ``openai-moderation``: OpenAI's moderation endpoint, or one that speaks like it."""

from __future__ import annotations

from stereo_ja.scoring.moderation._scorer import ModerationScorer, moderation_scorer
from stereo_ja.scoring.moderation._service import CATEGORIES

__all__ = ["CATEGORIES", "ModerationScorer", "moderation_scorer"]
