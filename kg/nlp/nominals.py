"""People, bodies, places and things that are described, not named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Amount
from kg.gazetteer import Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.lists import coordinated_before
from kg.nlp.mentions import Kind, Link, Mention, Tie
from kg.nlp.name_mentions import head_of, of_several, place_nouns, title_tokens
from kg.nlp.names import Name
from kg.nlp.names.classes import NOTHING, PLACES, is_town, noun_at
from kg.nlp.parse import Parse
from kg.nlp.ties import noun_ties

PREMODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
INNER = frozenset({"of", "for", "in", "by", "to"})
"""Prepositions within nouns of several words."""
LONGEST_TAIL = 4
"""Words that may follow the head of a noun of several words."""
BARE = frozenset({"DET", "PRON", "NUM", "PUNCT", "PART"})


@dataclass(frozen=True, slots=True)
class Idioms:
    """The tokens by which triggers change what refers.

    Nouns `bare` in a verb's idiom refer to nobody ("took them *prisoner*"), what modifies the `nominals` of events does
    refer ("*rebel* attack").
    """

    bare: frozenset[int]
    nominals: frozenset[int]


def nominal_mentions(
    parse: Parse, *, names: Sequence[Name], nouns: Nouns, amounts: Mapping[int, Amount], idioms: Idioms
) -> Iterator[Mention]:
    """Descriptions whose head noun the lexicon knows: "six Chinese troops", "a military spokesperson", "*rebel* raid"."""
    in_name = {token for name in names for token in range(name.start, name.end)}
    placed = {token for name in names for token in place_nouns(parse, name, nouns)}
    placed |= {
        several[0]
        for name in names
        if (several := of_several(parse, head_of(parse, name.start, name.end), nouns)) is not None
    }
    for token in range(len(parse)):
        if token in in_name or token in placed or token in idioms.bare:
            continue
        # A plural before an idiom's noun is the verb's object: "took five *miners* hostage".
        if (
            parse.heads[token] in idioms.nominals
            and parse.deps[token] in PREMODIFIERS[:3]
            and parse.tags[token] != "NNS"
        ):
            yield from _modifier(parse, token, nouns)
            continue
        if not _can_refer(parse, token):
            continue
        last, noun = _phrase_at(parse, token, nouns)
        if (
            noun is None
            or noun.honorific
            or noun.type == NOTHING
            or (noun.office and _titles_a_name(parse, token, last, in_name))
        ):
            continue
        described = _nominal(parse, (token, last), noun, amounts, idioms.bare)
        yield from _split_by_nation(parse, described, names)


def _phrase_at(parse: Parse, token: int, nouns: Nouns) -> tuple[int, Noun | None]:
    """The noun of one or several words that grammar knows by a token, and its last token: "the *chief* of staff"."""
    if token + 1 < len(parse) and parse.lowers[token + 1] in INNER:
        for last in range(min(token + LONGEST_TAIL, len(parse) - 1), token + 1, -1):
            noun = noun_at(parse, last, nouns)
            if noun is not None and _head_in(noun, last) == token:
                return last, noun
    noun = noun_at(parse, token, nouns)
    return token, noun if noun is not None and _head_in(noun, token) == token else None


def _head_in(noun: Noun, last: int) -> int:
    """The token by which grammar knows a noun that ends at a token: the word before "of"."""
    first = last - len(noun.words) + 1
    return next((first + n - 1 for n, word in enumerate(noun.words) if n and word in INNER), last)


def _modifier(parse: Parse, token: int, nouns: Nouns) -> Iterator[Mention]:
    """Whoever acts in "a *rebel* attack", "*police* raids": a noun or adjective that stands for people or a body."""
    noun = noun_at(parse, token, nouns)
    # Ranks and bodies that the parser reads as adjectives say of what kind it is: "a *major* raid", "*military* exercises".
    kind = parse.pos[token] == "ADJ" and noun is not None and (noun.office or noun.plural == noun.type)
    if noun is not None and not noun.honorific and not kind and noun.type not in (*PLACES, NOTHING):
        yield Mention(
            start=token,
            end=token + 1,
            head=token,
            kind=Kind.NOMINAL,
            label=parse.words[token],
            type=noun.plural,
            plural=noun.plural != noun.type,
            definite=True,
            noun=" ".join(noun.words),
            sectors=noun.sectors,
        )


def _can_refer(parse: Parse, token: int) -> bool:
    """Nouns that are no mere modifiers of another noun; a possessor refers, and so does a plural ("two *men* hostage")."""
    if parse.pos[token] not in ("NOUN", "PROPN"):
        return False
    if parse.deps[token] not in ("compound", "amod", "nmod") or parse.tags[token] == "NNS":
        return True
    return token in coordinated_before(parse, parse.heads[token])


def _titles_a_name(parse: Parse, token: int, last: int, in_name: set[int]) -> bool:
    """Whether an office stands right before the name of who holds it."""
    return last + 1 in in_name and (last > token or parse.deps[token] in ("compound", "nmod", "appos"))


def _nominal(
    parse: Parse, place: tuple[int, int], noun: Noun, amounts: Mapping[int, Amount], idioms: frozenset[int]
) -> Mention:
    """The mention of a noun; `place` is the token by which grammar knows it, and its last."""
    token, last = place
    start = _left_edge(parse, token, idioms)
    word = noun.words[token - last - 1]
    plural = parse.tags[token] in ("NNS", "NNPS") or parse.lowers[token] == word + "s"
    first = parse.lowers[start]
    titled = title_tokens(parse, last, noun) if noun.office and not plural else None
    bare = start + 1 if first in ("the", "a", "an") and start < token else start
    return Mention(
        start=start,
        end=last + 1,
        head=token,
        kind=Kind.NOMINAL,
        label=parse.quote(bare, last + 1),
        type="Settlement" if is_town(parse, last, noun) else noun.plural if plural else noun.type,
        plural=plural,
        definite=first in ("the", "this", "that", "these", "those", "both"),
        amount=amounts.get(token) or _stray_amount(parse, token, amounts),
        ties=(*noun_ties(parse, last, noun), *_shared_ties(parse, token)),
        title=parse.quote(*titled) if titled else None,
        title_tokens=titled,
        noun=" ".join(noun.words),
        sectors=noun.sectors,
        generic=noun.name_head or noun.unit or noun.generic,
    )


def _stray_amount(parse: Parse, token: int, amounts: Mapping[int, Amount]) -> Amount | None:
    """The number before a noun that the parser hangs on the noun after it: "*two* villagers hostage"."""
    if parse.deps[token] not in PREMODIFIERS:
        return None
    numbers = [t for t in range(_shared_edge(parse, token), token) if parse.pos[t] == "NUM"]
    return (amounts.get(numbers[-1]) or amounts.get(parse.heads[token])) if numbers else None


def _left_edge(parse: Parse, token: int, idioms: frozenset[int]) -> int:
    """The start of the noun phrase before its head, without a verb's idiom that the parser takes for a modifier."""
    start = token
    if parse.deps[token] in PREMODIFIERS and (shared := _shared_edge(parse, token)) < token:
        return shared
    before = tuple(coordinated_before(parse, token))
    for child in reversed(parse.children[token]):
        if child in before:
            return min((parse.edges[other][0] for other in parse.dependents(child, "conj")), default=start)
        if child in idioms or (parse.deps[child] == "advmod" and parse.deps[start] == "det"):
            break
        if child < token and (parse.deps[child] in (*PREMODIFIERS, "det", "quantmod", "predet", "advmod")):
            start = min(start, parse.edges[child][0])
    return start


