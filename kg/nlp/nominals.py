"""Names with what stands beside them, and people, bodies, places and things that are described, not named."""

from collections.abc import Iterator, Mapping, Sequence

from dataclasses import dataclass

from kg.facts import Amount
from kg.gazetteer import Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.mentions import Kind, Link, Mention, Tie
from kg.nlp.name_classes import PLACES, noun_at
from kg.nlp.names import Name
from kg.nlp.parse import Parse

PREMODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
BARE = frozenset({"DET", "PRON", "NUM", "PUNCT", "PART"})


@dataclass(frozen=True, slots=True)
class Idioms:
    """The tokens by which triggers change what refers: nouns `bare` in a verb's idiom refer to nobody ("took them
    *prisoner*"), what modifies the `nominals` of events does refer ("*rebel* attack")."""

    bare: frozenset[int]
    nominals: frozenset[int]


def name_mentions(parse: Parse, name: Name, nouns: Nouns) -> Iterator[Mention]:
    """The mention of a name with the place noun that belongs to it ("Kursk *region*") and the office that its bearer holds."""
    head = _head(parse, name.start, name.end)
    start, end, type_, title = name.start, name.end, name.type, None
    kind_noun = _place_noun(parse, name, nouns)
    if kind_noun is not None:
        type_ = kind_noun.type
        last = _long_noun(parse, name.end, nouns)
        if last is None and name.end < len(parse) and _place_at(parse, name.end, nouns):
            last = name.end if parse.tags[name.end] in ("NN", "NNP") and not _skipped(parse, name, nouns) else None
        if last is not None:
            end = last + 1
            head = last if parse.heads[head] == last else head
    titled = _title(parse, name, head, nouns)
    if titled is not None:
        title, type_ = parse.quote(*titled), type_ if name.candidates else "Person"
    yield Mention(
        start=start,
        end=end,
        head=head,
        kind=Kind.NAME,
        label=parse.quote(name.start, end),
        type=type_,
        candidates=name.candidates,
        ties=tuple(
            dict.fromkeys(
                (
                    *_ties(parse, head, range(start, end)),
                    *_beside_ties(parse, name, titled),
                    *(_holding_ties(parse, start, end, nouns) if titled is None else ()),
                )
            )
        ),
        title=title,
        title_tokens=titled,
        noun=kind_noun.words[-1] if kind_noun else None,
        sectors=name.noun.sectors if name.noun else (),
        plural=parse.tags[head] in ("NNS", "NNPS"),
        certain=name.certain or titled is not None or kind_noun is not None,
    )


def _holding_ties(parse: Parse, start: int, end: int, nouns: Nouns) -> Iterator[Tie]:
    """Where a place is said to lie, whatever the parser hangs it on: "X, *Y*", "X in *Y*", "the *Yish* town of X"."""
    after = end + (end < len(parse) and parse.words[end] == ",")
    if after < len(parse) and parse.lowers[after] == "in":
        yield from (Tie(link=Link.IN, token=token) for token in parse.dependents(after, "pobj"))
    elif end < after < len(parse) and parse.words[after][:1].isupper():
        yield Tie(link=Link.COMMA, token=after)
    of = start - 1 - (start > 1 and parse.lowers[start - 1] == "the")
    before = noun_at(parse, of - 1, nouns) if of > 0 and parse.lowers[of] == "of" else None
    if before is not None and before.type in PLACES:
        own = range(of - len(before.words), end)
        yield from (tie for tie in _ties(parse, of - 1, own) if tie.link is not Link.OF)
    if parse.deps[end - 1] == "conj":
        yield from (tie for tie in _ties(parse, parse.heads[end - 1], range(start, end)) if tie.link is Link.IN)
    yield from (
        tie
        for other in parse.dependents(end - 1, "conj")
        for tie in _ties(parse, other, range(start, end))
        if tie.link is Link.IN
    )


