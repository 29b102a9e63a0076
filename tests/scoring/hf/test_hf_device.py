"""A GPU is used when it has room now."""

from __future__ import annotations

import pytest
import torch

from stereo_ja.scoring.hf._device import choose_device, default_budget

GIB = 1 << 30


@pytest.fixture
def gpus(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Free bytes by GPU, as the driver would report them; the current one is 1."""
    free: dict[int, int] = {}
    monkeypatch.setattr(torch.cuda, "is_available", lambda: bool(free))
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 1)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: len(free))
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda gpu: (free[gpu], 80 * GIB))
    monkeypatch.delenv("WORLD_SIZE", raising=False)
    return free


def test_no_gpu(gpus: dict[int, int]) -> None:
    assert choose_device(GIB, "hf:x") == "cpu"


def test_the_current_gpu_goes_first(gpus: dict[int, int]) -> None:
    gpus.update({0: 80 * GIB, 1: 4 * GIB})
    assert choose_device(2 * GIB, "hf:x") == "cuda:1"


def test_another_gpu_only_in_a_single_process(
    gpus: dict[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    gpus.update({0: 80 * GIB, 1: GIB})
    assert choose_device(2 * GIB, "hf:x") == "cuda:0"
    monkeypatch.setenv("WORLD_SIZE", "2")
    assert choose_device(2 * GIB, "hf:x") == "cpu"


def test_full_gpus_mean_the_cpu_and_a_line(
    gpus: dict[int, int], caplog: pytest.LogCaptureFixture
) -> None:
    """Room for the weights alone is not enough."""
    gpus.update({0: 2 * GIB, 1: GIB})
    assert choose_device(2 * GIB, "hf:x") == "cpu"
    assert "needs 3.0 GiB of GPU memory and 2.0 GiB are free" in caplog.text


def test_budgets() -> None:
    assert default_budget("cpu") == 1024
    assert default_budget("cuda:3") > 1024
