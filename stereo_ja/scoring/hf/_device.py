"""Where to run: a GPU with room for the model, else the CPU."""

from __future__ import annotations

import logging
import os

__all__ = ["choose_device", "default_budget"]

_log = logging.getLogger(__name__)
_WORKSPACE = 1 << 30
"""Bytes kept free on a GPU beside the weights."""
_BUDGET = {"cpu": 1024, "cuda": 16384}
"""Tokens in a batch. On a CPU, 1,024 to 2,048 measured fastest; the GPU's is an estimate."""


def default_budget(device: str) -> int:
    """Tokens in a batch, padding included, for a device."""
    return _BUDGET.get(device.split(":", maxsplit=1)[0], _BUDGET["cpu"])


def choose_device(needed: int, spec: str) -> str:
    """``cuda:N`` if a GPU has room now, else ``cpu``, with a logged line when a GPU was full.

    The process's current GPU goes first. Others are tried only outside of multi-process runs,
    where they belong to the other ranks.

    Args:
        needed: bytes of the model's parameters.
        spec: the model, for the logged line.
    """
    import torch

    if not torch.cuda.is_available():
        return "cpu"
    # What a model of this process has freed still counts as taken until it is given back.
    torch.cuda.empty_cache()
    current = torch.cuda.current_device()
    candidates = [current]
    if int(os.environ.get("WORLD_SIZE", "1") or 1) == 1:
        candidates += [gpu for gpu in range(torch.cuda.device_count()) if gpu != current]
    most = 0
    for gpu in candidates:
        free, _ = torch.cuda.mem_get_info(gpu)
        if free >= needed + _WORKSPACE:
            return f"cuda:{gpu}"
        most = max(most, free)
    _log.warning(
        "%s: needs %.1f GiB of GPU memory and %.1f GiB are free; scoring on the CPU, more slowly",
        spec,
        (needed + _WORKSPACE) / 2**30,
        most / 2**30,
    )
    return "cpu"
