"""Attributions by nouns (*X's claim that*), prepositions (*according to*) and adverbs (*reportedly*)."""

from collections.abc import Iterator

from kg.facts import Stance
from kg.lexicon.cues import Cue, CueLexicon, Pattern, Takes
from kg.nlp.attribution.cues import infinitive, matched, runs
from kg.nlp.attribution.objects import behind_preposition
from kg.nlp.attribution.quoted import Page
from kg.nlp.attribution.ranges import Range, trimmed, without
from kg.nlp.attribution.speakers import NOMINAL, can_speak, light_verb, speaker_of_noun
from kg.nlp.attribution.spoken_nouns import absent, content_of_noun
from kg.nlp.attribution.values import Finding
from kg.nlp.parse import Parse

LEAST = 2
VIEWING = frozenset({"in", "by", "to"})


def noun_findings(page: Page, lexicon: CueLexicon) -> Iterator[Finding]:
    """The attributions of a paragraph's nouns of saying."""
    parse = page.parse
    for token, lemma in enumerate(parse.lemmas):
        if lemma in lexicon.nouns and parse.pos[token] == "NOUN" and parse.deps[token] != "compound":
            found = next(filter(None, (noun_finding(parse, token, p, lexicon) for p in lexicon.nouns[lemma])), None)
            if found:
                yield found


def is_medium(parse: Parse, noun: int, lexicon: CueLexicon) -> bool:
    """Whether a noun only says how a speaker said it: *said in a statement that*."""
    preposition = parse.heads[noun]
    verb = parse.heads[preposition]
    spoken = parse.pos[verb] == "VERB" and parse.lemmas[verb] in lexicon.verbs
    return parse.deps[noun] == "pobj" and spoken and parse.first(verb, "nsubj") is not None


def is_answered(parse: Parse, noun: int, lexicon: CueLexicon) -> bool:
    """Whether a verb takes up what a noun says, so that it is that verb's content: *denied reports of*, *confirmed a report that*."""
    verb = parse.heads[noun]
    if parse.deps[noun] != "dobj" or parse.lemmas[verb] in lexicon.words["light"]:
        return False
    takes = (pattern.cue.takes for pattern in lexicon.verbs.get(parse.lemmas[verb], ()) if not pattern.rest)
    return any(taken & {Takes.NOUN, Takes.SPEECH_NOUN} for taken in takes)


def noun_finding(parse: Parse, noun: int, pattern: Pattern, lexicon: CueLexicon) -> Finding | None:
    """What one sense of a noun reports; None where it has no content, or neither a speaker nor a *that* clause."""
    words, cue = matched(parse, noun, pattern), pattern.cue
    if words is None or cue.needs_negation != absent(parse, noun, lexicon):
        return None
    pieces = noun_content(parse, noun, words, cue, lexicon)
    source = speaker_of_noun(parse, noun, lexicon)
    verb = light_verb(parse, noun, lexicon)
    if Takes.NOTHING in cue.takes and (source is not None or cue.unnamed):
        pieces = pieces or []
    if source is None and (is_medium(parse, noun, lexicon) or is_answered(parse, noun, lexicon)):
        return None
    if pieces is None or (source is None and not can_lack_speaker(cue, words)):
        return None
    speaks = source is not None and can_speak(parse, source, lexicon)
    if source is not None and (any(s <= source < e for s, e in pieces) or not (speaks or cue.unnamed)):
        return None
    issued = verb is not None and noun - verb <= 6 and source is not None and source < verb
    carried = (verb,) if issued and verb is not None and parse.first(noun, "poss") is None else ()
    return Finding(
        token=noun,
        words=runs((*carried, *words)),
        stance=cue.stance,
        source=source if speaks else None,
        pieces=tuple(pieces),
        attitude=cue.attitude,
        shared=cue.needs_negation and not speaks,
    )


def can_lack_speaker(cue: Cue, words: tuple[int, ...]) -> bool:
    """Whether the noun is hearsay by itself: *a report that*, *allegations of*; no feeling, no finding."""
    return cue.unnamed or not (cue.attitude or cue.needs_speaker or Takes.CLAUSE not in cue.takes or len(words) > 1)


