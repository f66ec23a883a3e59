"""How far what is said goes on behind its own clause or noun phrase, where the tree hangs the rest on the cue."""

from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.cues import FINITE, MARKS, Match, infinitive
from kg.nlp.attribution.ranges import VERBAL, Range
from kg.nlp.parse import Parse


def extended(parse: Parse, match: Match, pieces: list[Range], lexicon: CueLexicon) -> list[Range]:
    """The ranges, the last of them as far as what can only belong to it."""
    start, end = pieces[-1]
    if start <= match.token:
        return pieces
    while (further := next_end(parse, match, (start, end), lexicon)) > end:
        end = further
    return [*pieces[:-1], (start, end)]


def next_end(parse: Parse, match: Match, piece: Range, lexicon: CueLexicon) -> int:
    """Where the part behind the range ends that belongs to it; the range's end where none does."""
    end = piece[1]
    limit = parse.sentences[parse.sentence_of[match.token]][1]
    place = end
    while place < limit and (parse.words[place] == "," or parse.words[place][0] in MARKS):
        place += 1
    if place >= limit:
        return end
    marked = parse.heads[place]
    if parse.lowers[place] in lexicon.words["reason"] and parse.deps[place] in {"mark", "advmod"} and marked > place:
        return max(end, min(parse.edges[marked][1], limit))
    if parse.tags[place] == "CC":
        return joined_end(parse, match, piece, place)
    return end if place > end else adjunct_end(parse, match, piece)


def joined_end(parse: Parse, match: Match, piece: Range, conjunction: int) -> int:
    """Where a further member of a row ends that cannot stand in one with the cue: *spoke of A, and how …*, *to go and see*."""
    head = parse.heads[conjunction]
    if head != match.token:
        return piece[1]
    members = (n for n in parse.children[head] if n > conjunction and parse.deps[n] not in {"punct", "cc"})
    member = next(members, None)
    if member is None or (parse.first(member, "nsubj") is not None and not asks(parse, member)):
        return piece[1]
    verb = parse.pos[member] in VERBAL
    bare = parse.tags[member] == "VB" and parse.tags[match.token] in FINITE and not infinitive(parse, member)
    return parse.edges[member][1] if not verb or bare or asks(parse, member) else piece[1]


def asks(parse: Parse, verb: int) -> bool:
    """Whether a clause begins with a question word."""
    return parse.tags[parse.edges[verb][0]] in {"WRB", "WP", "WDT"}


def adjunct_end(parse: Parse, match: Match, piece: Range) -> int:
    """Where a participle, infinitive or "as" right behind a noun phrase ends: *saw her son leaving*, *rules to end the row*."""
    end = piece[1]
    if any(parse.pos[n] in VERBAL and n in parse.children[match.token] for n in range(*piece)):
        return end
    for child in parse.children[match.token]:
        if parse.edges[child][0] != end or child <= match.token:
            continue
        if parse.lowers[child] == "as" and parse.deps[child] == "prep":
            return parse.edges[child][1]
        clause = parse.deps[child] in {"advcl", "xcomp", "acl"}
        if clause and ((child == end and parse.tags[child] == "VBG") or parse.tags[end] == "TO"):
            return parse.edges[child][1]
    return end
