"""Arcs that end at the nearest word where grammar wants one further up."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.cues import Takes
from kg.nlp.mending.edits import Edit
from kg.nlp.names.classes import noun_at
from kg.nlp.parse import Parse

FINITE = frozenset({"VBD", "VBZ"})


def over_dates(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A preposition with a clause is the verb's, over the date between: "accused last week *of* shelling"."""
    del lexicon
    for token, label in enumerate(parse.deps):
        date = parse.heads[token]
        if label == "prep" and parse.deps[date] == "npadvmod" and parse.first(token, "pcomp") is not None:
            yield Edit(token=token, head=parse.heads[date], dep=label)


def over_infinitives(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A finite verb is joined to a finite one, over the infinitive between: "urged him to leave and *called* for talks"."""
    del lexicon
    for token, label in enumerate(parse.deps):
        infinitive = parse.heads[token]
        if label != "conj" or parse.tags[token] not in FINITE or parse.tags[infinitive] != "VB":
            continue
        if parse.lowers[token] == parse.lemmas[token]:
            # "Promised to come and *put* …" may be an infinitive.
            continue
        finite = next((verb for verb in parse.ancestors(infinitive) if parse.tags[verb] in FINITE), None)
        if finite is not None:
            yield Edit(token=token, head=finite, dep=label)


def over_contents(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Behind a comma who spoke goes on speaking: "he said they were fighters, and *accused* the rebels of …"."""
    for token, label in enumerate(parse.deps):
        inner = parse.heads[token]
        if label != "conj" or parse.deps[inner] != "ccomp" or parse.first(token, "nsubj", "nsubjpass") is not None:
            continue
        saying = parse.heads[inner]
        speaking = {parse.lemmas[token], parse.lemmas[saying]} <= lexicon.cues.verbs.keys()
        if speaking and parse.tags[token] == parse.tags[saying] and saying < inner and _is_behind_comma(parse, token):
            yield Edit(token=token, head=saying, dep=label)


def _is_behind_comma(parse: Parse, token: int) -> bool:
    start = parse.edges[token][0]
    return start > 1 and parse.tags[start - 1] == "CC" and parse.words[start - 2] == ","


def to_persons(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """A relative clause with "who" is of somebody: "a *member* of the group, who asked …"."""
    for token, label in enumerate(parse.deps):
        near = parse.heads[token]
        whole = parse.heads[parse.heads[near]]
        if label != "relcl" or parse.deps[near] != "pobj" or parse.lowers[parse.heads[near]] != "of":
            continue
        subject = parse.first(token, "nsubj", "nsubjpass")
        if subject is None or parse.lowers[subject] != "who" or parse.words[subject - 1] != ",":
            continue
        one, group = noun_at(parse, whole, lexicon.nouns), noun_at(parse, near, lexicon.nouns)
        if (
            one is not None
            and one.type == "Person"
            and parse.tags[near] != "NNS"
            and (group is None or group.type != "Person")
        ):
            yield Edit(token=token, head=whole, dep=label)


def to_accusers(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """What somebody is accused of is no part of who is accused: "accused Kony's *troops* of firing", "blamed *him* for fleeing"."""
    for token, label in enumerate(parse.deps):
        accused = parse.heads[token]
        verb = parse.heads[accused]
        if label != "prep" or parse.deps[accused] != "dobj" or parse.first(token, "pcomp") is None:
            continue
        patterns = lexicon.cues.verbs.get(parse.lemmas[verb], ())
        if any(Takes.OBJECT_OF in pattern.cue.takes and not pattern.rest for pattern in patterns):
            yield Edit(token=token, head=verb, dep=label)


def over_speakers(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """What stands behind an inserted speaker goes on with what is said: "they left, the mayor said, *after* firing shots".

    A comma parts it from the speaker; "said after meeting him" tells when it was said.
    """
    links = lexicon.grammar.prior | lexicon.grammar.simultaneous
    for token, lower in enumerate(parse.lowers):
        if lower not in links or not token or parse.words[token - 1] != ",":
            continue
        clause = token if parse.deps[token] == "prep" else parse.heads[token]
        saying = parse.heads[clause]
        said = parse.first(saying, "ccomp")
        if parse.deps[clause] not in ("prep", "advcl") or parse.edges[clause][0] != token or said is None:
            continue
        inserted = said < saying < token and parse.lemmas[saying] in lexicon.cues.verbs
        # "…, the mayor said, as *he* arrived": that is about the saying.
        if inserted and not any(parse.tags[n] == "PRP" for n in parse.dependents(clause, "nsubj", "nsubjpass")):
            yield Edit(token=clause, head=said, dep=parse.deps[clause])
