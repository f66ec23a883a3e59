"""Of which kind a name is, by the common nouns within it and beside it."""

from collections.abc import Iterator
from typing import NamedTuple

from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.parse import Parse

PLACES = frozenset({"Region", "Settlement", "Facility", "NaturalFeature", "Place", "Country"})
BODIES = frozenset(
    {"ArmedGroup", "MediaOrganization", "PoliticalParty", "Company", "NonGovernmentalOrganization", "Coalition"}
)
"""Kinds of bodies whose noun before or after a name says what the name is of."""
NAMED_THINGS = BODIES | {"MilitaryPlatform", "Vehicle", "EducationalBody", "ArmedForce"}
NOTHING = "Entity"
"""The class of names that are of no actor and of no place."""
LONGEST_TITLE = 4


class NameClass(NamedTuple):
    """The class of a name, the noun that says it, and its token where it stands outside the name."""

    type: str
    noun: Noun | None = None
    token: int | None = None


def class_of_name(parse: Parse, start: int, end: int, nouns: Nouns) -> NameClass | None:
    """What the nouns say; an apposition outweighs the word in the name, as an armed group may call itself a brigade."""
    inner = _noun_within(parse, start, end, nouns)
    if inner is not None and inner.office and parse.lowers[end - 1] not in inner.words:
        # "the Foreign and Defence *Secretaries*"
        return NameClass(inner.plural, inner)
    if inner is not None and (
        inner.office or inner.honorific or inner.type in ("Person", "Group") or _is_lone(inner, start, end)
    ):
        inner = None
    if (
        inner is None
        and (title := noun_at(parse, start - 1, nouns) if start else None)
        and (title.office or title.honorific)
    ):
        return NameClass("Person")
    inner = inner or _first_word(parse, start, end, nouns)
    beside = _beside(parse, start, end, nouns)
    if beside is not None and (inner is None or inner.unit or inner is _first_word(parse, start, end, nouns)):
        return beside
    return None if inner is None else NameClass(inner.type, inner)


def _is_lone(noun: Noun, start: int, end: int) -> bool:
    """Whether the name is no more than a common noun with a capital."""
    return len(noun.words) == end - start and noun.type != NOTHING


def _noun_within(parse: Parse, start: int, end: int, nouns: Nouns) -> Noun | None:
    """The noun that heads a name: the word before "of" ("*Department* of State"), else the last before a number."""
    first = _first_word(parse, start, end, nouns)
    if first is not None and first.type == NOTHING and first.name_head and first.capital:
        return first
    before = _noun_before_of(parse, start, end, nouns)
    last = end - 1
    while last > start and parse.words[last].isdigit():
        last -= 1
    return before or noun_at(parse, last, nouns, start=start, named=True)


def _first_word(parse: Parse, start: int, end: int, nouns: Nouns) -> Noun | None:
    """The kind in "*Mount* X", "*Camp* X", "*Abu* X"."""
    noun = noun_at(parse, start, nouns, start=start) if end > start + 1 else None
    first = noun or (noun_at(parse, start, nouns, start=start, named=True) if end > start + 1 else None)
    kinds = ("NaturalFeature", "Facility")
    # "*Abu* Salim", "*Liwa* al-Nasr"
    named = first is not None and first.capital and (first.name_head or first.type == NOTHING)
    fits = first is not None and (first.type in kinds or named)
    return first if fits else None


def _noun_before_of(parse: Parse, start: int, end: int, nouns: Nouns) -> Noun | None:
    """The kind in "Ministry of Defence", "University of Mosul"."""
    of = next((token for token in range(start + 1, end) if parse.lowers[token] in ("of", "for")), None)
    # "the *rebel* Movement for X"
    left = start - (start > 0 and parse.words[start - 1].islower())
    return None if of is None else noun_at(parse, of - 1, nouns, start=left, named=True)


def _beside(parse: Parse, start: int, end: int, nouns: Nouns) -> NameClass | None:
    """The kind by the noun right before ("the newspaper X"), before "of", right after, or in apposition."""
    for found in (_right_before(parse, start, end, nouns), _place_beside(parse, start, end, nouns)):
        if found is not None:
            return found
    for token in (*_called(parse, start, end, nouns), *appositions(parse, start, end, nouns)):
        noun = noun_at(parse, token, nouns)
        if noun is not None and noun.type != "Group" and parse.tags[token] not in ("NNS", "NNPS"):
            return NameClass(noun.type, noun)
    return None


def _right_before(parse: Parse, start: int, end: int, nouns: Nouns) -> NameClass | None:
    token = start - 1
    noun = noun_at(parse, token, nouns) if start and parse.pos[token] in ("NOUN", "PROPN", "ADJ") else None
    if noun is None or parse.tags[token] in ("NNS", "NNPS"):
        return None
    if noun.type == "Person" and not noun.office and not noun.honorific:
        return NameClass("Person")
    tied = parse.heads[token] in range(start, end) or _heads(parse, start, end) == token
    if noun.type in NAMED_THINGS and tied:
        return NameClass(noun.type, noun, token)
    return NameClass(noun.type) if noun.name_head and parse.heads[token] in range(start, end) else None


def _heads(parse: Parse, start: int, end: int) -> int | None:
    """The token outside that the name hangs on as an apposition or modifier."""
    for token in range(start, end):
        if parse.heads[token] not in range(start, end) and parse.deps[token] in ("appos", "nmod", "compound"):
            return parse.heads[token]
    return None


