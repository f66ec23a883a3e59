"""What a noun of saying says: a *claim that* …, a *claim to have* …, a claim *that the army denied*."""

from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.attribution.cues import GAP, infinitive
from kg.nlp.attribution.ranges import VERBAL, Range
from kg.nlp.parse import Parse


def content_of_noun(parse: Parse, noun: int, lexicon: CueLexicon) -> list[Range] | None:
    """The *that* clause of a noun, wherever the tree hangs it: on the noun or on its verb."""
    _, end = parse.sentences[parse.sentence_of[noun]]
    for place in range(noun + 1, min(end, noun + 12)):
        if parse.lowers[place] == "that" and takes_up(parse, place, lexicon):
            return None
        if parse.lowers[place] == "that" and parse.tags[place] in {"IN", "WDT", "DT"}:
            clause = parse.heads[place]
            reported = parse.deps[clause] == "ccomp" and noun < parse.heads[clause] < place
            if (
                clause > place
                and not reported
                and parse.pos[clause] in VERBAL
                and has_other_subject(parse, clause, place)
            ):
                return [(place, max(parse.edges[clause][1], clause + 1))]
        if parse.words[place] in {";", ":"}:
            return None
    return infinitive_of_noun(parse, noun, lexicon)


def infinitive_of_noun(parse: Parse, noun: int, lexicon: CueLexicon) -> list[Range] | None:
    """What a noun says in an infinitive: the rebels' *claim to have taken prisoners*."""
    takes = (pattern.cue.takes for pattern in lexicon.nouns.get(parse.lemmas[noun], ()) if not pattern.rest)
    if not any(Takes.INFINITIVE in taken for taken in takes):
        return None
    clauses = (n for n in parse.dependents(noun, "acl", "relcl") if infinitive(parse, n) and n - noun <= GAP)
    return next(([parse.edges[clause]] for clause in clauses), None)


def takes_up(parse: Parse, that: int, lexicon: CueLexicon) -> bool:
    """Whether "that" stands for the noun before it: a claim *that* the army denied, whose clause does not tell what it says.

    What is said can only be the object of a verb for what is done with words, with nothing but a time behind it.
    """
    verb = parse.heads[that]
    if parse.deps[that] not in {"dobj", "mark"} or parse.pos[verb] not in VERBAL:
        return parse.deps[that] == "pobj"
    takes = (p.cue.takes for p in lexicon.verbs.get(parse.lemmas[verb], ()) if not p.rest)
    spoken = parse.lemmas[verb] in lexicon.words["light"] or any(t & {Takes.NOUN, Takes.SPEECH_NOUN} for t in takes)
    behind = (n for n in parse.children[verb] if n > verb and parse.pos[n] != "PUNCT")
    return spoken and all(is_dated(parse, n) or is_dated(parse, n + 1) for n in behind)


def absent(parse: Parse, noun: int, lexicon: CueLexicon) -> bool:
    """*no evidence*, *did not find any evidence*, *has yet to find evidence*; reports that nobody could confirm are there all the same."""
    if any(parse.lowers[n] in lexicon.words["no"] for n in parse.dependents(noun, "det")):
        return True
    head = parse.heads[noun]
    helpers = {parse.lowers[n] for n in parse.dependents(head, "neg", "aux")}
    helpers |= {parse.lowers[n] for n in parse.dependents(parse.heads[head], "advmod") if parse.deps[head] == "xcomp"}
    carried = parse.deps[noun] in {"dobj", "attr"} and parse.lemmas[head] in (*lexicon.words["light"], "be")
    return carried and bool(helpers & (lexicon.words["negation"] | lexicon.words["pending"]))


def is_dated(parse: Parse, token: int) -> bool:
    """Whether a token belongs to a date or time."""
    return any(e.start <= token < e.end and e.label in {"DATE", "TIME"} for e in parse.entities)


def has_other_subject(parse: Parse, verb: int, that: int) -> bool:
    """Whether the clause has a subject beside "that": it is no relative clause then."""
    subject = parse.first(verb, "nsubj", "nsubjpass", "expl")
    return subject is not None and subject != that
