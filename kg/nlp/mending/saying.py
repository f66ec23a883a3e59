"""Said-clauses whose speaker, or whose content, the parser ties to something else."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.mending.edits import Edit
from kg.nlp.parse import Parse

FINITE = frozenset({"VBD", "VBZ", "VBP"})
FINITE_OR_MODAL = FINITE | {"MD"}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
NAMING = frozenset({"NOUN", "PROPN"})
SPEAKING = frozenset({Takes.CLAUSE, Takes.QUOTATION})
OPENING = frozenset({"DT", "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "PRP", "PRP$"})
"""Tags of words that begin a noun phrase."""


def final_speakers(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Speakers whom the parser sets beside the last noun of what they say: "… the port, *Ana Ruiz, a nurse,* told a paper"."""
    for verb in _reporting(parse, lexicon.cues):
        speaker = None if parse.first(verb, *SUBJECTS) is not None else _beside_last_noun(parse, verb)
        said = None if speaker is None else _said_before(parse, verb, speaker)
        if speaker is None or said is None or not _leaves_subject_open(parse, verb, lexicon.cues):
            continue
        yield Edit(token=speaker, head=verb, dep="nsubj")
        marks = (n for n in range(parse.edges[speaker][0] - 1, verb) if parse.pos[n] == "PUNCT")
        yield from (Edit(token=n, head=verb, dep="punct") for n in marks if parse.heads[n] < parse.edges[speaker][0])
        if parse.heads[verb] == said:
            above = parse.heads[said]
            yield Edit(token=verb, head=verb if above == said else above, dep=parse.deps[said])
            yield Edit(token=said, head=verb, dep="ccomp")


def _reporting(parse: Parse, cues: CueLexicon) -> Iterator[int]:
    """The finite verbs that report clauses or quotations by themselves."""
    for token, tag in enumerate(parse.tags):
        if tag in FINITE and any(
            not p.rest and SPEAKING & p.cue.takes for p in cues.verbs.get(parse.lemmas[token], ())
        ):
            yield token


def _beside_last_noun(parse: Parse, verb: int) -> int | None:
    """The noun phrase between a comma and the verb that hangs, as an apposition or in a row, on the noun before the comma.

    Of several it is the first: what follows it stands beside it.
    """
    last = verb - 1 - (parse.words[verb - 1] == ",") if verb else -1
    start = parse.sentences[parse.sentence_of[verb]][0]
    for noun in range(start, last + 1):
        first, end = parse.edges[noun]
        beside = parse.deps[noun] in ("appos", "conj") and parse.pos[noun] in NAMING and parse.heads[noun] < first
        if beside and end in (verb, verb - 1) and end > last and first > start and parse.words[first - 1] == ",":
            return noun
    return None


def _said_before(parse: Parse, verb: int, speaker: int) -> int | None:
    """The verb of the clause before the speaker, which holds the noun that they hang on: the reporting verb's, or its head."""
    clause = parse.heads[speaker]
    while parse.pos[clause] not in ("VERB", "AUX") and parse.heads[clause] != clause:
        clause = parse.heads[clause]
    own = parse.deps[clause] == "ccomp" and parse.heads[clause] == verb
    # "… killed nine, a doctor *told* a paper": no conjunction joins the two.
    joined = parse.deps[verb] == "conj" and parse.heads[verb] == clause and parse.tags[verb - 1] != "CC"
    finite = parse.tags[clause] in FINITE or parse.first(clause, "aux", "auxpass") is not None
    return clause if clause < speaker and finite and (own or joined) else None


def _leaves_subject_open(parse: Parse, verb: int, cues: CueLexicon) -> bool:
    """Whether no speaker can stand behind the verb: "… the port, the capital, *said Ana Ruiz*"."""
    if any(p.cue.addressee == "object" for p in cues.verbs.get(parse.lemmas[verb], ()) if not p.rest):
        return True
    return verb + 1 >= len(parse) or parse.tags[verb + 1] not in OPENING


