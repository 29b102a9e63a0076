"""Accelerators as torch sees them, asked in another process since torch is slow to load."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec

from stereo_ja.doctor._finding import Finding

__all__ = ["ask_gpu"]

_CPU = "on the CPU only small models are practical: use a GPU machine or a served model"
# Without the first line a file in the current folder could stand in for a module.
_QUESTION = """
import sys; sys.path[:] = [p for p in sys.path if p]
import json, torch
found = []
if torch.cuda.is_available():
    for i in range(torch.cuda.device_count()):
        p = torch.cuda.get_device_properties(i)
        free, _ = torch.cuda.mem_get_info(i)
        gib = 1024**3
        found.append(f"{p.name}, {free / gib:.0f} of {p.total_memory / gib:.0f} GiB free")
elif hasattr(torch, "xpu") and torch.xpu.is_available():
    found = [torch.xpu.get_device_name(i) for i in range(torch.xpu.device_count())]
elif torch.backends.mps.is_available():
    found = ["Apple GPU (mps)"]
print(json.dumps(found))
"""


def ask_gpu(deadline: float) -> Callable[[], Finding]:
    """Start asking; the returned function waits for the answer.

    Args:
        deadline: When to give up, on the clock of ``time.monotonic``, in seconds.
    """
    if find_spec("torch") is None:
        finding = Finding("GPU", "missing", "not looked for: torch is not installed", _CPU)
        return lambda: finding
    process = subprocess.Popen(
        [sys.executable, "-c", _QUESTION],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def answer() -> Finding:
        try:
            out, err = process.communicate(timeout=max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            detail = "not known: torch took too long to load; a second try is often faster"
            return Finding("GPU", "problem", detail, "stereo-ja doctor")
        if process.returncode != 0:
            last = (err.strip().splitlines() or ["no message"])[-1]
            fix = "reinstall torch as pytorch.org says for this machine"
            return Finding("GPU", "problem", f"torch does not work: {last[:200]}", fix)
        devices = json.loads(out.strip().splitlines()[-1])
        if not devices:
            return Finding("GPU", "missing", "torch sees none", _CPU)
        return Finding("GPU", "ok", "; ".join(devices))

    return answer
