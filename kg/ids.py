"""Stable names: pure functions of what they name, the same on every machine."""

import hashlib
import json
from functools import lru_cache

DIGEST_BYTES = 12
# Made once: half the time of a name would go into making it.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest(*parts: str | int) -> str:
    """24 hexadecimal digits over an unambiguous encoding (a JSON list) of the parts.

    >>> digest("ab", "c") == digest("a", "bc")
    False
    """
    encoded = ENCODER.encode(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(encoded, digest_size=DIGEST_BYTES).hexdigest()


@lru_cache(maxsize=8192)
def mint(kind: str, *parts: str | int) -> str:
    """The path below the base IRI of the thing of a kind that the parts identify.

    >>> mint("article", "a-1")
    'article/34591fb9b74ef4e8a732205a'
    """
    return f"{kind}/{digest(*parts)}"
