"""Who says: the speaker of a reporting verb or noun."""

from collections.abc import Sequence

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon
from kg.nlp.attribution.cues import FINITE, Match
from kg.nlp.parse import Parse

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
SUBJECTS = ("nsubj", "csubj", "nsubjpass")
RELATIVE = frozenset({"WDT", "WP"})
SPEAKERS = frozenset({"NORP", "ORG", "GPE", "PERSON"})
OF_OBJECT = frozenset({"as", "of", "for"})
"""Prepositions whose gerund is the object's doing: *accused the paper of saying*."""
DEPTH = 6


def speaker_of(parse: Parse, match: Match, inside: Sequence[int], lexicon: CueLexicon) -> int | None:
    """The head of the speaker's noun phrase, on the same side of the quotation marks as the cue."""
    found = subject_beside(parse, match.top) or resuming_speaker(parse, match.top, lexicon)
    if found is None and match.stance is Stance.DENIES:
        found = subject_of_row(parse, match.top, lexicon)
    if found is None:
        found = issuer_of(parse, match.top, lexicon) or subject_of(parse, match.top, DEPTH)
        if found is not None and parse.tags[match.top] == "VBG" and not can_speak(parse, found, lexicon):
            # "Hailed the *decision* after declaring": the parser hangs the participle on what cannot speak.
            found = subject_of(parse, parse.heads[above(parse, found)], DEPTH)
    if found is not None and inside[found] == inside[match.token]:
        return named_behind_time(parse, found)
    return neighbour(parse, match, inside)


def subject_beside(parse: Parse, verb: int) -> int | None:
    """The subject of the clause right before a participle: *The truce was broken, the rebels said, blaming the army*."""
    comma = parse.edges[verb][0] - 1
    if parse.tags[verb] != "VBG" or parse.deps[verb] != "advcl" or comma < 1 or parse.words[comma] != ",":
        return None
    said = comma - 1
    return parse.first(said, "nsubj") if parse.tags[said] in FINITE and said != parse.heads[verb] else None


def resuming_speaker(parse: Parse, verb: int, lexicon: CueLexicon) -> int | None:
    """Who goes on to speak by a participle that the tree hangs on what they said: *she said troops would fire, calling it a duty*."""
    told, comma = parse.heads[verb], parse.edges[verb][0] - 1
    said = parse.heads[told]
    resumes = parse.lemmas[verb] in lexicon.words["resuming"] and parse.tags[verb] == "VBG"
    apart = parse.deps[verb] == "advcl" and comma > told and parse.words[comma] == ","
    if not (resumes and apart) or parse.deps[told] != "ccomp" or parse.tags[said] not in FINITE:
        return None
    return parse.first(said, "nsubj") if said < told and parse.lemmas[said] in lexicon.verbs else None


def subject_of_row(parse: Parse, verb: int, lexicon: CueLexicon) -> int | None:
    """Who denies in one breath with what they say, where the parser joins the denial to what is said.

    *The army* said its men held on and denied that …; a jet fell, *the army* said, and denied that …
    """
    told = parse.heads[verb]
    denied = parse.first(verb, "ccomp", "dobj")
    clausal = denied is not None and (parse.deps[denied] == "ccomp" or parse.lemmas[denied] in lexicon.nouns)
    says = parse.lemmas[told] in lexicon.verbs and parse.first(told, "dobj") is None
    if parse.deps[verb] != "conj" or not clausal or says:
        return None
    sayings = (parse.heads[told],) if parse.deps[told] == "ccomp" else parse.dependents(told, "parataxis", "ccomp")
    beside = (t for t in sayings if t < verb and parse.tags[t] in FINITE and parse.lemmas[t] in lexicon.verbs)
    return next((subject for t in beside if (subject := parse.first(t, "nsubj")) is not None), None)


def named_behind_time(parse: Parse, subject: int) -> int:
    """The subject, or its apposition where the tree takes a time for it: *a day after the vote, Anna Berg said*."""
    named = parse.first(subject, "appos")
    loose = named is not None and parse.pos[named] == "PROPN" and parse.pos[subject] == "NOUN"
    opened = parse.lowers[subject - 1] != "the" if subject else False
    dated = any(e.start <= subject < e.end and e.label in {"DATE", "TIME", "EVENT"} for e in parse.entities)
    return (
        named
        if named is not None and loose and (dated or (not opened and parse.first(named, "appos") is not None))
        else subject
    )


