"""The mention of a name: with the noun that says its kind, the office of its bearer, and where it is said to lie."""

from collections.abc import Iterator

from kg.facts import SectionKind
from kg.gazetteer import Sense
from kg.lexicon.nouns import Noun, Nouns
from kg.nlp.mentions import Kind, Link, Mention, Tie
from kg.nlp.names import Name
from kg.nlp.names.classes import PLACES, apposed_to, appositions, is_town, noun_at, predicates
from kg.nlp.parse import Parse
from kg.nlp.ties import inner_ties, noun_ties, ties_of
from kg.nlp.voice import apposed_subject


def name_mentions(parse: Parse, name: Name, nouns: Nouns) -> Iterator[Mention]:
    """The mention of a name with the place noun that belongs to it ("Tibesti *region*") and the office that its bearer holds."""
    if name.whole_of is not None:
        yield from name_mentions(parse, name.whole_of, nouns)
    head = head_of(parse, name.start, name.end)
    start, end, type_, title = name.start, name.end, name.type, None
    kind_noun = _place_noun(parse, name, nouns)
    if kind_noun is not None:
        type_ = "Settlement" if kind_noun.town and parse.lowers[name.start - 1] == "of" else kind_noun.type
        last = _long_noun(parse, name.end, nouns)
        if last is None and name.end < len(parse) and _place_at(parse, name.end, nouns):
            last = name.end if parse.tags[name.end] in ("NN", "NNP") and not _skipped(parse, name, nouns) else None
        if last is not None:
            end = last + 1
            head = last if parse.heads[head] == last else head
    several = of_several(parse, head, nouns)
    if several is not None and type_ not in PLACES:
        type_ = several[1].type
    head = head if several is None else several[0]
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
        ties=tuple(dict.fromkeys(_all_ties(parse, name, (head, end), titled, nouns))),
        title=title,
        title_tokens=titled,
        noun=kind_noun.words[-1] if kind_noun else None,
        sectors=name.noun.sectors if name.noun else (),
        plural=parse.tags[head] in ("NNS", "NNPS"),
        certain=name.certain or titled is not None or kind_noun is not None or several is not None,
    )


def _all_ties(
    parse: Parse, name: Name, bounds: tuple[int, int], titled: tuple[int, int] | None, nouns: Nouns
) -> Iterator[Tie]:
    """What modifies a name, or the noun or office beside it; `bounds` are the mention's head and end."""
    if parse.section is SectionKind.DATELINE and name.type == "MediaOrganization":
        return
    head, end = bounds
    own = range(name.start, end)
    if parse.deps[head] == "appos" and not name.candidates:
        yield Tie(link=Link.APPOSITION, token=apposed_to(parse, head, (name.start, name.end), nouns))
    if apposed_subject(parse, parse.heads[head]) == head:
        yield Tie(link=Link.APPOSITION, token=name.start - 2)
    # "The villages *of* X and Y" lie neither in the other.
    several = head not in own
    yield from (tie for tie in ties_of(parse, head, own) if not (several and tie.link is Link.OF))
    yield from (*inner_ties(parse, head, own), *_beside_ties(parse, name, titled))
    if titled is None:
        yield from _describing_ties(parse, name, nouns)
        yield from _holding_ties(parse, name.start, end, nouns)
        yield from _kind_ties(parse, head, nouns)
    if name.whole_of:
        yield Tie(link=Link.COMPOUND, token=name.whole_of.start)


def _describing_ties(parse: Parse, name: Name, nouns: Nouns) -> Iterator[Tie]:
    """What modifies a common noun for people right before a name: "*Kenyan* farmer X"; an office is told apart."""
    before = name.start - 1
    if before < 0 or parse.pos[before] != "NOUN" or parse.deps[before] not in ("compound", "nmod", "appos"):
        return
    noun = noun_at(parse, before, nouns)
    if noun is not None and noun.type == "Person":
        yield from (tie for tie in noun_ties(parse, before, noun) if tie.token < name.start)


def of_several(parse: Parse, head: int, nouns: Nouns) -> tuple[int, Noun] | None:
    """The plural noun that grammar knows several named places by: "the *villages* of X and Y"."""
    while parse.deps[head] == "conj" and parse.pos[parse.heads[head]] == "PROPN":
        head = parse.heads[head]
    of = parse.heads[head]
    if parse.deps[head] != "pobj" or parse.lowers[of] != "of" or parse.tags[parse.heads[of]] != "NNS":
        return None
    noun = noun_at(parse, parse.heads[of], nouns)
    return (parse.heads[of], noun) if noun is not None and _forms_names(noun) and noun.type != "Facility" else None


