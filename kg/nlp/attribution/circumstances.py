"""To whom something is said, and by what medium."""

from kg.lexicon.cues import CueLexicon, Reaches
from kg.nlp.attribution.cues import Match
from kg.nlp.attribution.ranges import Range
from kg.nlp.attribution.speakers import can_speak
from kg.nlp.parse import Parse

MEDIUM_WORDS = 8


def addressee_of(parse: Parse, match: Match, pieces: list[Range], lexicon: CueLexicon) -> int | None:
    """Who is told: the object of *told*, the noun behind *to* elsewhere."""
    if match.cue.addressee is None:
        return None
    for child in parse.children[match.token]:
        reached: int | None = child
        if child in match.words and parse.deps[child] == "prep":
            # "*called on* the rebels to stop"
            reached = parse.first(child, "pobj")
            if reached is not None and can_speak(parse, reached, lexicon):
                return reached
        if parse.lowers[child] == "to" and parse.deps[child] in {"prep", "dative"}:
            reached = parse.first(child, "pobj")
        elif match.cue.addressee is Reaches.TO or parse.deps[child] not in {"dobj", "dative", "iobj"}:
            continue
        if (child in match.words) or parse.edges[child] == (pieces[0] if pieces else None):
            continue
        if reached is not None and reached > match.token and can_speak(parse, reached, lexicon):
            return reached
    return None


def medium_of(parse: Parse, match: Match, lexicon: CueLexicon) -> Range | None:
    """Where it was said: *on Telegram*, *in a video address*, *in an interview with CNN*; without the preposition."""
    verbs = [match.token, *(n for n in parse.dependents(match.token, "advcl") if parse.tags[n] == "VBG")]
    for preposition in (n for verb in verbs for n in parse.dependents(verb, "prep")):
        noun = parse.first(preposition, "pobj")
        if noun is None or parse.lowers[preposition] not in lexicon.words["mediumPreposition"]:
            continue
        # At a sentence's end the full stop may stick to a one-letter name: "said on *X.*"
        if {parse.lowers[noun], parse.lowers[noun].rstrip("."), parse.lemmas[noun]} & lexicon.words["medium"]:
            return noun_phrase(parse, noun)
    return None


def noun_phrase(parse: Parse, noun: int) -> Range:
    """A noun with its modifiers and prepositions, without clauses: *X*, of "on X, where she shared a map"."""
    start = parse.edges[noun][0]
    ends = [parse.edges[child][1] for child in parse.children[noun] if parse.deps[child] == "prep"]
    return start, min(max([noun + 1, *ends]), start + MEDIUM_WORDS)
