"""Names with what stands beside them, and people, bodies, places and things that are described, not named."""

from collections.abc import Iterator, Mapping, Sequence

from kg.facts import Amount
from kg.gazetteer import Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.mentions import Kind, Link, Mention, Tie
from kg.nlp.names import Name, noun_at
from kg.nlp.parse import Parse

PREMODIFIERS = ("amod", "compound", "nmod", "poss", "nummod")
PLACES = frozenset({"Region", "Settlement", "Facility", "NaturalFeature", "Place", "Country"})
BARE = frozenset({"DET", "PRON", "NUM", "PUNCT", "PART"})


def name_mentions(parse: Parse, name: Name, nouns: Nouns) -> Iterator[Mention]:
    """The mention of a name with the place noun that belongs to it ("Kursk *region*") and the office that its bearer holds."""
    head = _head(parse, name.start, name.end)
    start, end, type_, title = name.start, name.end, name.type, None
    kind_noun = _place_noun(parse, name, nouns)
    if kind_noun is not None and name.type != "Person":
        end, type_ = kind_noun[0], kind_noun[1].type
        head = end - 1 if parse.heads[head] == end - 1 else head
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
        ties=tuple(dict.fromkeys((*_ties(parse, head, range(start, end)), *_title_ties(parse, titled, start)))),
        title=title,
        title_tokens=titled,
        noun=kind_noun[1].words[-1] if kind_noun else None,
        sectors=name.noun.sectors if name.noun else (),
        plural=parse.tags[head] in ("NNS", "NNPS"),
    )


def _head(parse: Parse, start: int, end: int) -> int:
    """The token of a stretch by which the rest of the sentence knows it."""
    outside = [token for token in range(start, end) if not start <= parse.heads[token] < end or parse.heads[token] == token]
    return outside[-1] if outside else end - 1


def _place_noun(parse: Parse, name: Name, nouns: Nouns) -> tuple[int, Noun] | None:
    """The noun that makes a place name of the name before it: "Kursk *region*". Its end and reading."""
    if name.end >= len(parse) or parse.pos[name.end] not in ("NOUN", "PROPN") or parse.tags[name.end] in ("NNS", "NNPS"):
        return None
    noun = noun_at(parse, name.end, nouns)
    if noun is None or not noun.name_head or noun.type not in PLACES:
        return None
    if any(candidate.sense is Sense.DEMONYM for candidate in name.candidates):
        return None
    return name.end + 1, noun


def _title_ties(parse: Parse, titled: tuple[int, int] | None, start: int) -> Iterator[Tie]:
    """The modifiers of an office say whose it is: "*Chad's* President X", where the parser may hang them on "President"."""
    if titled is not None:
        yield from (tie for tie in _ties(parse, titled[1] - 1, range(titled[0], titled[1])) if tie.token < start)


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
    parse: Parse, *, names: Sequence[Name], nouns: Nouns, amounts: Mapping[int, Amount]
) -> Iterator[Mention]:
    """Descriptions whose head noun the lexicon knows: "six Chinese troops", "a military spokesperson"."""
    in_name = {token for name in names for token in range(name.start, name.end)}
    place_ends = {name.end for name in names if _place_noun(parse, name, nouns)}
    for token in range(len(parse)):
        if token in in_name or token in place_ends or not _can_refer(parse, token):
            continue
        noun = noun_at(parse, token, nouns)
        if noun is None or noun.honorific or (noun.office and _titles_a_name(parse, token, in_name)):
            continue
        yield from _split_by_nation(parse, _nominal(parse, token, noun, amounts), names)


def _can_refer(parse: Parse, token: int) -> bool:
    """Nouns that are no mere modifiers of another noun; a possessor refers."""
    if parse.pos[token] not in ("NOUN", "PROPN"):
        return False
    return parse.deps[token] not in ("compound", "amod", "nmod")


def _titles_a_name(parse: Parse, token: int, in_name: set[int]) -> bool:
    """Whether an office stands right before the name of who holds it."""
    return token + 1 in in_name and parse.deps[token] in ("compound", "nmod", "appos")


def _nominal(parse: Parse, token: int, noun: Noun, amounts: Mapping[int, Amount]) -> Mention:
    start = _left_edge(parse, token)
    plural = parse.tags[token] in ("NNS", "NNPS")
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
        amount=amounts.get(token),
        ties=tuple(_ties(parse, token, range(token, token + 1))),
        title=parse.quote(*titled) if titled else None,
        title_tokens=titled,
        noun=" ".join(noun.words),
        sectors=noun.sectors,
    )


def _left_edge(parse: Parse, token: int) -> int:
    """The start of the noun phrase before its head, relative clauses of possessors left out."""
    start = token
    for child in reversed(parse.children[token]):
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
