"""What a passive reports, and by whom: *is said to have fled*, *was accused of treason by Y*, a law *condemned by Y*."""

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon, Reaches, Takes
from kg.nlp.attribution.cues import Match, disputed_noun, infinitive
from kg.nlp.attribution.objects import object_of
from kg.nlp.attribution.ranges import Range
from kg.nlp.attribution.speakers import RELATIVE, can_speak
from kg.nlp.attribution.spoken_nouns import content_of_noun
from kg.nlp.parse import Parse


def passive(parse: Parse, verb: int) -> bool:
    """Whether the verb is in the passive."""
    return parse.first(verb, "auxpass", "nsubjpass") is not None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a finite verb is in the passive."""
    agent = parse.first(verb, "agent") is not None and parse.first(verb, "nsubj") is None
    return agent or (passive(parse, verb) and parse.tags[verb] != "VBD" and parse.deps[verb] not in {"acl", "advcl"})


def reduced_passive(parse: Parse, verb: int) -> bool:
    """Whether a participle behind a noun is passive: a man *said to be* a spy, a law *condemned by* the opposition."""
    # What the parser takes for an object of "a force *called the Lions*" is what it is called.
    named = parse.deps[verb] == "acl" and verb == parse.edges[verb][0] and parse.heads[verb] in (verb - 1, verb - 2)
    active = parse.first(verb, "nsubj", "aux", *(() if named else ("dobj", "dative"))) is not None
    return parse.tags[verb] == "VBN" and parse.deps[verb] in {"acl", "advcl"} and not active


def hides_passive(parse: Parse, verb: int, lexicon: CueLexicon) -> bool:
    """Whether what the parser takes for a past tense is a participle: "men *believed* to be spies fled" believe nothing."""
    if parse.tags[verb] != "VBD" or parse.lemmas[verb] not in lexicon.words["supposing"]:
        return False
    clause = parse.first(verb, "xcomp")
    return clause is not None and infinitive(parse, clause) and parse.first(verb, "dobj") is None


def passive_subject(parse: Parse, verb: int) -> int | None:
    """Of whom a passive speaks: its subject, that of the row that it is in, or the noun before a participle."""
    own = parse.first(verb, "nsubjpass", "nsubj")
    if own is None and (reduced_passive(parse, verb) or parse.deps[verb] == "acl"):
        return parse.heads[verb] if parse.deps[verb] == "acl" else None
    if own is not None and parse.tags[own] in RELATIVE and parse.deps[verb] == "relcl":
        return parse.heads[verb]
    joined = own is None and parse.deps[verb] == "conj" and parse.first(verb, "auxpass") is not None
    return parse.first(parse.heads[verb], "nsubjpass", "nsubj") if joined else own


def subject_range(parse: Parse, subject: int, verb: int) -> Range:
    """The subject's noun phrase, as far as the participle behind it."""
    start, end = parse.edges[subject]
    return (
        (start, parse.edges[verb][0] if parse.deps[verb] == "relcl" else verb) if start < verb < end else (start, end)
    )


def word_range(parse: Parse, subject: int, verb: int, lexicon: CueLexicon) -> Range:
    """The noun phrase for somebody's word, without the "neither", "none of" or "no" that denies it."""
    noun = disputed_noun(parse, subject, lexicon)
    if noun is not None and noun != subject:
        return parse.edges[noun]
    start, end = subject_range(parse, subject, verb)
    denies = start < subject and parse.lowers[start] in lexicon.words["no"] | lexicon.words["nobody"]
    return (start + 1, end) if denies else (start, end)


def agent_of(parse: Parse, verb: int, lexicon: CueLexicon) -> int | None:
    """The noun behind the *by* of a passive, no time (*was announced by noon*)."""
    nouns = (parse.first(by, "pobj") for by in parse.dependents(verb, "agent"))
    return next((noun for noun in nouns if noun is not None and can_speak(parse, noun, lexicon)), None)