def _begins_main_clause(parse: Parse, start: int, after: int) -> bool:
    """Whether the name after a comma is the subject of a clause that the one before is not in: "if they take X, *Y* will …"."""
    subject = next((t for t in (after, *parse.ancestors(after)) if parse.deps[t] in ("nsubj", "nsubjpass")), None)
    if subject is None or parse.edges[subject][0] != after:
        return False
    below = (t for t in parse.ancestors(start) if parse.deps[t] in ("advcl", "ccomp", "pcomp", "acl", "relcl"))
    clause = next(below, None)
    return clause is not None and parse.heads[subject] in parse.ancestors(clause)


def _holding_ties(parse: Parse, start: int, end: int, nouns: Nouns) -> Iterator[Tie]:
    """Where a place is said to lie, whatever the parser hangs it on: "X, *Y*", "X in *Y*", "the *Yish* town of X"."""
    after = end + (end < len(parse) and parse.words[end] == ",")
    if after < len(parse) and parse.lowers[after] == "in":
        yield from (Tie(link=Link.IN, token=token) for token in parse.dependents(after, "pobj"))
    elif end < after < len(parse) and parse.words[after][:1].isupper() and not _begins_main_clause(parse, start, after):
        yield Tie(link=Link.COMMA, token=after)
    of = start - 1 - (start > 1 and parse.lowers[start - 1] == "the")
    before = noun_at(parse, of - 1, nouns) if of > 0 and parse.lowers[of] == "of" else None
    if before is not None and before.type in PLACES:
        own = range(of - len(before.words), end)
        yield from (tie for tie in ties_of(parse, of - 1, own) if tie.link is not Link.OF)
    if parse.deps[end - 1] == "conj":
        yield from (tie for tie in ties_of(parse, parse.heads[end - 1], range(start, end)) if tie.link is Link.IN)
    yield from (
        tie
        for other in parse.dependents(end - 1, "conj")
        for tie in ties_of(parse, other, range(start, end))
        if tie.link is Link.IN
    )


def _kind_ties(parse: Parse, head: int, nouns: Nouns) -> Iterator[Tie]:
    """Where the places lie among which a place is counted: "X is a *town* in Y", "*towns* in Y including X"."""
    for kind in (*predicates(parse, head), *_counted_among(parse, head)):
        noun = noun_at(parse, kind, nouns)
        if noun is not None and noun.type in PLACES:
            yield from (tie for tie in ties_of(parse, kind, range(head, head + 1)) if tie.link is Link.IN)


def _counted_among(parse: Parse, head: int) -> Iterator[int]:
    """The plural before "including" or "such as"."""
    while parse.deps[head] == "conj" and parse.pos[parse.heads[head]] == "PROPN":
        head = parse.heads[head]
    among = parse.heads[head]
    such = parse.lowers[among] == "including" or parse.lowers[max(among - 1, 0)] == "such"
    if such and parse.deps[head] == "pobj" and parse.tags[parse.heads[among]] == "NNS":
        yield parse.heads[among]


def head_of(parse: Parse, start: int, end: int) -> int:
    """The token of a stretch by which the rest of the sentence knows it."""
    outside = [
        token for token in range(start, end) if not start <= parse.heads[token] < end or parse.heads[token] == token
    ]
    return outside[-1] if outside else end - 1


def _place_noun(parse: Parse, name: Name, nouns: Nouns) -> Noun | None:
    """The noun that says what kind of place a name is of: "X *region*", "X and Y *regions*", "the *region* of X"."""
    if any(candidate.sense is Sense.DEMONYM for candidate in name.candidates):
        return None
    found = next(filter(None, (noun_at(parse, token, nouns) for token in place_nouns(parse, name, nouns))), None)
    if found is not None:
        return found
    of = name.start - 1
    if of > 0 and parse.lowers[of] == "the":
        of -= 1
    before = noun_at(parse, of - 1, nouns) if of > 0 and parse.lowers[of] == "of" else None
    named = before is not None and _forms_names(before) and parse.tags[of - 1] != "NNS"
    if before is not None and named and (before.type != "Facility" or is_town(parse, of - 1, before)):
        return before
    return _apposed_place(parse, name, nouns)