def _place_beside(parse: Parse, start: int, end: int, nouns: Nouns) -> NameClass | None:
    """The kind that stands before "of" or after the name: "the village *of* X", "X region", "the X militia"."""
    of = start - 1 - (start > 1 and parse.lowers[start - 1] == "the")
    if of >= 1 and parse.lowers[of] == "of":
        before = noun_at(parse, of - 1, nouns)
        if before is not None and before.name_head and before.type not in ("Facility", NOTHING):
            return NameClass(before.type)
    for last in (end + 1, end):
        # "X state", not "X *stated* that"
        found = last < len(parse) and parse.words[end].islower() and parse.pos[last] not in ("VERB", "AUX")
        after = noun_at(parse, last, nouns, start=end) if found else None
        if after is not None and len(after.words) == last - end + 1 and after.name_head:
            return NameClass(after.type)
        if after is not None and after.type in BODIES and parse.heads[end - 1] == last:
            return NameClass(after.type, after)
    return None


def appositions(parse: Parse, start: int, end: int, nouns: Nouns) -> Iterator[int]:
    """The nouns set beside a name by a comma: "X, a *faction* of …", "a *militia*, the X"."""
    for token in range(start, end):
        if parse.deps[token] == "appos" and parse.heads[token] not in range(start, end):
            yield apposed_to(parse, token, (start, end), nouns)
        yield from (
            child for child in parse.dependents(token, "appos") if child >= end and parse.words[child].islower()
        )
        yield from predicates(parse, token)


def _called(parse: Parse, start: int, end: int, nouns: Nouns) -> Iterator[int]:
    """The noun whose bearer a name is said to be called: "a *militia* known as X", "a *faction* called X"."""
    for token in range(start, end):
        above, label = parse.heads[token], parse.deps[token]
        verb = parse.heads[above] if label == "pobj" and parse.lowers[above] == "as" else above
        named = label in ("oprd", "dobj", "attr") or verb != above
        if named and parse.tags[verb] == "VBN" and parse.deps[verb] == "acl" and parse.lemmas[verb] in nouns.calling:
            yield parse.heads[verb]


def predicates(parse: Parse, subject: int) -> Iterator[int]:
    """What a subject is said to be: "X is a *town*"; not in "X is no town", "X may be a town"."""
    verb = parse.heads[subject]
    if parse.deps[subject] == "nsubj" and parse.lemmas[verb] == "be":
        children = parse.children[verb]
        if not any(parse.deps[child] == "neg" or parse.tags[child] == "MD" for child in children):
            yield from (noun for noun in parse.dependents(verb, "attr") if parse.first(noun, "neg") is None)


def apposed_to(parse: Parse, head: int, name: tuple[int, int], nouns: Nouns) -> int:
    """What a name is in apposition to: not the last word of who is described, "a *trader* in Gossi, X" is a trader."""
    start, end = name
    inner = parse.heads[head]
    if parse.deps[inner] != "pobj" or end - start < 2 or not start or parse.words[start - 1] != ",":
        return inner
    whole = parse.heads[parse.heads[inner]]
    noun = noun_at(parse, whole, nouns)
    article = parse.first(whole, "det")
    indefinite = article is not None and parse.lowers[article] in ("a", "an")
    single = noun is not None and noun.type == "Person" and parse.tags[whole] in ("NN", "NNP")
    return whole if single and (indefinite or parse.pos[inner] == "PROPN") else inner


def is_town(parse: Parse, token: int, noun: Noun) -> bool:
    """Whether a noun for a facility is what a town is called by: "the *Iraqi port* of X", where the port of X may be less."""
    if not noun.town or parse.lowers[token + 1 : token + 2] != ("of",):
        return False
    first = token - len(noun.words) + 1
    modified = (n for n in parse.children[token] if n < first and parse.deps[n] in ("amod", "compound", "nmod", "poss"))
    named = token + 2 < len(parse) and parse.words[token + 2][:1].isupper()
    return named and next(modified, None) is not None


def title_end(parse: Parse, token: int, nouns: Nouns) -> int:
    """The end of the office or title that begins at a token, the token itself where none does."""
    lower = parse.lowers[token]
    if nouns.title_starts.isdisjoint((lower, parse.lemmas[token], lower.removesuffix("s"))):
        return token
    for end in range(min(len(parse), token + LONGEST_TITLE), token, -1):
        for noun in _readings(parse, end - 1, nouns):
            if (noun.office or noun.honorific) and len(noun.words) == end - token and _matches(parse, token, noun):
                return end
    return token


def noun_at(parse: Parse, token: int, nouns: Nouns, *, start: int = 0, named: bool = False) -> Noun | None:
    """The longest noun of the lexicon that ends at a token, looking no further left than `start`.

    `named`: as part of a name, where some nouns mean another kind ("National *Front*").
    """
    found = [
        noun
        for noun in _readings(parse, token, nouns)
        if noun.capital <= named
        and token - len(noun.words) + 1 >= start
        and _matches(parse, token - len(noun.words) + 1, noun)
    ]
    return max(found, key=lambda noun: (len(noun.words), noun.capital), default=None)


def _readings(parse: Parse, token: int, nouns: Nouns) -> tuple[Noun, ...]:
    table = nouns.by_last
    found = table.get(parse.lemmas[token], ()) or table.get(parse.lowers[token], ())
    # A plural with a capital, and some without, is taken for a name: "*Rebels* seized …".
    named = parse.words[token][:1].isupper() or parse.tags[token] == "NNP"
    return found or (table.get(parse.lowers[token].removesuffix("s"), ()) if named else ())


def _matches(parse: Parse, first: int, noun: Noun) -> bool:
    return first + len(noun.words) <= len(parse) and all(
        word in (parse.lowers[first + n], parse.lemmas[first + n], parse.lowers[first + n].removesuffix("s"))
        for n, word in enumerate(noun.words)
    )