def _head(parse: Parse, start: int, end: int) -> int:
    """The token of a stretch by which the rest of the sentence knows it."""
    outside = [token for token in range(start, end) if not start <= parse.heads[token] < end or parse.heads[token] == token]
    return outside[-1] if outside else end - 1


def _place_noun(parse: Parse, name: Name, nouns: Nouns) -> Noun | None:
    """The noun that says what kind of place a name is of: "X *region*", "X and Y *regions*", "the *region* of X"."""
    if any(candidate.sense is Sense.DEMONYM for candidate in name.candidates):
        return None
    found = next(filter(None, (noun_at(parse, token, nouns) for token in _place_nouns(parse, name, nouns))), None)
    if found is not None:
        return found
    of = name.start - 1
    if of > 0 and parse.lowers[of] == "the":
        of -= 1
    before = noun_at(parse, of - 1, nouns) if of > 0 and parse.lowers[of] == "of" else None
    return before if before is not None and _forms_names(before) and parse.tags[of - 1] != "NNS" else None


def _place_nouns(parse: Parse, name: Name, nouns: Nouns) -> Iterator[int]:
    """The token of the noun behind a name, or behind all the names that share it."""
    if any(candidate.sense is Sense.DEMONYM for candidate in name.candidates):
        return
    after = name.end
    plural = ("NNS", "NNPS")
    if (last := _long_noun(parse, after, nouns)) is not None:
        yield last
        return
    if after < len(parse) and parse.pos[after] in ("NOUN", "PROPN") and _place_at(parse, after, nouns):
        if _skipped(parse, name, nouns):
            return
        if parse.tags[after] not in plural or parse.pos[name.start - 1] == "CCONJ":
            yield after
        return
    # "the X, Y and Z regions": over commas, "and" and other names.
    while after < len(parse) and (parse.pos[after] in ("CCONJ", "PROPN") or parse.words[after] == ","):
        after += 1
    if after > name.end and after < len(parse) and parse.tags[after] in plural and _place_at(parse, after, nouns):
        yield after


def _place_at(parse: Parse, token: int, nouns: Nouns) -> bool:
    noun = noun_at(parse, token, nouns)
    return noun is not None and _forms_names(noun)


def _long_noun(parse: Parse, first: int, nouns: Nouns) -> int | None:
    """The last token of a place's noun of two words right after a name: "X *refugee camp*"."""
    last = first + 1
    noun = noun_at(parse, last, nouns, start=first) if last < len(parse) else None
    return last if noun is not None and len(noun.words) == 2 and _forms_names(noun) and noun.type != "Facility" else None


def _skipped(parse: Parse, name: Name, nouns: Nouns) -> bool:
    """Whether the noun after a name is of something that stands at the named place: "the Mosul *hospital*"."""
    noun = noun_at(parse, name.end, nouns)
    return bool(name.candidates) and noun is not None and noun.type == "Facility"


def _forms_names(noun: Noun) -> bool:
    return noun.name_head and noun.type in PLACES


def _beside_ties(parse: Parse, name: Name, titled: tuple[int, int] | None) -> Iterator[Tie]:
    """The modifiers of an office or kind before a name are the name's: "*Chad's* President X", "the *Thai* newspaper X"."""
    if titled is not None:
        yield from (tie for tie in _ties(parse, titled[1] - 1, range(titled[0], titled[1])) if tie.token < name.start)
    if name.kind_token is not None:
        yield Tie(link=Link.APPOSITION, token=name.kind_token)
        yield from (tie for tie in _noun_ties(parse, name.kind_token, name.noun) if tie.token < name.start)


def _title(parse: Parse, name: Name, head: int, nouns: Nouns) -> tuple[int, int] | None:
    """The office or rank before a name ("Foreign Minister X") or in apposition to it ("the commander, X")."""
    if name.start:
        noun = noun_at(parse, name.start - 1, nouns)
        if noun is not None and (noun.office or noun.honorific) and parse.tags[name.start - 1] != "POS":
            return _title_tokens(parse, name.start - 1, noun)
    partners = [parse.heads[head]] if parse.deps[head] == "appos" else list(parse.dependents(head, "appos"))
    for partner in partners:
        noun = noun_at(parse, partner, nouns)
        if noun is not None and noun.office and parse.tags[partner] not in ("NNS", "NNPS"):
            return _title_tokens(parse, partner, noun)
    return None


