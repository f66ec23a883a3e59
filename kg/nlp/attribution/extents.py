"""How far what is said goes: on behind its own clause, where the tree hangs the rest on the cue, and up to the next cue."""

from collections.abc import Mapping

from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.cues import FINITE, MARKS, Match, infinitive
from kg.nlp.attribution.ranges import VERBAL, Range
from kg.nlp.parse import Parse

REMARKING = frozenset({",", "–", "—", "-", "--"})


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


def remark(parse: Parse, token: int, cues: CueLexicon) -> int | None:
    """Where a remark on what was said begins: *…, a claim that the army denied* · *…, which the army denied*."""
    noun = parse.heads[token]
    which = parse.edges[token][0]
    if parse.deps[token] == "relcl" and parse.first(token, "dobj") == which and parse.lowers[which] == "which":
        return which - 1 if which and parse.words[which - 1] in REMARKING else None
    start = parse.edges[noun][0]
    about = parse.deps[token] in {"relcl", "acl"} and parse.lemmas[noun] in cues.words["disputable"]
    return start - 1 if about and start and parse.words[start - 1] in REMARKING else None


def before_next_cue(parse: Parse, piece: Range, cue: int, others: Mapping[int, int | None]) -> Range:
    """The range as far as a further said-clause: *…, adding that* · *…, the mayor adding that* · *… and warned that*."""
    start, end = piece
    for token in range(max(start, cue + 1), end):
        if token in others and (stop := next_clause(parse, token, cue, piece, others[token])) is not None:
            return start, stop
    return piece


def next_clause(parse: Parse, token: int, cue: int, piece: Range, said_of: int | None) -> int | None:
    """Where the clause of a further cue in the content begins that stands beside it; None for one that belongs to it."""
    start = piece[0]
    if said_of is not None:
        return said_of if said_of > start else None
    if parse.tags[token] == "VBG" and parse.deps[token] != "pcomp":
        subject = parse.first(token, "nsubj")
        left = token if subject is None else parse.edges[subject][0]
        parted = left == start or (left > start and parse.words[left - 1] == ",")
        return max(start, left - 1) if parted else None
    if goes_on(parse, token, cue, start):
        return token - 1
    return beside(parse, token, start)


def beside(parse: Parse, token: int, start: int) -> int | None:
    """Where a clause with a speaker of its own begins that stands beside the content: *…, while Y said that …*."""
    if parse.first(token, "nsubj") is None or parse.deps[token] not in ("advcl", "conj"):
        return None
    left = parse.edges[token][0]
    if parse.deps[token] == "conj":
        # "… and the mayor said": the conjunction hangs on the first of the row.
        left = left - 1 if parse.tags[left - 1] == "CC" else left
        opens = parse.tags[left] == "CC" and parse.first(token, "mark") is None
    else:
        opens = parse.words[left - 1] == "," and parse.pos[left] == "SCONJ"
    return left if opens and left > start else None


def goes_on(parse: Parse, token: int, cue: int, start: int) -> bool:
    """Whether a cue goes on from the one before although the tree has it inside that one's content."""
    if token - 1 <= start or parse.first(token, "nsubj", "nsubjpass") is not None:
        return False
    joined = parse.deps[token] == "conj" and parse.tags[token - 1] == "CC"
    return joined and parse.tags[token] == parse.tags[cue] != parse.tags[parse.heads[token]]
