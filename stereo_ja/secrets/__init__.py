"""Keys and tokens must not leave with an export: what looks like one, and the refusal to write it.

Three functions, all in time linear in the size of what they look at:

- ``find_secrets(payload)`` says what kind of secret is where, never the secret itself;
- ``refuse_secrets(payload, where)`` raises a UserError if there is one;
- ``redact_secrets(text)`` puts ``[redacted: KIND]`` in its place.
"""

from __future__ import annotations

from stereo_ja.secrets._find import Finding, find_secrets
from stereo_ja.secrets._guard import redact_secrets, refuse_secrets

__all__ = ["Finding", "find_secrets", "redact_secrets", "refuse_secrets"]