def issuer_of(parse: Parse, verb: int, lexicon: CueLexicon) -> int | None:
    """Who puts forth the text that a participle tells of: "*the union* issued a statement urging", "*its* letter asking"."""
    text, issued = parse.heads[verb], parse.deps[verb] == "acl" and parse.tags[verb] == "VBG"
    if not issued or participial(parse, verb) or parse.lemmas[text] not in lexicon.words["issued"]:
        return None
    if (owner := parse.first(text, "poss")) is not None:
        return owner
    governor = parse.heads[text]
    puts_forth = parse.deps[text] == "dobj" and parse.pos[governor] == "VERB"
    return subject_of(parse, governor, DEPTH) if puts_forth and parse.first(governor, "auxpass") is None else None


def subject_of(parse: Parse, verb: int, depth: int) -> int | None:
    """The verb's subject, its own or the one that its place in the sentence implies."""
    own = parse.first(verb, *SUBJECTS)
    if own is not None:
        return antecedent(parse, verb, own) if parse.tags[own] in RELATIVE else own
    head, dep = parse.heads[verb], parse.deps[verb]
    if depth and head != verb:
        if participial(parse, verb):
            return subject_of(parse, parse.heads[above(parse, head)], depth - 1)
        return head if dep in {"acl", "relcl"} and parse.pos[head] in NOMINAL else implied_subject(parse, verb, depth)
    return None


def participial(parse: Parse, verb: int) -> bool:
    """Whether a present participle behind a comma is the sentence's, though the parser hangs it on the noun before."""
    first = parse.edges[verb][0]
    before = first - 1 if first and parse.words[first - 1] not in {'"', "”"} else first - 2
    return parse.deps[verb] == "acl" and parse.tags[verb] == "VBG" and before >= 0 and parse.words[before] == ","


def above(parse: Parse, noun: int) -> int:
    """The noun's phrase up to where a verb takes it: itself, or the preposition or noun over it."""
    while parse.pos[parse.heads[noun]] not in {"VERB", "AUX"} and parse.heads[noun] != noun:
        noun = parse.heads[noun]
    return noun


def implied_subject(parse: Parse, verb: int, depth: int) -> int | None:
    """The subject of the verb that a verb depends on; of a row's first verb, unless the row is in that verb's content."""
    head, dep = parse.heads[verb], parse.deps[verb]
    if dep == "conj" and parse.tags[verb] in FINITE and parse.tags[head] not in FINITE and parse.heads[head] != head:
        above = parse.heads[head]
        return subject_of(parse, above if parse.pos[above] == "VERB" else head, depth - 1)
    if dep == "pcomp" and parse.pos[head] in {"ADP", "SCONJ"}:
        return subject_of_adjunct(parse, head, depth)
    # "Asked not to be named *said* that …": the parser takes the cue for what somebody is named.
    named = dep == "oprd" and parse.first(verb, "ccomp") is not None
    if (named or dep in {"conj", "xcomp", "advcl", "dep", "ccomp", "acomp"}) and parse.pos[head] in {
        "VERB",
        "AUX",
        "ADJ",
    }:
        return None if dep == "ccomp" and parse.tags[verb] != "VBG" else subject_of(parse, head, depth - 1)
    return None


def subject_of_adjunct(parse: Parse, preposition: int, depth: int) -> int | None:
    """Who speaks in "quoted X *as saying*", "fined X *for refusing*" (X), "was quoted *as saying*" and "left *after saying*"."""
    verb = parse.heads[preposition]
    quoted = parse.first(verb, "dobj") if parse.lowers[preposition] in OF_OBJECT else None
    return quoted if quoted is not None else subject_of(parse, verb, depth - 1)


def relative_subject(parse: Parse, verb: int) -> int | None:
    """The relative pronoun that stands for the speaker: the minister, *who* said; *who* left and said."""
    own = parse.first(verb, *SUBJECTS)
    if own is None and parse.deps[verb] == "conj":
        own = parse.first(parse.heads[verb], *SUBJECTS)
    return own if own is not None and parse.tags[own] in RELATIVE else None


