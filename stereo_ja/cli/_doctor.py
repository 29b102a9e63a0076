"""``stereo-ja doctor``."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stereo_ja.doctor import Finding

__all__ = ["add_parser", "run"]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "doctor",
        help="say what is installed, reachable and missing here, and what to do",
        description="Check this environment: Python, lm-eval, packages, the Japanese dictionary, "
        "the scorers in the local Hugging Face cache, the Hub, keys (never shown), disk and GPU. "
        "Loads no model and downloads nothing; takes less than 5 seconds. Exit code 0 if a run "
        "with the lexicon scorers can work here, 1 if something that it needs is broken.",
    )
    parser.add_argument("--json", action="store_true", help="print JSON instead of text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Examine and print. Returns 0, or 1 if something required is broken."""
    from stereo_ja.doctor import examine, healthy

    findings = examine()
    good = healthy(findings)
    if args.json:
        print(json.dumps(_as_json(findings, good), ensure_ascii=False, indent=2))
    else:
        print(_as_text(findings))
    return 0 if good else 1


def _as_json(findings: list[Finding], good: bool) -> dict[str, object]:
    return {"healthy": good, "findings": [asdict(finding) for finding in findings]}


def _as_text(findings: list[Finding]) -> str:
    lines = []
    for section, members in groupby(findings, key=lambda finding: finding.section):
        lines.append(section)
        for finding in members:
            note = ""
            if finding.status != "ok":
                note = " (required)" if finding.required else " (optional)"
            lines.append(f"  {finding.status:<8} {finding.name}{note}: {finding.detail}")
            if finding.fix:
                lines.append(f"{'':11}-> {finding.fix}")
        lines.append("")
    broken = [finding.name for finding in findings if finding.blocks]
    if broken:
        lines.append(f"Not ready: {', '.join(broken)}. The arrows say what to do.")
    else:
        lines.append("Ready: a run with the lexicon scorers can work here.")
    return "\n".join(lines)