def noun_content(parse: Parse, noun: int, words: tuple[int, ...], cue: Cue, lexicon: CueLexicon) -> list[Range] | None:
    """What stands behind the noun: a *that* clause, an infinitive, or what its preposition governs."""
    if len(words) > 1:
        return behind_preposition(parse, words[-1])
    if Takes.CLAUSE in cue.takes:
        return content_of_noun(parse, noun, lexicon)
    for clause in parse.dependents(noun, "acl", "relcl"):
        if Takes.INFINITIVE in cue.takes and infinitive(parse, clause) and clause - noun <= 4:
            return [parse.edges[clause]]
    return None


def phrase_findings(page: Page, lexicon: CueLexicon) -> Iterator[Finding]:
    """The attributions of phrases that name their speaker, and of adverbs of hearsay."""
    for token, word in enumerate(page.parse.lowers):
        for pattern in lexicon.phrases.get(word, ()):
            found = phrase_finding(page, token, pattern)
            if found:
                yield found
        if word in VIEWING and (seen := viewpoint_finding(page, token, lexicon)) is not None:
            yield seen
        if word in lexicon.adverbs:
            yield from hearsay(page.parse, token, lexicon.adverbs[word][0].cue)


def phrase_finding(page: Page, token: int, pattern: Pattern) -> Finding | None:
    """*According to X, Z*: the rest of the sentence, as far as the quotation marks around the phrase reach."""
    parse, stop = page.parse, token + 1 + len(pattern.rest)
    if parse.lowers[token + 1 : stop] != pattern.rest:
        return None
    source = parse.first(stop - 1, "pobj") or last_noun(parse, stop)
    if source is None or source < stop:
        return None
    start, end = parse.sentences[parse.sentence_of[token]]
    hole = (token, max(stop, phrase_end(parse, source, end)))
    side = page.inside[token]
    pieces = [p for p in without([(start, end)], hole) if p[1] - p[0] > 2]
    low = max((n + 1 for n in range(start, token) if page.inside[n] != side and side >= 0), default=start)
    pieces = [(max(low, s), e) for s, e in pieces]
    kept = [piece for piece in (trimmed(parse, p) for p in pieces) if piece]
    return Finding(
        token=token, words=((token, stop),), stance=pattern.cue.stance, source=source, pieces=tuple(kept[:2])
    ) if kept else None  # fmt: skip


def viewpoint_finding(page: Page, token: int, lexicon: CueLexicon) -> Finding | None:
    """*In the mayor's view, Z* · *by their own account Z*: the rest of the sentence."""
    parse = page.parse
    noun = parse.first(token, "pobj")
    source = None if noun is None else parse.first(noun, "poss")
    if noun is None or source is None or parse.lemmas[noun] not in lexicon.words["viewpoint"]:
        return None
    start, end = parse.sentences[parse.sentence_of[token]]
    hole = (token, noun + 1)
    if parse.edges[noun][1] != noun + 1 or not (token == start or parse.words[token - 1] == "," or noun + 2 >= end):
        return None
    kept = [p for p in (trimmed(parse, piece) for piece in without([(start, end)], hole)) if p and p[1] - p[0] > LEAST]
    own = Finding(token=token, words=(hole,), stance=Stance.ASSERTS, source=source, pieces=tuple(kept))
    return own if kept and can_speak(parse, source, lexicon) else None


def last_noun(parse: Parse, start: int) -> int | None:
    """The last noun before the next punctuation mark or preposition."""
    found = None
    for place in range(start, len(parse)):
        if parse.pos[place] in {"PUNCT", "ADP", "AUX"}:
            return found
        found = place if parse.pos[place] in NOMINAL else found
    return found


def phrase_end(parse: Parse, source: int, end: int) -> int:
    """Where the speaker's noun phrase ends: with a clause of its own, never past it into the sentence."""
    return min(end, max(source + 1, parse.edges[source][1]))


def hearsay(parse: Parse, adverb: int, cue: Cue) -> Iterator[Finding]:
    """The clause of *reportedly*; nobody is named."""
    verb = parse.heads[adverb]
    start, end = parse.edges[verb]
    pieces = [piece for piece in (trimmed(parse, p) for p in without([(start, end)], (adverb, adverb + 1))) if piece]
    if pieces and parse.pos[verb] in {"VERB", "AUX"}:
        yield Finding(token=adverb, words=((adverb, adverb + 1),), stance=cue.stance, source=None, pieces=tuple(pieces))
