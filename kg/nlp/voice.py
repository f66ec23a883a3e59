"""Whether a verb's surface subject does what the verb says or undergoes it, also where the parser mistakes its form."""

from collections.abc import Iterator

from kg.facts import SectionKind
from kg.nlp.parse import Parse

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
PARTICIPLES = frozenset({"VBN", "VBD"})


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb's surface subject is what the verb happens to."""
    if parse.first(verb, "nsubjpass", "auxpass", "agent") is not None:
        return True
    if _hides_participle(parse, verb):
        return True
    if parse.tags[verb] != "VBN" and not (parse.tags[verb] == "VBD" and parse.deps[verb] in ("acl", "amod")):
        return False
    if _is_cut_off(parse, verb) or _is_mistaken_past(parse, verb) or _is_joined_past(parse, verb):
        return False
    if parse.deps[verb] != "conj":
        # Without "have", a participle is passive even where the parser takes it for the clause's verb: "men held fled".
        finite = parse.tags[verb] == "VBD" and parse.first(verb, "nsubj", "mark") is not None
        return not finite and parse.first(verb, "dobj", "aux") is None
    # A conjoined participle without an auxiliary of its own: "were shelled and burned".
    return parse.deps[verb] == "conj" and parse.first(verb, "aux") is None and is_passive(parse, parse.heads[verb])


def _is_cut_off(parse: Parse, verb: int) -> bool:
    """Whether a past tense is the sentence's verb, cut off by what stands between: "The rebels, whose men fled, *called* for …"."""
    noun = parse.heads[verb]
    cut_off = parse.tags[verb] == "VBD" and parse.deps[verb] == "acl" and parse.heads[noun] == noun
    return cut_off and parse.section is not SectionKind.HEADLINE and parse.first(noun, "relcl", "acl") != verb


def _hides_participle(parse: Parse, verb: int) -> bool:
    """Whether what the parser takes for the sentence's verb describes the subject of the next: "men *taken* prisoner were freed"."""
    if parse.tags[verb] not in PARTICIPLES or parse.first(verb, "aux", "auxpass") is not None:
        return False
    if parse.first(verb, "nsubj") is None or parse.section is SectionKind.HEADLINE:
        return False
    clauses = (*parse.dependents(verb, "ccomp"), *_loosely_joined(parse, verb))
    return any(
        clause > verb
        and parse.first(clause, *SUBJECTS, *PASSIVE_SUBJECTS, "mark") is None
        and parse.first(clause, "auxpass") is not None
        for clause in clauses
    )


def _loosely_joined(parse: Parse, verb: int) -> Iterator[int]:
    """Verbs that the parser joins to one behind its subject's comma without "and": "the men, *held* in May, have been freed"."""
    subject = parse.first(verb, "nsubj")
    apart = subject is not None and parse.words[parse.edges[verb][0] : verb][-1:] == (",",) and subject < verb - 1
    if apart and parse.first(verb, "cc") is None:
        yield from parse.dependents(verb, "conj")


def _is_mistaken_past(parse: Parse, verb: int) -> bool:
    """Whether a participle is the only verb that a sentence can have, so that it is a past tense: "crowds *gathered* to protest"."""
    if parse.tags[verb] != "VBN" or parse.heads[verb] != verb or parse.section is SectionKind.HEADLINE:
        return False
    others = parse.first(verb, "aux", "auxpass", "ccomp", "dep", "conj", "parataxis")
    return others is None and parse.first(verb, *SUBJECTS) is not None


def _is_joined_past(parse: Parse, verb: int) -> bool:
    """Whether a participle is a past tense that "and" joins to the next, which hangs on its subject: "X *phoned* Y and asked"."""
    noun = parse.heads[verb]
    if parse.deps[verb] != "acl" or parse.deps[noun] not in SUBJECTS or parse.first(verb, "oprd", "dobj") is None:
        return False
    joins = [child for child in parse.dependents(noun, "cc") if child > verb]
    return bool(joins) and parse.first(noun, "conj") is None and joins[-1] + 1 == parse.heads[noun]


def is_clipped_passive(parse: Parse, verb: int) -> bool:
    """A headline's "Two men held over blast": past form, no auxiliary (an active headline is in the present), no object.

    A participle right behind it is none, though the parser takes it for one: "Men held *fighting* for rebels".
    """
    return (
        parse.section is SectionKind.HEADLINE
        and parse.tags[verb] in PARTICIPLES
        and parse.first(verb, "aux", "ccomp") is None
        and all(parse.lowers[child].endswith("ing") for child in parse.dependents(verb, "dobj"))
    )


def second_subject(parse: Parse, verb: int) -> int | None:
    """What the parser takes for a verb's second subject, the object of an infinitive: "efforts to free *the hostages* failed"."""
    subjects = list(parse.dependents(verb, *SUBJECTS, *PASSIVE_SUBJECTS))
    if len(subjects) != 2:
        return None
    return subjects[1] if _cut_infinitive(parse, subjects[0], parse.edges[subjects[1]][0]) else None


def apposed_subject(parse: Parse, verb: int) -> int | None:
    """What the parser takes for the first of two subjects though it names the place before it: "in the capital, *Lima*, police …"."""
    subjects = list(parse.dependents(verb, *SUBJECTS, *PASSIVE_SUBJECTS))
    if len(subjects) != 2 or parse.pos[subjects[0]] != "PROPN":
        return None
    start, end = parse.edges[subjects[0]]
    fronted = [prep for prep in parse.dependents(verb, "prep") if parse.edges[prep][1] == start - 1]
    return subjects[0] if fronted and parse.words[start - 1] == "," and parse.words[end] == "," else None


def lost_object(parse: Parse, verb: int) -> int | None:
    """The object of an infinitive behind a noun that the parser takes for the subject of the verb over both."""
    noun = parse.heads[verb]
    if parse.deps[verb] != "acl" or parse.deps[noun] not in (*SUBJECTS, *PASSIVE_SUBJECTS):
        return None
    second = second_subject(parse, parse.heads[noun])
    return second if second is not None and parse.edges[second][0] == verb + 1 else None


def _cut_infinitive(parse: Parse, noun: int, after: int) -> bool:
    verb = after - 1
    return parse.heads[verb] == noun and parse.deps[verb] == "acl" and parse.tags[verb] == "VB"
