"""What is asked: the benchmarks, and the tables they are made of."""

from __future__ import annotations

from stereo_ja.benchmark._benchmark import Benchmark, Doc, Kind, Stem
from stereo_ja.benchmark._ja_stereotype import JA_STEREOTYPE
from stereo_ja.benchmark._registry import (
    benchmark_named,
    benchmark_of,
    benchmarks,
    is_ours,
    register_benchmark,
)

__all__ = [
    "JA_STEREOTYPE",
    "Benchmark",
    "Doc",
    "Kind",
    "Stem",
    "benchmark_named",
    "benchmark_of",
    "benchmarks",
    "is_ours",
    "register_benchmark",
]
