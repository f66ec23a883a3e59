"""Clitics that a tokenizer or a transcript cut off behind the apostrophe: "the town’ s mayor", "they’ re here"."""

import re

CUT_OFF = re.compile(r"(?<=\w)([’'´`]) (s|re|ve|ll|m|d)(?=[\s.,;:!?)\"”]|$)")


def rejoin_clitics(text: str) -> str:
    """The text with the space on the other side of the apostrophe, as treebanks cut words; no character changes its place.

    >>> rejoin_clitics("Mali’ s army says they' re safe")
    "Mali ’s army says they 're safe"
    """
    return CUT_OFF.sub(r" \1\2", text)
