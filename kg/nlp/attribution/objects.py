"""What is said of whom: objects, predicates and the nouns of saying as contents."""

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.attribution.cues import GAP, MARKS, Match, infinitive
from kg.nlp.attribution.ranges import Range
from kg.nlp.attribution.spoken_nouns import content_of_noun, is_dated, takes_up
from kg.nlp.parse import Parse


def object_and_infinitive(parse: Parse, match: Match) -> list[Range] | None:
    """*urged* both sides to stop: the object with the infinitive."""
    if Takes.OBJECT_INFINITIVE not in match.cue.takes:
        return None
    for child in parse.dependents(match.token, "xcomp", "ccomp", "advcl"):
        if child > match.last and infinitive(parse, child):
            start, end = parse.edges[child]
            objects = [
                parse.edges[n][0] for n in parse.dependents(match.token, "dobj", "dative") if match.last < n < child
            ]
            return [(min([start, match.last + 1 if match.last != match.token else start, *objects]), end)]
    return None


def object_of(parse: Parse, match: Match) -> list[Range] | None:
    """*accused* Y of Z, *blamed* Y for Z, *warned* Y against Z: Z."""
    if Takes.OBJECT_OF not in match.cue.takes:
        return None
    for preposition in range(match.last + 1, parse.sentences[parse.sentence_of[match.token]][1]):
        if parse.lowers[preposition] in {"of", "for", "with", "against"}:
            head = parse.heads[preposition]
            if head == match.token or (
                parse.deps[head] in {"dobj", "ccomp"} and match.token in parse.ancestors(preposition)
            ):
                found = behind_preposition(parse, preposition)
                if found:
                    return found
    return None


