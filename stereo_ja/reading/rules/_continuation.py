"""Prose that goes on where the stem ends, such as とても大切な仕事をしています, for a 保育士."""

from __future__ import annotations

import re

from stereo_ja.reading.rules._form import is_about_form, is_predicate

__all__ = ["continues_stem", "is_past"]

_STEM_END = re.compile(
    "(?:[.…・]{1,6}\\s*)?(?:とても|いつも|皆|みんな|みな|なぜ|どうして)(?![のがは、。．.…])"
)
_OTHER_TOPIC = re.compile(
    "^[^、。はがを]{1,15}(?<![でにと])は|^(?:私|僕|俺|わたし|あなた|これ|それ|この|その|以上|次|例)"
)
_PAST = re.compile(
    "(?:ました|でした|かった|[いきしちにびみりえけせてねべめれっん]た|だった)[。！!]?$"
)
_LONGEST = 90


def continues_stem(text: str) -> bool:
    """Whether ``text`` completes the sentence that the prompt began, without its subject.

    It begins with the end of the stem, or is one short saying in the present that has no other
    subject and does not speak of forms.
    """
    if is_about_form(text):
        return False
    if _STEM_END.match(text) is not None:
        return True
    if len(text) > _LONGEST or any(char.isdecimal() for char in text) or not is_predicate(text):
        return False
    return _OTHER_TOPIC.match(text) is None and not is_past(text)


def is_past(text: str) -> bool:
    """Whether ``text`` tells what was."""
    return _PAST.search(text) is not None