def _title_tokens(parse: Parse, last: int, noun: Noun) -> tuple[int, int]:
    """The office's tokens with the common modifiers before it: "top commander", "deputy foreign minister"."""
    start = last - len(noun.words) + 1
    while start > 0 and parse.pos[start - 1] in ("ADJ", "NOUN") and parse.words[start - 1][:1].islower():
        start -= 1
    return start, last + 1


def nominal_mentions(
    parse: Parse, *, names: Sequence[Name], nouns: Nouns, amounts: Mapping[int, Amount], idioms: Idioms
) -> Iterator[Mention]:
    """Descriptions whose head noun the lexicon knows: "six Chinese troops", "a military spokesperson", "*rebel* raid"."""
    in_name = {token for name in names for token in range(name.start, name.end)}
    placed = {token for name in names for token in _place_nouns(parse, name, nouns)}
    for token in range(len(parse)):
        if token in in_name or token in placed or token in idioms.bare:
            continue
        if parse.heads[token] in idioms.nominals and parse.deps[token] in PREMODIFIERS[:3]:
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


def _nominal(
    parse: Parse, token: int, noun: Noun, amounts: Mapping[int, Amount], idioms: frozenset[int]
) -> Mention:
    start = _left_edge(parse, token, idioms)
    plural = parse.tags[token] in ("NNS", "NNPS") or parse.lowers[token] == noun.words[-1] + "s"
    first = parse.lowers[start]
    titled = _title_tokens(parse, token, noun) if noun.office and not plural else None
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
        ties=tuple(_noun_ties(parse, token, noun)),
        title=parse.quote(*titled) if titled else None,
        title_tokens=titled,
        noun=" ".join(noun.words),
        sectors=noun.sectors,
        generic=noun.name_head or noun.unit,
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
    """ "Russian and Ukrainian troops" are two groups: one mention for each adjective."""
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


def _ties(parse: Parse, head: int, own: range) -> Iterator[Tie]:
    """The modifiers of a noun that can say whose it is or where."""
    for child in parse.children[head]:
        label = parse.deps[child]
        if child in own:
            if label == "poss":
                yield Tie(link=Link.POSSESSIVE, token=child)
            continue
        if label in LINKS:
            yield from (Tie(link=LINKS[label], token=token) for token in _coordinates(parse, child))
        elif label == "prep" and parse.lowers[child] in PREPOSITIONS:
            link = PREPOSITIONS[parse.lowers[child]]
            yield from (Tie(link=link, token=token) for token in parse.dependents(child, "pobj"))
    if parse.deps[head] == "appos":
        yield Tie(link=Link.APPOSITION, token=parse.heads[head])


def _noun_ties(parse: Parse, last: int, noun: Noun | None) -> Iterator[Tie]:
    """The modifiers of a noun of one or several words, whichever of them the parser hangs them on."""
    own = range(last - len(noun.words) + 1 if noun else last, last + 1)
    for token in reversed(own):
        yield from (tie for tie in _ties(parse, token, own) if tie.token not in own)


LINKS = {
    "amod": Link.ADJECTIVE,
    "nmod": Link.COMPOUND,
    "compound": Link.COMPOUND,
    "poss": Link.POSSESSIVE,
    "appos": Link.APPOSITION,
}
PREPOSITIONS = {"of": Link.OF, "in": Link.IN, "from": Link.IN, "at": Link.IN, "for": Link.OF, "to": Link.OF}


def _coordinates(parse: Parse, token: int) -> Iterator[int]:
    yield token
    for child in parse.dependents(token, "conj"):
        yield from _coordinates(parse, child)