def _apposed_place(parse: Parse, name: Name, nouns: Nouns) -> Noun | None:
    """The kind of place that a name which may be a place's is set beside: "the province's main *town*, X", "X, a *village*"."""
    if not any(candidate.key.startswith(("place/", "region/")) for candidate in name.candidates):
        return None
    tokens = appositions(parse, name.start, name.end, nouns)
    kinds = (noun_at(parse, t, nouns) for t in tokens if parse.tags[t] not in ("NNS", "NNPS"))
    return next((kind for kind in kinds if kind is not None and _forms_names(kind) and kind.type != "Facility"), None)


def place_nouns(parse: Parse, name: Name, nouns: Nouns) -> Iterator[int]:
    """The token of the noun behind a name, or behind all the names that share it."""
    if any(candidate.sense is Sense.DEMONYM for candidate in name.candidates) or _names_another(parse, name, nouns):
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


def _names_another(parse: Parse, name: Name, nouns: Nouns) -> bool:
    """Whether the town behind a known place's name is the one named behind it: "the Sinai *town of* El-Arish"."""
    token = name.end + (name.end + 1 < len(parse) and parse.lowers[name.end + 1] != "of")
    kind = noun_at(parse, token, nouns) if name.candidates and token < len(parse) else None
    return kind is not None and kind.type == "Settlement" and not kind.part and _is_named_behind(parse, token)


def _is_named_behind(parse: Parse, noun: int) -> bool:
    of = noun + 1
    name = of + 1 + (of + 1 < len(parse) and parse.lowers[of + 1] == "the")
    named = name < len(parse) and parse.words[name][:1].isupper() and parse.pos[name] == "PROPN"
    return named and parse.lowers[of] == "of" and parse.tags[noun] not in ("NNS", "NNPS")


def _long_noun(parse: Parse, first: int, nouns: Nouns) -> int | None:
    """The last token of a place's noun of two words right after a name: "X *refugee camp*"."""
    last = first + 1
    noun = noun_at(parse, last, nouns, start=first) if last < len(parse) else None
    return (
        last if noun is not None and len(noun.words) == 2 and _forms_names(noun) and noun.type != "Facility" else None
    )


def _skipped(parse: Parse, name: Name, nouns: Nouns) -> bool:
    """Whether the noun after a name is of something that stands at the named place: "the Mosul *hospital*"."""
    noun = noun_at(parse, name.end, nouns)
    return bool(name.candidates) and noun is not None and noun.type == "Facility"


def _forms_names(noun: Noun) -> bool:
    return noun.name_head and noun.type in PLACES


def _beside_ties(parse: Parse, name: Name, titled: tuple[int, int] | None) -> Iterator[Tie]:
    """The modifiers of an office or kind before a name are the name's: "*Chad's* President X", "the *Thai* newspaper X"."""
    if titled is not None and titled[1] == name.start:
        yield Tie(link=Link.APPOSITION, token=titled[1] - 1)
    if titled is not None:
        yield from (tie for tie in ties_of(parse, titled[1] - 1, range(titled[0], titled[1])) if tie.token < name.start)
    if name.kind_token is not None:
        yield Tie(link=Link.APPOSITION, token=name.kind_token)
        yield from (tie for tie in noun_ties(parse, name.kind_token, name.noun) if tie.token < name.start)


def _title(parse: Parse, name: Name, head: int, nouns: Nouns) -> tuple[int, int] | None:
    """The office or rank before a name ("Foreign Minister X") or in apposition to it ("the commander, X")."""
    if name.start:
        noun = noun_at(parse, name.start - 1, nouns)
        if noun is not None and (noun.office or noun.honorific) and parse.tags[name.start - 1] != "POS":
            return title_tokens(parse, name.start - 1, noun)
    bounds = name.start, name.end
    apposed = parse.deps[head] == "appos"
    partners = [apposed_to(parse, head, bounds, nouns)] if apposed else [*parse.dependents(head, "appos")]
    for partner in partners:
        noun = noun_at(parse, partner, nouns)
        if noun is not None and noun.office and parse.tags[partner] not in ("NNS", "NNPS"):
            return title_tokens(parse, partner, noun)
    return None


def title_tokens(parse: Parse, last: int, noun: Noun) -> tuple[int, int]:
    """The office's tokens with the common modifiers before it: "top commander", "deputy foreign minister"."""
    start = last - len(noun.words) + 1
    while start > 0 and parse.pos[start - 1] in ("ADJ", "NOUN") and parse.words[start - 1][:1].islower():
        start -= 1
    if start > 1 and parse.words[start - 1] == "-":
        # "*Far-right* leader X": the first half belongs to the second.
        start -= 2
    return start, last + 1
