"""Attributions by verbs: said-clauses, denials, accusations, refusals to comment, passives."""

from collections.abc import Iterator
from dataclasses import replace

from kg.facts import Stance
from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.attribution.circumstances import MEDIUM_WORDS, addressee_of, medium_of
from kg.nlp.attribution.contents import content_of_verb
from kg.nlp.attribution.cues import FINITE, Match, infinitive, runs, verb_matches
from kg.nlp.attribution.objects import answers_no_question, falsified
from kg.nlp.attribution.passives import (
    agent_of,
    hides_passive,
    is_disputed,
    is_passive,
    passive_content,
    reduced_passive,
)
from kg.nlp.attribution.quoted import Page, announced, beside, opens_block, quoted_range
from kg.nlp.attribution.ranges import Range
from kg.nlp.attribution.speakers import can_speak, relative_subject, speaker_of
from kg.nlp.attribution.spoken_nouns import absent
from kg.nlp.attribution.values import Finding
from kg.nlp.parse import Parse

SPEAKING = frozenset({Takes.CLAUSE, Takes.QUOTATION})


def verb_findings(page: Page, following: Page | None, lexicon: CueLexicon) -> Iterator[Finding]:
    """The attributions of a paragraph's reporting verbs, each by the first of its senses that has what it needs."""
    taken: set[int] = set()
    for token, lemma in enumerate(page.parse.lemmas):
        if (
            (lemma in lexicon.verbs or page.parse.lowers[token] in lexicon.adjectives)
            and token not in taken
            and not merged(page.parse, token, lexicon)
        ):
            senses = list(verb_matches(page.parse, token, lexicon))
            findings = (verb_finding(page, match, lexicon) for match in senses)
            found = next(filter(None, findings), None) or announcing(page, following, senses, lexicon)
            if found:
                taken.update(n for start, end in found.words for n in range(start, end))
                yield found


