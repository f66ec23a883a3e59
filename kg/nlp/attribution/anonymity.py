"""Speakers who would not be named: *asked not to be identified*, *on condition of anonymity*, *was not authorised to speak*."""

from collections.abc import Iterator

from kg.lexicon.cues import CueLexicon, Takes
from kg.nlp.attribution.values import Finding
from kg.nlp.parse import Parse


def stays_unnamed(parse: Parse, verb: int, lexicon: CueLexicon) -> bool:
    """Whether a verb only asks for anonymity: *asked not to be named*, *declined to give his name*, *asked to remain anonymous*."""
    wanted = (n for n in parse.dependents(verb, "xcomp", "ccomp", "advcl") if parse.first(n, "auxpass") is not None)
    nouns = (n for above in (verb, *parse.dependents(verb, "prep")) for n in parse.dependents(above, "dobj", "pobj"))
    given = (n for verb_ in parse.dependents(verb, "xcomp") for n in parse.dependents(verb_, "dobj"))
    left = (n for verb_ in parse.dependents(verb, "xcomp") for n in parse.dependents(verb_, "acomp", "oprd"))
    unnamed = any(parse.lemmas[n] in lexicon.words["naming"] for n in (*wanted, *given))
    return unnamed or any(parse.lemmas[n] in lexicon.words["anonymity"] for n in (*nouns, *left))


def is_anonymous(parse: Parse, finding: Finding, lexicon: CueLexicon) -> bool:
    """Whether what stands with the speaker, or with the cue outside its content, says that the speaker would not be named."""
    if finding.source is None:
        return False
    return any(
        parse.lemmas[token] in lexicon.words["anonymity"]
        or stays_unnamed(parse, token, lexicon)
        or _is_unauthorised(parse, token, lexicon)
        for token in _near(parse, finding.source, finding.token)
        if not any(start <= token < end for start, end in finding.pieces)
        and not _is_cited(parse, token, finding, lexicon)
    )


def _near(parse: Parse, source: int, cue: int) -> Iterator[int]:
    yield from range(*parse.edges[source])
    if parse.sentence_of[source] == parse.sentence_of[cue]:
        for part in parse.dependents(cue, "advcl", "prep", "advmod"):
            yield from range(*parse.edges[part])


def _is_cited(parse: Parse, token: int, finding: Finding, lexicon: CueLexicon) -> bool:
    """Whether a token tells of somebody whom the speaker quotes: "the paper, *quoting unnamed officers*, reported"."""
    above = (n for n in (token, *parse.ancestors(token)) if n != finding.token and parse.tags[n] == "VBG")
    return any(Takes.SPEAKER in p.cue.takes for n in above for p in lexicon.verbs.get(parse.lemmas[n], ()))


def _is_unauthorised(parse: Parse, verb: int, lexicon: CueLexicon) -> bool:
    """*was not authorised to speak to the press*."""
    if parse.lemmas[verb] not in lexicon.words["licensing"] or parse.first(verb, "neg") is None:
        return False
    return any(parse.lemmas[n] in lexicon.verbs for n in parse.dependents(verb, "xcomp", "ccomp", "advcl"))