def _shared_ties(parse: Parse, token: int) -> Iterator[Tie]:
    """The adjectives of a noun whose number the parser hangs on the noun after it."""
    for before in range(_shared_edge(parse, token), token) if parse.deps[token] in PREMODIFIERS else ():
        if parse.deps[before] == "amod":
            yield Tie(link=Link.ADJECTIVE, token=before)


def _shared_edge(parse: Parse, token: int) -> int:
    """Where a noun begins whose number the parser hangs on the noun after it: "*forty Ethiopian* officers prisoner"."""
    start = token
    while start and parse.heads[start - 1] == parse.heads[token] and parse.deps[start - 1] in ("amod", "nummod"):
        start -= 1
    return start if any(parse.pos[t] == "NUM" for t in range(start, token)) else token


def _split_by_nation(parse: Parse, mention: Mention, names: Sequence[Name]) -> Iterator[Mention]:
    """One mention for each adjective: "Russian and Ukrainian troops" are two groups."""
    nations = [tie for tie in mention.ties if tie.link is Link.ADJECTIVE and _is_demonym(names, tie.token)]
    if len(nations) < 2 or not _coordinated(parse, nations):
        yield mention
        return
    others = tuple(tie for tie in mention.ties if tie not in nations)
    for n, nation in enumerate(nations):
        last = n == len(nations) - 1
        yield Mention(
            start=nation.token if n else mention.start,
            end=mention.end if last else nation.token + 1,
            head=mention.head,
            kind=mention.kind,
            label=f"{parse.words[nation.token]} {parse.quote(nations[-1].token + 1, mention.end)}",
            type=mention.type,
            plural=mention.plural,
            definite=mention.definite,
            ties=(nation, *others),
            noun=mention.noun,
            sectors=mention.sectors,
        )


def _is_demonym(names: Sequence[Name], token: int) -> bool:
    return any(
        name.start <= token < name.end and any(c.sense is Sense.DEMONYM for c in name.candidates) for name in names
    )


def _coordinated(parse: Parse, ties: Sequence[Tie]) -> bool:
    return all(parse.deps[tie.token] == "conj" or parse.first(tie.token, "conj") is not None for tie in ties)
