"""JSON objects line by line; a bad line is named and passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from stereo_ja.errors import UserError

__all__ = ["BadLine", "objects"]


class BadLine(ValueError):
    """Why a line cannot be used."""


def objects(path: Path, problems: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield ``(line number, object)``; what is wrong with other lines goes to ``problems``.

    Blank lines are passed over. The file is read as it is consumed.

    Raises:
        UserError: The file cannot be read.
    """
    try:
        # In bytes, because text mode would also cut lines at U+0085 and its like.
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if not line.strip():
                    continue
                try:
                    yield number, _object(line)
                except BadLine as error:
                    problems.append(f"{path.name}:{number}: {error}")
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror}); check the path and its permissions"
        raise UserError(msg) from error


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8-sig"), parse_constant=_refused)
    except UnicodeDecodeError:
        raise BadLine("not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON ({error.msg} at column {error.colno})") from None
    except RecursionError:
        raise BadLine("nested too deeply") from None
    except BadLine:
        raise
    except ValueError:
        raise BadLine("a whole number in it has too many digits") from None
    if not isinstance(value, dict):
        raise BadLine("not a JSON object")
    return value


def _refused(constant: str) -> None:
    raise BadLine(f"{constant} is not a JSON number")
