"""Names in a paragraph: by the gazetteer, then by what the sentence says, then by the statistical label."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer import Candidate, Gazetteer, Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.parse import Entity, Parse

PROPER = frozenset({"PROPN"})
LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Settlement",
    "LOC": "Region",
    "FAC": "Facility",
    "NORP": "Group",
}
"""The class that a statistical label stands for when nothing better is known."""
PARTS_OF_NAMES = frozenset({"of", "the", "al", "el", "de", "and", "-", "–", "'", "’", "for", "&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Tokens [start, end), what the gazetteer knows by them, and the class that the sentence or the model suggests.

    `noun` is the common noun within the name that says its kind ("225th Assault *Regiment*"); `certain` means that the
    sentence, not only the model, says the class.
    """

    start: int
    end: int
    candidates: tuple[Candidate, ...] = ()
    type: str | None = None
    noun: Noun | None = None
    certain: bool = False


def find_names(parse: Parse, *, gazetteer: Gazetteer, nouns: Nouns) -> Iterator[Name]:
    """The names of a paragraph from left to right; they do not overlap."""
    labelled = {token: entity for entity in parse.entities for token in _tokens(entity)}
    token = 0
    while token < len(parse):
        name = _name_at(parse, token, labelled=labelled, gazetteer=gazetteer, nouns=nouns)
        if name is None:
            token += 1
        else:
            yield name
            token = name.end


def _tokens(entity: Entity) -> range:
    return range(entity.start, entity.end)


def _name_at(
    parse: Parse, token: int, *, labelled: dict[int, Entity], gazetteer: Gazetteer, nouns: Nouns
) -> Name | None:
    if not parse.words[token][:1].isalnum():
        return None
    known = _match(parse, token, gazetteer)
    entity = labelled.get(token)
    if entity is not None and entity.label not in LABELS:
        entity = None
        if known is None:
            return None
    longer = _longer_name(parse, token, known[0] if known else token, entity, nouns)
    if known and longer is None:
        end, candidates = known
        return _known(parse, token, end, candidates, entity)
    if longer is not None:
        start, end = longer
        return _unknown(parse, start, end, entity, nouns)
    return None


def _match(parse: Parse, token: int, gazetteer: Gazetteer) -> tuple[int, tuple[Candidate, ...]] | None:
    """The gazetteer's longest name here that is not cut out of a longer phrase: "Malian *military* doctors"."""
    known = gazetteer.match(parse.text, parse.begins, parse.ends, token)
    if known is None or known[0] == token + 1 or not _is_modifier(parse, known[0] - 1):
        return known
    for end in range(known[0] - 1, token, -1):
        found = gazetteer.find(parse.quote(token, end))
        if found:
            return end, found
    return None


def _is_modifier(parse: Parse, token: int) -> bool:
    return parse.words[token].islower() and parse.pos[token] == "ADJ" and parse.heads[token] == token + 1


def _known(
    parse: Parse, start: int, end: int, candidates: tuple[Candidate, ...], entity: Entity | None
) -> Name | None:
    """A gazetteer's name, unless it is a common word here, or part of a person's name by the model."""
    if all(parse.pos[token] in ("VERB", "AUX", "ADV", "DET", "ADP", "PRON") for token in range(start, end)):
        return None
    return Name(start=start, end=end, candidates=candidates, type=LABELS[entity.label] if entity else None)


def _longer_name(
    parse: Parse, token: int, known_end: int, entity: Entity | None, nouns: Nouns
) -> tuple[int, int] | None:
    """A run of capitalised words that goes beyond what the gazetteer knows, as the model or the capitals bound it."""
    start, end = (token, token) if entity is None or entity.start != token else _trimmed(parse, entity, nouns)
    if start > token:
        return None
    if end <= known_end:
        start, end = token, _capitals_end(parse, token, nouns)
    if end <= known_end or start >= end:
        return None
    if known_end > token and not _binds(parse, token, known_end, end, nouns):
        return None
    return start, end


def _trimmed(parse: Parse, entity: Entity, nouns: Nouns) -> tuple[int, int]:
    """The model's span less article, possessive mark, all up to its last title, and what is no name."""
    start, end = entity.start, entity.end
    titles = [token for token in range(start, end - 1) if _is_title(parse, token, nouns)]
    if titles and entity.label == "PERSON":
        start = titles[-1] + 1
    while start < end and parse.lowers[start] in ("the", "a", "an"):
        start += 1
    while end > start and (parse.tags[end - 1] == "POS" or not parse.words[end - 1][:1].isalnum()):
        end -= 1
    if start < end and (parse.words[start][:1].isupper() or parse.words[start][:1].isdigit()):
        return start, end
    return start, start


