"""Training from scratch: a small Llama on the CPU, the same bits every time."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ._responses import make_response

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import LlamaForCausalLM, PreTrainedTokenizerFast

__all__ = ["Recipe", "train"]

_IGNORED = -100
Row = tuple[list[int], int]
"""Token ids of prompt and response, and how many of them are the prompt."""


@dataclass(frozen=True)
class Recipe:
    """Sizes and schedule; two runs of one recipe on one machine give identical weights."""

    hidden: int = 96
    layers: int = 2
    heads: int = 2
    head: int = 64
    """Width of a head; serving engines have kernels for 64, not for every smaller one."""
    intermediate: int = 192
    init: float = 0.05
    """Standard deviation of the first weights; with 0.02 copying the group is learned later."""
    context: int = 4096
    """Longest sequence in tokens."""
    steps: int = 1100
    batch: int = 10
    """Rows per step."""
    learning_rate: float = 4e-3
    warmup: int = 50
    seed: int = 20250305
    threads: int = 1
    """CPU threads, fixed because sums depend on how work is split; at this size two gain little."""


def _batches(
    tokenizer: PreTrainedTokenizerFast, docs: Sequence[Mapping[str, object]], recipe: Recipe
) -> Iterator[list[Row]]:
    """Yield batches of rows in random order, with ever new responses.

    Batches are not sorted by length: a batch of short rows would be a batch of refusals, and the
    model would then refuse too often.
    """
    rng = random.Random(recipe.seed)
    turns = [[{"role": "user", "content": str(doc["prompt"])}] for doc in docs]
    heads = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True)
    prompts: list[list[int]] = tokenizer(heads, add_special_tokens=False)["input_ids"]
    while True:
        chosen = rng.choices(range(len(docs)), k=recipe.batch)
        texts = [make_response(rng, docs[n]) for n in chosen]
        tails = tokenizer(texts, add_special_tokens=False)["input_ids"]
        yield [
            ([*prompts[n], *tail, tokenizer.eos_token_id], len(prompts[n]))
            for n, tail in zip(chosen, tails, strict=True)
        ]


def _tensors(rows: Sequence[Row], pad: int) -> tuple[Tensor, Tensor]:
    """Return input ids and labels, both [rows, longest], padded on the right."""
    import torch

    width = max(len(ids) for ids, _ in rows)
    inputs = torch.full((len(rows), width), pad)
    labels = torch.full((len(rows), width), _IGNORED)
    for n, (ids, prompt) in enumerate(rows):
        inputs[n, : len(ids)] = torch.tensor(ids)
        labels[n, prompt : len(ids)] = torch.tensor(ids[prompt:])
    return inputs, labels


def train(
    tokenizer: PreTrainedTokenizerFast,
    docs: Sequence[Mapping[str, object]],
    recipe: Recipe,
    every: int = 200,
) -> tuple[LlamaForCausalLM, float]:
    """Train the demo model.

    Args:
        tokenizer: From ``build_tokenizer``.
        docs: Documents with ``prompt``, ``group``, ``format`` and ``template_id``.
        recipe: Sizes and schedule.
        every: Steps between two printed lines.

    Returns:
        The model, and the mean loss per response token in nats over the last ``every`` steps.
    """
    import torch
    from torch.nn.functional import cross_entropy
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=recipe.hidden,
        intermediate_size=recipe.intermediate,
        num_hidden_layers=recipe.layers,
        num_attention_heads=recipe.heads,
        num_key_value_heads=recipe.heads,
        head_dim=recipe.head,
        max_position_embeddings=recipe.context,
        initializer_range=recipe.init,
        tie_word_embeddings=True,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = LlamaForCausalLM(config)
    model.train()
    optimizer = torch.optim.AdamW(
        model.parameters(),
        lr=recipe.learning_rate,
        betas=(0.9, 0.98),
        weight_decay=0.01,
        fused=True,
    )
    batches = _batches(tokenizer, docs, recipe)
    recent: list[float] = []
    for step in range(recipe.steps):
        progress = step / recipe.steps
        scale = min(1.0, (step + 1) / recipe.warmup) * (0.03 + 0.97 * _cosine(progress))
        for group in optimizer.param_groups:
            group["lr"] = recipe.learning_rate * scale
        inputs, labels = _tensors(next(batches), int(tokenizer.pad_token_id))
        # Right padding and a causal model: no mask is needed, padded places carry no label.
        hidden = model.model(input_ids=inputs, use_cache=False).last_hidden_state[:, :-1]
        wanted = labels[:, 1:]
        kept = wanted != _IGNORED
        loss = cross_entropy(model.lm_head(hidden[kept]), wanted[kept])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        recent = [*recent[-(every - 1) :], float(loss.detach())]
        if (step + 1) % every == 0:
            print(f"step {step + 1:5d}  loss {sum(recent) / len(recent):.4f}", flush=True)
    model.eval()
    return model, sum(recent) / len(recent)


def _cosine(progress: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * progress))
