"""What is said: the clauses beside a reporting verb, before, behind or around it."""

from collections.abc import Iterator
from itertools import pairwise

from kg.lexicon.cues import CueLexicon, Reaches, Takes
from kg.nlp.attribution.cues import MARKS, Match, infinitive, marked_off
from kg.nlp.attribution.extents import extended
from kg.nlp.attribution.objects import (
    behind_preposition,
    noun_after,
    object_and_infinitive,
    object_as,
    object_at,
    object_of,
    object_predicate,
)
from kg.nlp.attribution.ranges import LEAST_CLAUSE, VERBAL, Range, has_finite, has_verb, trimmed
from kg.nlp.attribution.spoken_nouns import has_other_subject, is_dated
from kg.nlp.parse import Parse

NEAR = 12
BETWEEN = 3
FINITE_OR_MODAL = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSES = ("ccomp", "xcomp", "parataxis", "advcl", "acl", "relcl", "conj", "dep")


def content_of_verb(parse: Parse, match: Match, source: int | None, lexicon: CueLexicon) -> list[Range] | None:
    """The token ranges that the verb reports, by the complements that its cue takes; None where it has none."""
    takes = match.cue.takes
    if match.last != match.token and parse.pos[match.last] == "ADP" and parse.deps[match.last] != "prt":
        governed = behind_preposition(parse, match.last)
        if governed and takes == {Takes.GERUND} and parse.tags[governed[0][0]] != "VBG":
            return None
        return extended(parse, match, governed, lexicon) if governed else None
    asked = object_and_infinitive(parse, match)
    clause = clause_after(parse, match, lexicon)
    found = (
        # "*Urged* them to go: such a raid would fail": what is asked for stands first.
        (asked if asked and clause and asked[0][0] < clause[0][0] else clause or asked)
        or object_of(parse, match)
        or object_as(parse, match, lexicon)
        or object_at(parse, match, lexicon)
        or object_predicate(parse, match)
        or infinitive_after(parse, match)
        or noun_after(parse, match, lexicon)
    )
    if found:
        return extended(parse, match, found, lexicon)
    if Takes.CLAUSE in takes and not objects_block(parse, match, source):
        return around(parse, match, source) or linear(parse, match, source)
    return nothing(parse, match) if Takes.NOTHING in takes else None


def objects_block(parse: Parse, match: Match, source: int | None) -> bool:
    """Whether the verb has an object of another kind: *mentioned the talks* interrupts no clause."""
    found = parse.first(match.token, "dobj")
    if found is not None and found < match.token and parse.tags[found] == "WP":
        return True  # "Contrary to *what* the army says": the sentence is not what it says.
    return (
        found is not None
        and found > match.token
        and found not in match.words
        and found != source
        and match.cue.addressee is not Reaches.OBJECT
    )