def _is_title(parse: Parse, token: int, nouns: Nouns) -> bool:
    return any(
        (noun.office or noun.honorific) and len(noun.words) == 1
        for noun in nouns.get(parse.lemmas[token], ()) or nouns.get(parse.lowers[token], ())
    )


def _capitals_end(parse: Parse, token: int, nouns: Nouns) -> int:
    """The end of the run of proper nouns from a token, "of" and "al-" between them included."""
    if parse.pos[token] not in PROPER or not parse.words[token][:1].isupper() or _is_title(parse, token, nouns):
        return token
    end = token + 1
    while end < len(parse):
        if parse.pos[end] in PROPER and (parse.words[end][:1].isupper() or parse.lowers[end] in PARTS_OF_NAMES):
            end += 1
        elif parse.lowers[end] in PARTS_OF_NAMES and parse.words[end] in "-–" and _joined(parse, end):
            end += 2
        else:
            break
    return end


def _joined(parse: Parse, hyphen: int) -> bool:
    """Whether a hyphen stands without spaces between two parts of a name."""
    after = hyphen + 1
    return (
        after < len(parse)
        and parse.begins[after] == parse.ends[hyphen]
        and parse.begins[hyphen] == parse.ends[hyphen - 1]
        and parse.words[after][:1].isalnum()
    )


def _binds(parse: Parse, start: int, known_end: int, end: int, nouns: Nouns) -> bool:
    """Whether the words after a known name belong to it: "Sudan Liberation Army" does, "Ukraine President Zelensky" not."""
    if parse.tags[known_end] == "POS" or _is_title(parse, known_end, nouns):
        return False
    rest = range(known_end, end)
    return all(parse.pos[token] in ("PROPN", "ADP", "PUNCT", "NUM", "ADJ", "NOUN", "PART", "DET", "CCONJ") for token in rest)


def _unknown(parse: Parse, start: int, end: int, entity: Entity | None, nouns: Nouns) -> Name | None:
    """A name that the gazetteer lacks; its class from the noun in it, the title before it, the model."""
    noun = noun_at(parse, end - 1, nouns, start=start) or _noun_before_of(parse, start, end, nouns)
    if noun is not None and not noun.office and not noun.honorific:
        return Name(start=start, end=end, type=noun.type, noun=noun, certain=True)
    if start > 0 and _is_title(parse, start - 1, nouns):
        return Name(start=start, end=end, type="Person", certain=True)
    if (place := _named_place(parse, start, end, nouns)) is not None:
        return Name(start=start, end=end, type=place.type, certain=True)
    if entity is None:
        return Name(start=start, end=end)
    return Name(start=start, end=end, type=LABELS[entity.label])


def _noun_before_of(parse: Parse, start: int, end: int, nouns: Nouns) -> Noun | None:
    """The kind in "Ministry of Defence", "University of Mosul"."""
    of = next((token for token in range(start + 1, end) if parse.lowers[token] in ("of", "for")), None)
    return None if of is None else noun_at(parse, of - 1, nouns, start=start)


def _named_place(parse: Parse, start: int, end: int, nouns: Nouns) -> Noun | None:
    """The kind that stands before "of" or after the name: "the village *of* X", "X region"."""
    if start >= 2 and parse.lowers[start - 1] == "of":
        before = noun_at(parse, start - 2, nouns)
        if before is not None and before.name_head:
            return before
    if end < len(parse) and parse.pos[end] in ("NOUN", "PROPN"):
        after = noun_at(parse, end, nouns)
        if after is not None and after.name_head:
            return after
    before = noun_at(parse, start - 1, nouns) if start else None
    return before if before is not None and before.name_head and parse.heads[start - 1] in range(start, end) else None


def noun_at(parse: Parse, token: int, nouns: Nouns, *, start: int = 0) -> Noun | None:
    """The longest noun of the lexicon that ends at a token, looking no further left than `start`."""
    for noun in nouns.get(parse.lemmas[token], ()) or nouns.get(parse.lowers[token], ()):
        first = token - len(noun.words) + 1
        if first >= start and all(
            word in (parse.lowers[first + n], parse.lemmas[first + n]) for n, word in enumerate(noun.words)
        ):
            return noun
    return None
