"""What bounds a numeral: words before it, and a second numeral that makes a range of it."""

from kg.lexicon.number_words import Bound, NumberWords
from kg.nlp.parse import Parse
from kg.nlp.quantities.numerals import Numeral, numeral_at, phrase_at


def bounds_before(parse: Parse, start: int, words: NumberWords) -> tuple[list[Bound], int]:
    """*At least another* 12: the bounds in a row, and the token after them."""
    bounds: list[Bound] = []
    token = start
    while found := phrase_at(parse, token, words.before):
        if _is_place(parse, token, found[0]):
            break
        bounds.append(found[1])
        token = found[0]
    return bounds, token


def _is_place(parse: Parse, start: int, end: int) -> bool:
    """*Took control over 100 villages*: a preposition of the clause; in *killed over 100 people* it bounds the number.

    So is a particle of the verb: *handed over 12 captives*.
    """
    above = parse.heads[start]
    if parse.deps[start] == "prt":
        return True
    if end != start + 1 or parse.deps[start] != "prep":
        return False
    return parse.pos[above] in {"NOUN", "PROPN"} or any(child < start for child in parse.dependents(above, "dobj"))


def range_at(parse: Parse, start: int, words: NumberWords) -> Numeral | None:
    """*Between 10 and 15*, *10 to 15*, *10-15*, *five or six*."""
    opened = start < len(parse) and parse.lowers[start] in words.range_openings
    least = numeral_at(parse, start + opened, words)
    if least is None or least.vague or least.end >= len(parse):
        return None
    links = words.links if opened else words.ranges
    changed = start and parse.lowers[start - 1] in words.changes
    if parse.lowers[least.end] not in links or (changed and not opened):
        return None
    most = numeral_at(parse, least.end + 1, words)
    if most is None or most.vague:
        return None
    factor = _shared_scale(least, most)
    return Numeral(most.end, least.least * factor, most.most) if least.least * factor < most.least else None


def _shared_scale(least: Numeral, most: Numeral) -> int:
    """*Two to three thousand* begins at two thousand."""
    scale = next((scale for scale in (1_000_000, 1_000, 100) if most.least % scale == 0), 1)
    return scale if least.least < 100 and most.least >= scale > 1 and most.least // scale < 100 else 1