def merged(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether the verb only repeats a refusal: neither confirmed *nor denied*."""
    head = parse.heads[token]
    joined = {parse.lowers[n] for n in parse.children[head] if parse.deps[n] == "cc" and n < token}
    refused = {parse.lowers[n] for n in parse.children[head] if n < head} & lexicon.words["negation"]
    own = parse.first(token, "nsubj", "nsubjpass")
    return (
        parse.deps[token] == "conj"
        and bool(joined & {"or", "nor"})
        and bool(refused or infinitive(parse, head))
        and own is None
    )


def verb_finding(page: Page, match: Match, lexicon: CueLexicon) -> Finding | None:
    """What one sense of a verb reports; None where speaker or content is missing."""
    parse = page.parse
    if not match.predicate and (
        reduced_passive(parse, match.token)
        or is_passive(parse, match.token)
        or hides_passive(parse, match.token, lexicon)
    ):
        return passive_finding(page, match, lexicon)
    if Takes.SPEAKER in match.cue.takes:
        return citing_finding(page, match, lexicon)
    source = speaker_of(parse, match, page.inside, lexicon)
    if source is not None and impersonal(parse, match, source, lexicon):
        pieces = content_of_verb(parse, match, None, lexicon)
        return finding(page, match, source=None, pieces=pieces, quotes=[], lexicon=lexicon) if pieces else None
    return None if source is None else spoken_finding(page, match, source, lexicon)


def spoken_finding(page: Page, match: Match, source: int, lexicon: CueLexicon) -> Finding | None:
    """What the source says by a verb in the active."""
    parse = page.parse
    if not fits(parse, match, source, lexicon) or finds_nothing(parse, match, lexicon):
        return None
    if (untrue := falsified(parse, match, lexicon)) is not None:
        denied = replace(match, stance=Stance.DENIES)
        return finding(page, denied, source=source, pieces=untrue, quotes=[], lexicon=lexicon)
    quotes = beside(page, match, source) if match.cue.takes & SPEAKING else []
    if quotes and (clause_before_quote(page, match, quotes[0]) or nearer_cue(page, match, quotes[0], lexicon)):
        quotes = []
    if match.cue.quotes_only and not quotes:
        return None
    pieces = quoted_pieces(page, quotes) if quotes else content_of_row(parse, match, source, lexicon)
    if pieces is None or any(start <= source < end for start, end in pieces):
        return None
    return finding(page, match, source=source, pieces=pieces, quotes=quotes, lexicon=lexicon)


def impersonal(parse: Parse, match: Match, source: int, lexicon: CueLexicon) -> bool:
    """Whether nobody is named who could not do so: "*it* was not possible to verify the claim"."""
    able = lexicon.words["possibility"] | lexicon.words["inability"]
    return match.top != match.token and parse.lowers[source] == "it" and parse.lemmas[match.top] in able


def fits(parse: Parse, match: Match, source: int, lexicon: CueLexicon) -> bool:
    """Whether the subject is of the kind that the cue wants: who can speak, or a document."""
    if match.cue.document:
        return parse.lemmas[source] in lexicon.words["document"]
    return not match.cue.human or can_speak(parse, source, lexicon)


def finds_nothing(parse: Parse, match: Match, lexicon: CueLexicon) -> bool:
    """Whether the verb only carries a noun that says that there is none (*found no evidence that*), or answers no question."""
    if answers_no_question(parse, match, lexicon):
        return True
    noun = parse.first(match.token, "dobj")
    if noun is None or not absent(parse, noun, lexicon):
        return False
    return any(pattern.cue.needs_negation for pattern in lexicon.nouns.get(parse.lemmas[noun], ()))


def clause_before_quote(page: Page, match: Match, number: int) -> bool:
    """Whether the verb's own clause stands before a quotation further right: *said the raid was "needed," "not wanted"*."""
    parse = page.parse
    quote = next(quote for n, quote in page.quotes if n == number)
    if quote.start <= match.last:
        return False
    return any(
        match.last < n < quote.start and parse.edges[n][0] > match.token for n in parse.dependents(match.token, "ccomp")
    )


def nearer_cue(page: Page, match: Match, number: int, lexicon: CueLexicon) -> bool:
    """Whether a further verb of saying stands between the cue and a quotation: *urged them to go and shouted, "…"*."""
    parse = page.parse
    start = next(quote.start for n, quote in page.quotes if n == number)
    finite = (n for n in range(match.last + 1, start) if parse.tags[n] in FINITE and parse.lemmas[n] in lexicon.verbs)
    return any(
        parse.deps[n] == "conj" and SPEAKING & p.cue.takes for n in finite for p in lexicon.verbs[parse.lemmas[n]]
    )


def content_of_row(parse: Parse, match: Match, source: int, lexicon: CueLexicon) -> list[Range] | None:
    """The verb's content, or that of the verb it shares it with: neither *confirmed* nor *denied the strike*."""
    own = content_of_verb(parse, match, source, lexicon)
    for verb in () if own is not None else parse.dependents(match.token, "conj"):
        if merged(parse, verb, lexicon):
            words = (*match.words, verb)
            return content_of_verb(parse, replace(match, token=verb, words=words), source, lexicon)
    return own


def announcing(page: Page, following: Page | None, senses: list[Match], lexicon: CueLexicon) -> Finding | None:
    """*He said:* with the quotation in the next paragraph."""
    for match in senses:
        quotes = announced(page, following, match.token) if match.cue.takes & SPEAKING else []
        block = following is not None and not quotes and opens_block(page, following, match.token)
        source = speaker_of(page.parse, match, page.inside, lexicon) if quotes or block else None
        if source is not None and following is not None:
            told = finding(page, match, source=source, pieces=[], quotes=quotes, lexicon=lexicon)
            return replace(told, blocks=(following.index,)) if block else told
    return None


def quoted_pieces(page: Page, numbers: list[int]) -> list[Range]:
    """The tokens of the quotations."""
    return [quoted_range(page, quote) for number, quote in page.quotes if number in numbers]


def finding(  # noqa: PLR0913, a cue and all that was found for it
    page: Page, match: Match, *, source: int | None, pieces: list[Range], quotes: list[int], lexicon: CueLexicon
) -> Finding:
    """The attribution of the pieces to the source by the matched cue."""
    return Finding(
        token=match.token,
        words=cue_words(match),
        stance=match.stance,
        source=source,
        pieces=tuple(pieces),
        quotes=tuple(quotes),
        addressee=None if (told := addressee_of(page.parse, match, pieces, lexicon)) == source else told,
        medium=medium_of(page.parse, match, lexicon),
        pronoun=relative_subject(page.parse, match.top),
        attitude=match.cue.attitude,
    )


def cue_words(match: Match) -> tuple[Range, ...]:
    """The cue's own words; from the governing verb on where there is one (*declined to say*)."""
    if match.top < match.token and match.token - match.top <= MEDIUM_WORDS:
        return runs((*range(match.top, match.token + 1), *match.words))
    return runs(match.words)


def passive_finding(page: Page, match: Match, lexicon: CueLexicon) -> Finding | None:
    """*is said to have fled*, *was accused of treason by Y*, *it was reported that*, *the move was condemned by Y*."""
    parse, verb = page.parse, match.token
    if Takes.NOTHING in match.cue.takes:
        silent = parse.first(verb, "nsubjpass")
        return (
            finding(page, match, source=silent, pieces=[], quotes=[], lexicon=lexicon) if silent is not None else None
        )
    agent = agent_of(parse, verb, lexicon)
    pieces = passive_content(parse, match, lexicon, agent)
    unnamed = parse.lemmas[verb] in lexicon.words["hearsay"] or is_disputed(parse, match, lexicon)
    if pieces is None or (agent is None and not unnamed):
        return None
    if agent is None and match.stance is match.cue.negated and parse.lemmas[verb] in lexicon.words["knowing"]:
        return None
    if match.cue.human and agent is not None and not can_speak(parse, agent, lexicon):
        return None
    return finding(page, match, source=agent, pieces=pieces, quotes=[], lexicon=lexicon)


def citing_finding(page: Page, match: Match, lexicon: CueLexicon) -> Finding | None:
    """*…, citing officials* · *the agency, which cited officials, …*: the object speaks, the rest is what it says."""
    parse = page.parse
    source = parse.first(match.token, "dobj")
    if (
        source is None
        or not (parse.tags[match.token] == "VBG" or relative_subject(parse, match.token) is not None)
        or not can_speak(parse, source, lexicon)
        or parse.lemmas[source] in lexicon.nouns
    ):
        return None
    start, end = parse.sentences[parse.sentence_of[match.token]]
    stop = max(match.token + 1, parse.edges[source][1])
    pieces = [(start, match.token)] if match.token - start > end - stop else [(stop, end)]
    told = finding(page, match, source=source, pieces=pieces, quotes=[], lexicon=lexicon)
    return replace(told, relay=True, pronoun=None)
