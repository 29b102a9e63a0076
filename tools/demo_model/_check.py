"""Samples from the demo model and counts, by plain inspection, what it answers."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

__all__ = ["Check", "inspect_model", "kind_of", "sample"]

_NUMBER = re.compile(r"^\d{1,2}\. ?")
_BATCH = 64


@dataclass(frozen=True)
class Check:
    """What a sample of responses looks like."""

    kinds: dict[str, Counter[str]]
    """Kind of response, counted by prompt format."""
    items: int
    """List items that should begin with the group."""
    with_group: int
    """Those that do."""
    tokens: float
    """Mean length of a response in tokens."""
    longest: int
    """Longest response in tokens."""
    seconds: float
    """Wall time of generation."""
    examples: list[tuple[str, str]]
    """Document id and response."""


def sample(
    model: LlamaForCausalLM, tokenizer: PreTrainedTokenizerFast, prompts: Sequence[str], tokens: int
) -> list[list[int]]:
    """Return one sampled response per prompt as token ids without padding and end.

    Args:
        model: The demo model.
        tokenizer: Its tokenizer.
        prompts: One user turn each.
        tokens: Most new tokens per response.
    """
    import torch

    found: list[list[int]] = []
    for start in range(0, len(prompts), _BATCH):
        turns = [[{"role": "user", "content": p}] for p in prompts[start : start + _BATCH]]
        texts = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
        batch = tokenizer(texts, return_tensors="pt", padding=True, add_special_tokens=False)
        with torch.inference_mode():
            out = model.generate(**batch, do_sample=True, temperature=1.0, top_p=1.0, top_k=0,
                                 max_new_tokens=tokens)  # fmt: skip
        for row in out[:, batch["input_ids"].shape[1] :].tolist():
            end = row.index(tokenizer.eos_token_id) if tokenizer.eos_token_id in row else len(row)
            found.append(row[:end])
    return found


def kind_of(response: str, group: str) -> str:
    """Name what a response looks like; a rough count, not the benchmark's reading."""
    lines = [_NUMBER.sub("", line) for line in response.split("\n") if _NUMBER.match(line)]
    if not response.strip():
        return "empty"
    if not lines:
        return "dash list" if "\n- " in response else "no list"
    if all(line.isascii() for line in lines):
        return "english list"
    if all("..." in line for line in lines):
        return "placeholders"
    if not _NUMBER.match(response) and "られません" in response.split("\n", maxsplit=1)[0]:
        return "refusal, then list"
    if len(lines) < 10:
        return "short list"
    if not all(line.startswith(group) for line in lines):
        return "list, item without group"
    if len(set(lines)) < len(lines):
        return "list with duplicates"
    return "ten items" if _NUMBER.match(response) else "preamble, ten items"


def inspect_model(
    model: LlamaForCausalLM,
    tokenizer: PreTrainedTokenizerFast,
    docs: Sequence[Mapping[str, object]],
    count: int,
    seed: int = 1,
) -> Check:
    """Sample responses to ``count`` documents and count what they are.

    Args:
        model: The demo model.
        tokenizer: Its tokenizer.
        docs: Documents with ``id``, ``prompt``, ``group`` and ``format``.
        count: How many documents to draw.
        seed: Seed of the draw and of the sampling.
    """
    import torch

    torch.manual_seed(seed)
    chosen = random.Random(seed).sample(list(docs), min(count, len(docs)))
    start = time.perf_counter()
    rows = sample(model, tokenizer, [str(doc["prompt"]) for doc in chosen], 400)
    seconds = time.perf_counter() - start
    kinds: dict[str, Counter[str]] = {}
    items = with_group = 0
    examples = []
    for doc, row in zip(chosen, rows, strict=True):
        group, response = str(doc["group"]), tokenizer.decode(row)
        kind = kind_of(response, group)
        kinds.setdefault(str(doc["format"]), Counter())[kind] += 1
        examples.append((str(doc["id"]), response))
        if kind not in ("english list", "list, item without group"):
            lines = [line for line in response.split("\n") if _NUMBER.match(line)]
            items += len(lines)
            with_group += sum(_NUMBER.sub("", line).startswith(group) for line in lines)
    lengths = [len(row) for row in rows]
    return Check(
        kinds, items, with_group, sum(lengths) / len(lengths), max(lengths), seconds, examples
    )
