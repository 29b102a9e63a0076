"""What to do about a secret: refuse to write it, or take it out."""

from __future__ import annotations

from stereo_ja.errors import UserError
from stereo_ja.secrets._find import find_secrets, spans

__all__ = ["redact_secrets", "refuse_secrets"]


def refuse_secrets(payload: object, where: str, *, way_out: str = "") -> None:
    """Let nothing be written that looks like a secret. Call it with exactly what is to be written.

    Args:
        payload: As for ``find_secrets``.
        where: What the payload is, for the message: a file name.
        way_out: What a person can do in this case; by default to take the key out of the run.

    Raises:
        UserError: Something was found (exit code 2: the input holds what must not go out). The
            message names kind and place, never the secret.
    """
    found = find_secrets(payload)
    if not found:
        return
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    way_out = way_out or "take it out of the files of the run, and treat the key as leaked"
    msg = (
        f"{where}: not written, because it would hold what looks like a secret "
        f"({found[0].kind}, {found[0].where}{more}); {way_out}"
    )
    raise UserError(msg)


def redact_secrets(text: str) -> str:
    """``text`` with ``[redacted: KIND]`` in place of everything that looks like a secret."""
    data = text.encode("utf-8", "surrogatepass")
    found = spans(data)
    if not found:
        return text
    parts, at = [], 0
    for span in found:
        parts += [data[at : span.start], f"[redacted: {span.kind}]".encode()]
        at = span.end
    return b"".join([*parts, data[at:]]).decode("utf-8", "surrogatepass")