def clause_after(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """The finite clauses behind the verb: *that* …, a bare clause, a question; a clause joined by "and that" is its own."""
    takes, verb = match.cue.takes, match.token
    found: list[Range] = []
    for child in parse.children[verb]:
        dep = parse.deps[child]
        start = parse.edges[child][0]
        asks = parse.lowers[start] in lexicon.words["question"]
        free = Takes.FREE_RELATIVE in takes and parse.lowers[start] == "what"
        wanted = free or Takes.QUESTION in takes if asks else Takes.CLAUSE in takes
        if child <= verb or not wanted or infinitive(parse, child) or parse.pos[child] == "ADP":
            continue
        if (
            dep in {"ccomp", "parataxis"}
            or (dep in {"advcl", "dobj"} and parse.lowers[start] == "that")
            or (asks and dep in CLAUSES)
        ):
            found += split_conjuncts(parse, child) if start > verb else around_said(parse, match, parse.edges[child])
    if found and found[0][0] > verb:
        found[0] = (behind_time(parse, match, found[0]), found[0][1])
    if found and found[0][0] > verb and match.cue.addressee is not Reaches.OBJECT:
        found[0] = (from_object(parse, match, found[0][0]), found[0][1])
    return found or clause_on_object(parse, match)


def behind_time(parse: Parse, match: Match, clause: Range) -> int:
    """Where a clause starts behind a time that tells when it was said: *told reporters this week* he would go."""
    start, end = clause
    place = start
    while place < end and (is_dated(parse, place) or (place + 1 < end and is_dated(parse, place + 1))):
        place += 1
    opened = parse.pos[place - 1] in {"NOUN", "PROPN", "NUM"} if place > start else False
    subject = place < end and parse.pos[place] in {"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"}
    return place if opened and subject and start <= match.last + BETWEEN else start


def from_object(parse: Parse, match: Match, start: int) -> int:
    """Where a clause starts whose subject the tree takes for the verb's object."""
    noun = parse.first(match.token, "dobj")
    if noun is not None and match.last < noun and parse.edges[noun][1] == start and parse.pos[start] in VERBAL:
        return parse.edges[noun][0]
    return start


def clause_on_object(parse: Parse, match: Match) -> list[Range] | None:
    """A *that* clause that the tree hangs on the addressee or on a time (*told reporters* that, *said Monday* that)."""
    if Takes.CLAUSE not in match.cue.takes:
        return None
    for child in parse.children[match.token]:
        if child > match.token and parse.deps[child] in {"dobj", "npadvmod", "dative", "prep", "tmod"}:
            for below in subtree(parse, child):
                start = parse.edges[below][0]
                if (
                    parse.deps[below] in {"acl", "relcl", "ccomp"}
                    and parse.lowers[start] == "that"
                    and parse.tags[start] in {"IN", "WDT", "DT"}
                    and has_other_subject(parse, below, start)
                ):
                    return [parse.edges[below]]
    return None


def subtree(parse: Parse, token: int) -> Iterator[int]:
    """The token and all below it."""
    start, end = parse.edges[token]
    return (n for n in range(start, end) if n == token or token in parse.ancestors(n))


def split_conjuncts(parse: Parse, clause: int) -> list[Range]:
    """The clause's range, cut before each "and that"."""
    start, end = parse.edges[clause]
    cuts = [parse.edges[n][0] for n in parse.dependents(clause, "conj") if parse.lowers[parse.edges[n][0]] == "that"]
    bounds = [start, *cuts, end]
    return list(pairwise(bounds))


def around_said(parse: Parse, match: Match, clause: Range) -> list[Range]:
    """A clause whose question word or relative pronoun stands before the speaker: *what* the mayor said *was a sham*."""
    speaker = parse.first(match.token, "nsubj")
    left = match.first if speaker is None else min(match.first, parse.edges[speaker][0])
    pieces = (
        trimmed(parse, piece) for piece in ((clause[0], left), (match.last + 1, clause[1])) if piece[0] < piece[1]
    )
    return [piece for piece in pieces if piece]


def infinitive_after(parse: Parse, match: Match) -> list[Range] | None:
    """*vowed* to fight on; the gerund of *denied* taking part, *denied* having taken part."""
    for child in parse.dependents(match.token, "xcomp", "ccomp", "advcl"):
        to = infinitive(parse, child)
        if child > match.token and Takes.INFINITIVE in match.cue.takes and to and parse.deps[child] != "advcl":
            return [before_finite(parse, child)]
        # "Denied it, *saying* …": behind a comma a participle is a clause of its own.
        apart = parse.deps[child] == "advcl" and parse.words[parse.edges[child][0] - 1] == ","
        if child > match.token and Takes.GERUND in match.cue.takes and is_gerund(parse, child) and not (to or apart):
            return [parse.edges[child]] if child - match.last <= LEAST_CLAUSE else None
    return None


def before_finite(parse: Parse, verb: int) -> Range:
    """An infinitive's clause without a verb with tense in a row with it, which is the speaker's doing: *vowed to go and went*."""
    start, end = parse.edges[verb]
    for joined in parse.dependents(verb, "conj"):
        left = parse.edges[joined][0]
        if parse.tags[joined] in FINITE_OR_MODAL and parse.first(joined, "nsubj", "nsubjpass", "aux") is None:
            return start, left - 1 if parse.tags[left - 1] == "CC" else left
    return start, end


def is_gerund(parse: Parse, verb: int) -> bool:
    """Whether a verb stands in the gerund: *taking*, *having taken*, *being taken*."""
    return parse.tags[verb] == "VBG" or any(
        parse.tags[aux] == "VBG" for aux in parse.dependents(verb, "aux", "auxpass")
    )


def around(parse: Parse, match: Match, source: int | None) -> list[Range] | None:
    """The clause that an inserted or final said-clause interrupts: *Z, X said* · *Z1, X said, Z2* · *as X said, Z*."""
    verb = match.token
    left, right = said_clause(parse, match, source)
    start, end = between_colons(parse, left, right)
    before = left > start and parse.words[left - 1] == ","
    after = right < end and parse.words[right] == ","
    marked = any(parse.lowers[n] == "as" for n in parse.children[verb] if n < verb)
    if not before and not (marked and after):
        return None
    pieces = [(start, left), (right, end)] if after or marked else [(start, left)]
    kept = [piece for piece in (trimmed(parse, piece) for piece in pieces) if piece and not is_prompt(parse, piece[0])]
    return kept if any(has_verb(parse, piece) for piece in kept) else None


def is_prompt(parse: Parse, start: int) -> bool:
    """Whether a participle that opens a sentence tells what somebody was asked: "*Asked* whether …, he said no"."""
    return parse.tags[start] == "VBN" and parse.deps[start] == "advcl" and parse.first(start, "ccomp") is not None


def between_colons(parse: Parse, left: int, right: int) -> Range:
    """The part of a sentence around a said-clause, as far as a colon or semicolon: *it was wrong: such a raid, he said, failed*."""
    start, end = parse.sentences[parse.sentence_of[left]]
    start = max((n + 1 for n in range(start, left) if parse.words[n] in {":", ";"}), default=start)
    return start, next((n for n in range(right, end) if parse.words[n] in {":", ";"}), end)


def said_clause(parse: Parse, match: Match, source: int | None) -> Range:
    """The tokens from the speaker to the end of the cue's own words: *the minister, who resigned, said on Monday*."""
    verb = match.token
    parts = [match.first, *match.words]
    if source is not None and abs(source - verb) < 40 and parse.sentence_of[source] == parse.sentence_of[verb]:
        parts += edges_without(parse, source, verb)
    near = {"aux", "auxpass", "advmod", "neg", "mark", "prep", "npadvmod", "dative", "tmod", "dobj", "prt"}
    for child in parse.dependents(verb, *near):
        low, high = parse.edges[child]
        if high - low < NEAR and not marked_off(parse, child, verb):
            parts += [low, high - 1]
    parts += quoting_clause(parse, verb)
    low = min(parts)
    # The closing mark before a name may hang on it.
    low += parse.words[low][0] in MARKS and parse.pos[low] == "PUNCT" and low < match.first
    return low, max(parts) + 1


def quoting_clause(parse: Parse, verb: int) -> list[int]:
    """The verb over *as saying* and its subject: *Z, the agency quoted the mayor as saying*."""
    preposition = parse.heads[verb]
    if parse.deps[verb] != "pcomp" or parse.lowers[preposition] != "as":
        return []
    quoting = parse.heads[preposition]
    subject = parse.first(quoting, "nsubj")
    return [] if subject is None or subject > quoting else [quoting, parse.edges[subject][0]]


def edges_without(parse: Parse, noun: int, verb: int) -> list[int]:
    """The first and last token of a noun phrase, less what lies on the verb's other side."""
    low, high = parse.edges[noun]
    if low <= verb < high:
        return [noun]
    return [low, high - 1]


def linear(parse: Parse, match: Match, source: int | None) -> list[Range] | None:
    """For a speaker before the verb whose clause the tree lacks: the rest of the sentence, from "that" where it has one."""
    if source is None or source > match.token or Takes.NOUN in match.cue.takes:
        return None
    end = parse.sentences[parse.sentence_of[match.token]][1]
    that = next((n for n in range(match.last + 1, min(end, match.last + 8)) if parse.lowers[n] == "that"), None)
    piece = trimmed(parse, (that if that is not None else match.last + 1, end))
    if piece and parse.deps[match.token] == "relcl" and parse.tags[piece[0]] in FINITE_OR_MODAL:
        return None  # "Everything the minister says *is* a lie": the verb is that of the sentence.
    return [piece] if piece and piece[1] - piece[0] >= LEAST_CLAUSE and has_finite(parse, piece) else None


def nothing(parse: Parse, match: Match) -> list[Range]:
    """What a refusal to speak was about, if it says so: *to a request for comment*."""
    for preposition in parse.dependents(match.token, "prep", "dobj"):
        if parse.lowers[preposition] in {"on", "about", "to", "whether"} or parse.deps[preposition] == "dobj":
            return [parse.edges[preposition]]
    return []
