"""When two spellings are the same name."""

import re
import unicodedata
from functools import lru_cache

LETTERLIKE = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ð": "d",
        "þ": "th",
    }
)
APOSTROPHES = re.compile(r"['`´‘’‛ʻʼʽʾʿʹ′]")
JOINERS = re.compile(r"[\s\-‐‑‒–—−/]+")  # a hyphen, a dash and a space are one
INITIAL_STOP = re.compile(r"(?<![^\W\d_])([^\W\d_])\.")
SAINT = re.compile(r"\bst\b\.?")
ARTICLE = "the "
TRUSTED_CAPITALS = 4


@lru_cache(maxsize=1 << 13)
def fold(name: str) -> str:
    """The spelling under which a name is kept: no case, accents, apostrophes, hyphens, stops of initials, leading "the".

    >>> fold("the U.S."), fold("Sana’a"), fold("Deir ez-Zor"), fold("St. Petersburg")
    ('us', 'sanaa', 'deir ez zor', 'saint petersburg')
    """
    bare = name.translate(LETTERLIKE)
    if not bare.isascii():
        bare = APOSTROPHES.sub("", bare)
        bare = "".join(char for char in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(char))
    bare = JOINERS.sub(" ", bare.replace("'", "").replace("`", "")).strip().casefold()
    if "." in bare:
        bare = INITIAL_STOP.sub(r"\1", bare)
    if "st" in bare:
        bare = SAINT.sub("saint", bare)
    return bare[len(ARTICLE) :] if bare.startswith(ARTICLE) and bare != ARTICLE else bare


def _is_acronym(written: str) -> bool:
    letters = [char for char in written if char.isalpha()]
    return " " not in written and len(letters) > 1 and all(char.isupper() for char in letters)


def agrees(text: str, written: str, *, trusted: bool) -> bool:
    """Whether the capitals in a text allow the name as it is usually written.

    "us" and "Us" are not the US, "mali" is not Mali; "UKRAINE" in a headline is Ukraine, "Nato" is NATO. Of a trusted
    (curated) name of several words the first decides ("Red sea", "Islamic state"); of others every word.
    """
    if not any(char.isupper() for char in text):
        return not any(char.isupper() for char in written)
    if _is_acronym(written):
        return _is_acronym(text) or (sum(map(str.isalpha, written)) >= TRUSTED_CAPITALS and text[0].isupper())
    if _is_acronym(text):
        return trusted and len(text) >= TRUSTED_CAPITALS
    return _capitals_agree(_bare(text), _bare(written), trusted=trusted)


def _capitals_agree(text: str, written: str, *, trusted: bool) -> bool:
    text_words, written_words = JOINERS.split(text), JOINERS.split(written)
    pairs = list(zip(text_words, written_words, strict=False))
    if trusted or len(text_words) != len(written_words):
        pairs = pairs[:1]
    return all(_initial_upper(said) or not _initial_upper(kept) for said, kept in pairs)


def _initial_upper(word: str) -> bool:
    first = next((char for char in word if char.isalnum()), "")
    return first.isupper() or first.isdigit()


def _bare(name: str) -> str:
    return name[len(ARTICLE) :] if name.lower().startswith(ARTICLE) else name