def reported_participles(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Passives without "were" behind or before a verb of saying: "says *two soldiers killed*", "*two soldiers killed*, says army".

    The parser takes those killed for what is said, or for who says it.
    """
    for verb in _reporting(parse, lexicon.cues):
        patterns = [p.cue for p in lexicon.cues.verbs.get(parse.lemmas[verb], ()) if not p.rest]
        if any(Takes.NOUN in cue.takes for cue in patterns) or not any(Takes.QUOTATION in c.takes for c in patterns):
            continue
        noun = _reported_noun(parse, verb)
        clause = None if noun is None else parse.first(noun, "acl")
        if noun is not None and clause is not None and parse.tags[clause] == "VBN" and parse.words[clause - 1] != ",":
            yield Edit(token=clause, head=verb, dep="ccomp")
            yield Edit(token=noun, head=clause, dep="nsubjpass")


def _reported_noun(parse: Parse, verb: int) -> int | None:
    subjects = [*parse.dependents(verb, "nsubj")]
    if len(subjects) > 1 and subjects[0] < verb < subjects[-1]:
        return subjects[0]
    noun = parse.first(verb, "dobj")
    end = parse.sentences[parse.sentence_of[verb]][1]
    later = any(parse.tags[n] in FINITE_OR_MODAL for n in range(verb + 1, end))
    return noun if noun is not None and noun > verb and not later and subjects and subjects[0] < verb else None


def names_taken_for_verbs(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Speakers whose first name is a verb elsewhere: "said rebel commander *Saw* Htoo"."""
    for entity in parse.entities:
        first, last = entity.start, entity.end - 1
        said = parse.heads[first]
        told = entity.label == "PERSON" and parse.tags[first].startswith("VB") and parse.heads[last] == first < last
        if told and said in _reporting(parse, lexicon.cues) and said < first and parse.first(said, "nsubj") is None:
            yield Edit(token=last, head=said, dep="nsubj")
            yield Edit(token=first, head=last, dep="compound", tag="NNP", pos="PROPN")
            others = (n for n in parse.children[first] if n != last)
            yield from (Edit(token=n, head=last, dep="compound" if n < first else parse.deps[n]) for n in others)


def resumed_clauses(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """Second verbs behind an inserted said-clause: "the strike hit a school, *the army said,* and *killed* nine"."""
    for said in _reporting(parse, lexicon.cues):
        first = _told_before(parse, said)
        comma, conjunction = said + 1, said + 2
        if first is None or conjunction >= len(parse) or parse.words[comma] != "," or parse.tags[conjunction] != "CC":
            continue
        second = next((n for n in parse.dependents(said, "conj") if n > conjunction), None)
        alone = (
            second is not None and parse.first(second, *SUBJECTS) is None and parse.tags[second] == parse.tags[first]
        )
        if second is not None and alone and parse.edges[second][0] == conjunction + 1:
            yield Edit(token=second, head=first, dep="conj")
            yield Edit(token=conjunction, head=first, dep="cc")


def _told_before(parse: Parse, said: int) -> int | None:
    """The verb of the clause that a said-clause behind a comma interrupts."""
    subject = parse.first(said, "nsubj")
    above = parse.heads[said] if parse.deps[said] == "parataxis" else parse.first(said, "ccomp")
    if subject is None or above is None or not above < subject < said:
        return None
    left = parse.edges[subject][0]
    return above if left and parse.words[left - 1] == "," else None


def participles_between_commas(parse: Parse, _: Lexicon) -> Iterator[Edit]:
    """Participles that the parser takes for the sentence's verb: "the truce, *agreed* in March, had collapsed"."""
    for verb, tag in enumerate(parse.tags):
        if tag != "VBD" or parse.deps[verb] != "parataxis":
            continue
        noun, above = parse.first(verb, "nsubj"), parse.heads[verb]
        if noun is None or verb >= above:
            continue
        apart = parse.words[verb - 1] == "," and noun < verb and parse.edges[noun][1] in (verb, verb - 1)
        bare = parse.first(verb, "dobj", "ccomp", "xcomp", "aux") is None
        if apart and bare and parse.first(above, *SUBJECTS) is None:
            yield Edit(token=verb, head=noun, dep="acl", tag="VBN")
            yield Edit(token=noun, head=above, dep="nsubj")