def antecedent(parse: Parse, verb: int, pronoun: int) -> int | None:
    """The noun before a relative pronoun."""
    head = parse.heads[verb]
    if parse.deps[verb] in {"relcl", "acl"} and parse.pos[head] in NOMINAL:
        return head
    before = pronoun - 2 if parse.words[pronoun - 1] == "," else pronoun - 1
    return before if before >= 0 and parse.pos[before] in NOMINAL else None


def neighbour(parse: Parse, match: Match, inside: Sequence[int]) -> int | None:
    """The noun beside a verb whose subject the tree lacks: behind it after a quotation or comma, else before it."""
    verb, side = match.token, inside[match.token]
    start, end = parse.sentences[parse.sentence_of[verb]]
    if verb == 0 or inside[verb - 1] != side or parse.words[verb - 1] in {",", "“", "”", '"'}:
        return noun_from(parse, verb + 1, end)
    place = verb - 1
    while place > start and parse.pos[place] in {"ADV", "AUX", "PART"}:
        place -= 1
    if parse.pos[place] in NOMINAL and inside[place] == side and parse.deps[place] not in {"pobj", "dobj"}:
        return place
    return before_apposition(parse, place, start) if parse.words[place] == "," else None


def before_apposition(parse: Parse, comma: int, start: int) -> int | None:
    """The name whose apposition a comma closes, where the tree hangs it elsewhere: *In Oslo, Anna Berg, a judge,* said."""
    for noun in range(comma - 1, start - 1, -1):
        opens = parse.edges[noun][0] == start or parse.words[parse.edges[noun][0] - 1] == ","
        closed = parse.edges[noun][1] in {comma, comma + 1} and parse.first(noun, "appos", "relcl") is not None
        if parse.pos[noun] == "PROPN" and opens and closed:
            return noun
    return None


def noun_from(parse: Parse, start: int, end: int) -> int | None:
    """The head of a noun phrase that begins at `start`."""
    for place in range(start, min(end, start + DEPTH)):
        if parse.pos[place] in NOMINAL:
            return whole_name(parse, place)
        if parse.pos[place] not in {"DET", "ADJ", "NUM"}:
            return None
    return None


def whole_name(parse: Parse, place: int) -> int:
    """The head of the noun phrase that a noun is part of."""
    while parse.deps[place] in {"compound", "nmod", "poss", "amod"} and parse.heads[place] > place:
        place = parse.heads[place]
    return place


def speaker_of_noun(parse: Parse, noun: int, lexicon: CueLexicon) -> int | None:
    """Whose claim it is: *X's* claim, a report *by X*, or the subject of "X issued a denial"."""
    own = parse.first(noun, "poss")
    if own is not None:
        return voicing_subject(parse, noun, own, lexicon)
    for preposition in parse.dependents(noun, "prep", "agent"):
        if parse.lowers[preposition] in {"by", "from"}:
            return parse.first(preposition, "pobj")
    verb = light_verb(parse, noun, lexicon)
    return modifier_that_speaks(parse, noun) if verb is None else subject_of(parse, verb, DEPTH)


def voicing_subject(parse: Parse, noun: int, own: int, lexicon: CueLexicon) -> int:
    """Who voices what a pronoun says is theirs (*the envoy* voiced *his* concern), else the owner."""
    verb = light_verb(parse, noun, lexicon) if parse.pos[own] == "PRON" else None
    subject = None if verb is None else subject_of(parse, verb, DEPTH)
    return own if subject is None else subject


def modifier_that_speaks(parse: Parse, noun: int) -> int | None:
    """The people or body before a noun of saying: *Rwandan* claims that, a *Reuters* report that."""
    named = {n for e in parse.entities if e.label in SPEAKERS for n in range(e.start, e.end)}
    return next((n for n in parse.dependents(noun, "amod", "compound", "nmod") if n in named), None)


def light_verb(parse: Parse, noun: int, lexicon: CueLexicon) -> int | None:
    """The verb that only carries the noun (*issued* a denial)."""
    head = parse.heads[noun]
    carries = parse.deps[noun] in {"dobj", "attr"} and parse.lemmas[head] in lexicon.words["light"]
    return head if carries and parse.pos[head] == "VERB" else None


def can_speak(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether the noun can have said or thought something: no time, amount or thing."""
    if parse.lowers[token] in lexicon.words["inanimate"] or parse.lemmas[token] in lexicon.words["inanimate"]:
        return False
    return not any(e.start <= token < e.end and e.label in {"DATE", "TIME", "PERCENT", "MONEY"} for e in parse.entities)
