"""People, bodies, places and things that are described, not named."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.facts import Amount
from kg.gazetteer import Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.mentions import Kind, Link, Mention, Tie
from kg.nlp.name_mentions import head_of, of_several, place_nouns, title_tokens
from kg.nlp.names import Name
from kg.nlp.names.classes import PLACES, noun_at
from kg.nlp.parse import Parse
from kg.nlp.ties import noun_ties

PREMODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
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
        noun = noun_at(parse, token, nouns)
        if noun is None or noun.honorific or (noun.office and _titles_a_name(parse, token, in_name)):
            continue
        yield from _split_by_nation(parse, _nominal(parse, token, noun, amounts, idioms.bare), names)


def _modifier(parse: Parse, token: int, nouns: Nouns) -> Iterator[Mention]:
    """Whoever acts in "a *rebel* attack", "*police* raids": a noun or adjective that stands for people or a body."""
    noun = noun_at(parse, token, nouns)
    if noun is not None and not noun.honorific and noun.type not in PLACES:
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
    return parse.deps[token] not in ("compound", "amod", "nmod") or parse.tags[token] == "NNS"


def _titles_a_name(parse: Parse, token: int, in_name: set[int]) -> bool:
    """Whether an office stands right before the name of who holds it."""
    return token + 1 in in_name and parse.deps[token] in ("compound", "nmod", "appos")


def _nominal(parse: Parse, token: int, noun: Noun, amounts: Mapping[int, Amount], idioms: frozenset[int]) -> Mention:
    start = _left_edge(parse, token, idioms)
    plural = parse.tags[token] in ("NNS", "NNPS") or parse.lowers[token] == noun.words[-1] + "s"
    first = parse.lowers[start]
    titled = title_tokens(parse, token, noun) if noun.office and not plural else None
    bare = start + 1 if first in ("the", "a", "an") and start < token else start
    return Mention(
        start=start,
        end=token + 1,
        head=token,
        kind=Kind.NOMINAL,
        label=parse.quote(bare, token + 1),
        type=noun.plural if plural else noun.type,
        plural=plural,
        definite=first in ("the", "this", "that", "these", "those", "both"),
        amount=amounts.get(token) or _stray_amount(parse, token, amounts),
        ties=tuple(noun_ties(parse, token, noun)),
        title=parse.quote(*titled) if titled else None,
        title_tokens=titled,
        noun=" ".join(noun.words),
        sectors=noun.sectors,
        generic=noun.name_head or noun.unit or noun.generic,
    )


def _stray_amount(parse: Parse, token: int, amounts: Mapping[int, Amount]) -> Amount | None:
    """The number before a noun that the parser hangs on the noun after it: "*two* villagers hostage"."""
    before = token - 1
    if before < 0 or parse.pos[before] != "NUM" or parse.deps[token] not in PREMODIFIERS:
        return None
    return amounts.get(before) or amounts.get(parse.heads[token])


def _left_edge(parse: Parse, token: int, idioms: frozenset[int]) -> int:
    """The start of the noun phrase before its head, without a verb's idiom that the parser takes for a modifier."""
    start = token
    if token and parse.deps[token] in PREMODIFIERS and parse.pos[token - 1] == "NUM":
        return token - 1
    for child in reversed(parse.children[token]):
        if child in idioms:
            break
        if child < token and (parse.deps[child] in (*PREMODIFIERS, "det", "quantmod", "predet", "advmod")):
            start = min(start, parse.edges[child][0])
    return start


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