def passive_content(parse: Parse, match: Match, lexicon: CueLexicon, agent: int | None) -> list[Range] | None:
    """A *that* clause; subject and infinitive; what one is accused of; else the subject of which someone speaks."""
    verb = match.token
    subject = passive_subject(parse, verb)
    if is_disputed(parse, match, lexicon) and subject is not None:
        said = content_of_noun(parse, subject, lexicon)
        if said is not None:
            return said  # "The claim *that Z* was dismissed as a lie."
    if accused := object_of(parse, match):
        return accused
    chained = behind_as(parse, verb) if agent is not None else None
    clause = [chained] if chained is not None else passive_clause(parse, match, subject)
    if clause is None and subject is not None:
        clause = passive_predicate(parse, match, subject)
    return clause if clause is not None else spoken_of(parse, match, lexicon, agent)


def is_disputed(parse: Parse, match: Match, lexicon: CueLexicon) -> bool:
    """Whether a passive denies somebody's word, so that it is a denial although nobody is named: *the claim was dismissed*."""
    subject = passive_subject(parse, match.token)
    disputed = subject is not None and parse.lemmas[subject] in lexicon.words["disputable"]
    return disputed and match.stance is Stance.DENIES


def spoken_of(parse: Parse, match: Match, lexicon: CueLexicon, agent: int | None) -> list[Range] | None:
    """The subject of which someone speaks, or what it says; the clause of "it", or of who is told."""
    verb, takes = match.token, match.cue.takes
    subject = passive_subject(parse, verb)
    if subject is None:
        return None
    if takes & {Takes.NOUN, Takes.SPEECH_NOUN} and (agent is not None or is_disputed(parse, match, lexicon)):
        said = content_of_noun(parse, subject, lexicon) if parse.lemmas[subject] in lexicon.nouns else None
        return said or ([word_range(parse, subject, verb, lexicon)] if Takes.NOUN in takes else None)
    if parse.lowers[subject] == "it":
        return content_of_noun(parse, verb, lexicon)
    if match.cue.unable is not None and match.stance is match.cue.unable:
        # "The claim could not be *verified*."
        return content_of_noun(parse, subject, lexicon) or [word_range(parse, subject, verb, lexicon)]
    told = agent is not None and Takes.CLAUSE in takes and match.cue.addressee is Reaches.OBJECT
    return content_of_noun(parse, verb, lexicon) if told else None  # "He was *told* by X that Z."


def passive_clause(parse: Parse, match: Match, subject: int | None) -> list[Range] | None:
    """The subject and infinitive of "X is said to Z"; the clause of "it was said that Z"."""
    verb = match.token
    for clause in parse.dependents(verb, "xcomp", "ccomp", "advcl"):
        if clause > verb and infinitive(parse, clause) and subject is not None:
            return [subject_range(parse, subject, verb), parse.edges[clause]]
        if clause > verb and parse.deps[clause] == "ccomp" and Takes.CLAUSE in match.cue.takes:
            return [parse.edges[clause]]
    told = parse.first(verb, "oprd", "xcomp", "acomp")
    if subject is not None and told is not None and told > verb and parse.tags[told] in {"VBN", "VBG"}:
        return [subject_range(parse, subject, verb), parse.edges[told]]  # "Nine are *feared drowned*."
    return None


def passive_predicate(parse: Parse, match: Match, subject: int) -> list[Range] | None:
    """What somebody is said to be: *is considered a threat*, *was described as a sham*, *was criticised for the delay*."""
    verb, takes = match.token, match.cue.takes
    if Takes.OBJECT_PREDICATE in takes:
        named = parse.first(verb, "oprd", "attr")
        return None if named is None or named < verb else [subject_range(parse, subject, verb), parse.edges[named]]
    wanted = "as" if Takes.OBJECT_AS in takes else "for" if match.cue.blames else None
    reason = next((n for n in parse.dependents(verb, "prep") if n > verb and parse.lowers[n] == wanted), None)
    return None if reason is None else [subject_range(parse, subject, verb), parse.edges[reason]]


def behind_as(parse: Parse, verb: int) -> Range | None:
    """*was quoted by X as saying Z*: what X says is that he said it."""
    clauses = (parse.first(n, "pcomp") for n in parse.dependents(verb, "prep") if parse.lowers[n] == "as")
    return next((parse.edges[clause] for clause in clauses if clause is not None), None)