def object_as(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """*described* Y as Z, *dismissed* Y as false: all of it; of *dismissed as false a report that* what the report says."""
    if Takes.OBJECT_AS not in match.cue.takes:
        return None
    if Takes.SPEECH_NOUN in match.cue.takes:
        if (said := reported_behind_as(parse, match, lexicon)) is not None:
            return said
        noun = parse.first(match.token, "dobj", "nsubjpass")
        if noun is not None and parse.pos[noun] != "PRON" and parse.lemmas[noun] not in lexicon.words["disputable"]:
            return None  # "Dismissed *the talks* as a ploy": no word of anybody's is denied.
    end = parse.sentences[parse.sentence_of[match.token]][1]
    for place in range(match.last + 1, end):
        if parse.lowers[place] == "as" and (
            parse.heads[place] == match.token or parse.heads[parse.heads[place]] == match.token
        ):
            first = parse.first(match.token, "dobj", "nsubjpass")
            start = match.last + 1 if first is None or first > match.last else place
            return [(start, max(parse.edges[place][1], place + 1))]
        if parse.deps[place] in {"ccomp", "advcl", "conj"} and parse.heads[place] == match.token:
            return None
    return None


def object_at(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """*put* the death toll at 14: the number with its noun."""
    noun = parse.first(match.token, "dobj")
    if Takes.OBJECT_AT not in match.cue.takes or noun is None or parse.lemmas[noun] not in lexicon.words["measure"]:
        return None
    for preposition in (n for token in (match.token, noun) for n in parse.dependents(token, "prep")):
        if parse.lowers[preposition] == "at" and preposition > noun:
            return [(parse.edges[noun][0], parse.edges[preposition][1])]
    return None


def reported_behind_as(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """The *that* clause of the object where the tree takes it for the object of *as*, or of the adjective behind that."""
    for child in parse.dependents(match.token, "prep", "advcl"):
        noun = parse.first(child, "pobj", "dobj")
        start = parse.edges[child][0]
        if parse.lowers[start] == "as" and noun is not None and start + 1 in (parse.first(noun, "amod"), child):
            return content_of_noun(parse, noun, lexicon)
    return None


def falsified(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """What somebody's word says that is called untrue: *called* the report that Z *a lie*, *described* the claim *as false*."""
    noun = _judged(parse, match, lexicon)
    if noun is None:
        return None
    points = parse.lowers[noun] in lexicon.words["pointing"]
    if not points and parse.lemmas[noun] not in lexicon.words["disputable"]:
        return None
    end = parse.sentences[parse.sentence_of[noun]][1]
    false = next((n for n in range(noun + 1, end) if parse.lowers[n] in lexicon.words["untrue"]), None)
    called = match.cue.takes & {Takes.OBJECT_PREDICATE, Takes.OBJECT_AS} or parse.first(match.token, "oprd") is not None
    said = None if points else content_of_noun(parse, noun, lexicon)
    if false is None or not (called or "as" in parse.lowers[noun:false]) or (said is None and false - noun > GAP):
        return None
    if said is None:
        return [(parse.edges[noun][0], false + 1)]
    edge = false
    while edge - 1 > said[0][0] and parse.pos[edge - 1] in {"DET", "ADJ", "ADV", "ADP", "PUNCT"}:
        edge -= 1
    return [(said[0][0], edge)]


def _judged(parse: Parse, match: Match, lexicon: CueLexicon) -> int | None:
    """What a verb calls something: its object, or the subject of the predicate that the tree makes a clause of."""
    predicate = parse.first(match.token, "oprd", "ccomp")
    if parse.lowers[match.token + 1 : match.token + 2] and parse.lowers[match.token + 1] in lexicon.words["pointing"]:
        # "Called *that* a lie": the tree may take it for a conjunction.
        return match.token + 1
    inner = None if predicate is None else parse.first(predicate, "nsubj")
    return parse.first(match.token, "dobj") if inner is None else inner


def object_predicate(parse: Parse, match: Match) -> list[Range] | None:
    """*called* the vote a sham: object and predicate, where there are both."""
    if Takes.OBJECT_PREDICATE not in match.cue.takes:
        return None
    predicate = parse.first(match.token, "oprd", "ccomp", "xcomp")
    if predicate is None:
        return unlabelled_predicate(parse, match)
    if predicate < match.last or infinitive(parse, predicate):
        return None
    objects = [parse.edges[n][0] for n in parse.dependents(match.token, "dobj") if n > match.last]
    return [(min([parse.edges[predicate][0], *objects]), parse.edges[predicate][1])]


def unlabelled_predicate(parse: Parse, match: Match) -> list[Range] | None:
    """An object with a predicate that the tree takes for one noun phrase: *called the vote "a sham"*, *branded him a traitor*."""
    noun = parse.first(match.token, "dobj")
    if noun is None or noun < match.last or match.cue.attitude:
        return None
    start, end = parse.edges[noun]
    for place in range(start + 1, end):
        opens = parse.words[place][0] in MARKS or parse.lowers[place] in {"a", "an"}
        if opens and parse.pos[place - 1] in {"NOUN", "PROPN", "PRON"} and parse.words[place] != "'s":
            return [(start, end)]
    return None


def noun_after(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """*announced* a ceasefire; for cues that want one, only a noun of saying, and then what that says."""
    takes = match.cue.takes
    if match.predicate or not takes & {Takes.NOUN, Takes.SPEECH_NOUN}:
        return None
    noun = parse.first(match.token, "dobj")
    if noun is None or parse.tags[noun] in {"WDT", "WP"} or (parse.lowers[noun] == "that" and noun < match.token):
        return object_before(parse, match, lexicon)
    if noun < match.token or (parse.pos[noun] == "PRON" and Takes.SPEECH_NOUN in takes):
        return None
    said = content_of_noun(parse, noun, lexicon) if parse.lemmas[noun] in lexicon.nouns else None
    if Takes.NOUN not in takes and parse.lemmas[noun] not in lexicon.words["disputable"]:
        return None
    return said or [(parse.edges[noun][0], end_with_reason(parse, match.token, noun))]


def object_before(parse: Parse, match: Match, lexicon: CueLexicon) -> list[Range] | None:
    """The noun that a relative clause takes for its object: *a charge* the army denies, *the plan that* he announced."""
    noun, verb = parse.heads[match.token], match.token
    subject = parse.first(verb, "nsubj")
    if subject is None or subject < noun or parse.tags[subject] in {"WDT", "WP"}:
        return None
    taken = parse.deps[verb] == "acl" and parse.lowers[noun + 1] == "that" and takes_up(parse, noun + 1, lexicon)
    if parse.deps[verb] != "relcl" and not taken:
        return None
    if is_sentential(parse, match, lexicon):
        return [(parse.edges[verb][0], parse.edges[verb][0] + 1)]
    described = any(parse.lowers[n] == "as" for n in parse.dependents(verb, "prep"))
    if described or (Takes.NOUN not in match.cue.takes and parse.lemmas[noun] not in lexicon.words["disputable"]):
        return None
    return [(parse.edges[noun][0], noun + 1)]


def is_sentential(parse: Parse, match: Match, lexicon: CueLexicon) -> bool:
    """Whether a relative clause answers what is said before it: accused them of looting homes, *which* they *denied*."""
    verb = match.token
    which = parse.edges[verb][0]
    if match.stance is Stance.ASSERTS or parse.lowers[which] != "which" or parse.words[which - 1] != ",":
        return False
    noun = parse.heads[verb]
    told = (above for above in parse.ancestors(noun) if parse.pos[above] == "VERB")
    said = any(parse.lemmas[above] in lexicon.verbs for above in told)
    return said and parse.lemmas[noun] not in lexicon.words["disputable"] and parse.first(verb, "dobj") == which


def end_with_reason(parse: Parse, verb: int, noun: int) -> int:
    """Where an object ends, with *at* …, *as* … or *for* … that the tree hangs on the verb, but no time."""
    end = before_aside(parse, noun)
    for preposition in parse.dependents(verb, "prep"):
        if preposition == end and not is_dated(parse, preposition + 1):
            end = parse.edges[preposition][1]
    return end


def before_aside(parse: Parse, noun: int) -> int:
    """Where a noun phrase ends, without a relative clause behind a comma, or a clause that stands in a row with no noun."""
    end = parse.edges[noun][1]
    rows = (n for n in range(noun + 1, end - 1) if parse.tags[n] == "CC" and parse.lowers[n + 1] == "that")
    end = next((n for n in rows if parse.tags[n + 1] == "IN"), end)
    asides = (
        n for n in range(noun + 1, end - 1) if parse.words[n] == "," and parse.tags[n + 1] in {"WDT", "WP", "WRB"}
    )
    return next(asides, end)


def behind_preposition(parse: Parse, preposition: int) -> list[Range] | None:
    """What a preposition governs."""
    inner = parse.first(preposition, "pobj", "pcomp", "prep", "ccomp")
    if inner is None or inner < preposition or is_dated(parse, inner):
        return None
    end = max(parse.edges[inner][1], inner + 1)
    end += end + 1 < len(parse) and parse.deps[end] == "neg" and parse.tags[end + 1] == "TO"
    if end < len(parse) and parse.tags[end] == "TO":
        end = max(end, parse.edges[parse.heads[end]][1])
    return [(preposition + 1, end)]


def answers_no_question(parse: Parse, match: Match, lexicon: CueLexicon) -> bool:
    """Whether a verb of answering goes with a thing that is no question: did not respond *to warnings*."""
    if not match.cue.needs_negation:
        return False
    behind = (n for n in parse.dependents(match.token, "prep") if parse.lowers[n] == "to")
    nouns = (parse.first(n, "pobj") for n in behind)
    known = lexicon.words["question"]
    return any(n is not None and parse.pos[n] == "NOUN" and parse.lemmas[n] not in known for n in nouns)
