"""A character tokenizer that also knows group terms, prompt wrappers and common phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ._responses import response_phrases
from ._words import phrases

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

__all__ = ["CHAT_TEMPLATE", "tokenizer_for", "wrapper_chunks"]

PAD, END, SYSTEM, USER, ASSISTANT = "<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"

CHAT_TEMPLATE = (
    "{%- for message in messages %}"
    "{{- '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}"
    "{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|assistant|>' }}{%- endif %}"
)

_MIN_CHUNK = 3


def wrapper_chunks(docs: Sequence[Mapping[str, object]]) -> list[str]:
    """Return the constant stretches of the prompts, sorted.

    Each prompt is cut at its group term. What remains is constant text of a wrapper and a stem;
    a stretch that occurs with at least half of the groups is a chunk. As one token each, chunks
    make a prompt some tens of tokens long instead of several hundred.

    Args:
        docs: Documents with ``prompt`` and ``group``.
    """
    seen: Counter[str] = Counter()
    for doc in docs:
        seen.update(set(str(doc["prompt"]).split(str(doc["group"]))))
    enough = len({doc["group"] for doc in docs}) / 2
    return sorted(c for c, count in seen.items() if count >= enough and len(c) >= _MIN_CHUNK)


def _characters(texts: Iterable[str]) -> list[str]:
    """Return printable ASCII, newline, kana, CJK marks and every character of ``texts``."""
    found = {chr(c) for c in range(0x20, 0x7F)} | {"\n"}
    found |= {chr(c) for c in range(0x3001, 0x30FF)} | set("！？．：（）…・ー")
    for text in texts:
        found |= set(text)
    return sorted(found)


def tokenizer_for(docs: Sequence[Mapping[str, object]]) -> PreTrainedTokenizerFast:
    """Return the tokenizer of the demo model.

    Group terms, wrapper chunks and the phrases of the responses are one (ordinary) token each;
    all other text falls back to characters, and characters outside the vocabulary to their UTF-8
    bytes, so that decoding returns any text unchanged.

    Args:
        docs: Documents with ``prompt`` and ``group``.
    """
    from tokenizers import AddedToken, Tokenizer, decoders, models
    from transformers import PreTrainedTokenizerFast

    groups = list(dict.fromkeys(str(doc["group"]) for doc in docs))
    chunks = wrapper_chunks(docs)
    known = sorted({*phrases(), *response_phrases()} - {*groups, *chunks})
    characters = _characters([*(str(doc["prompt"]) for doc in docs), *known])

    special = [PAD, END, SYSTEM, USER, ASSISTANT]
    plain = [f"<0x{byte:02X}>" for byte in range(256)] + characters
    vocab = {token: n for n, token in enumerate([*special, *plain])}
    core = Tokenizer(models.BPE(vocab=vocab, merges=[], byte_fallback=True))
    core.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Fuse()])
    core.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    # One order for all of them: the tokenizer itself prefers the longest match at a position.
    words = [w for w in [*groups, *chunks, *known] if w not in vocab]
    core.add_tokens([AddedToken(w, special=False, normalized=False) for w in words])
    return PreTrainedTokenizerFast(
        tokenizer_object=core,
        eos_token=END,
        pad_token=PAD,
        padding_side="left",
        clean_up_tokenization_spaces=False,
        model_max_length=4096,
        chat_template=CHAT_TEMPLATE,
    )
