"""Verbs of saying that the parser takes for participles before a noun, and subjects that it takes for what they say."""

from collections.abc import Iterator

from kg.lexicon import Lexicon
from kg.nlp.mending.edits import Edit
from kg.nlp.mending.saying import SPEAKING, SUBJECTS
from kg.nlp.parse import Parse

NAMING = frozenset({"NOUN", "PROPN"})
CLAUSE = frozenset({"nsubj", "nsubjpass"})


def split_subjects(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """The subject of a quotation that a said-clause splits: '"*The marines*," he stated, "captured the island"'."""
    for said, label in enumerate(parse.deps):
        if label != "parataxis" or not _reports(parse, said, lexicon):
            continue
        verb, noun = parse.heads[said], parse.first(said, "dobj")
        if noun is None or verb < said:
            continue
        subject = parse.first(said, "nsubj")
        fronted = subject is not None and noun < subject < said and parse.first(verb, *SUBJECTS) is None
        if fronted:
            yield Edit(token=noun, head=verb, dep="nsubj")


def reporting_participles(parse: Parse, lexicon: Lexicon) -> Iterator[Edit]:
    """The verb of "the mayor *stated* shells had fallen", "Ana Ruiz, a nurse, *informed* the radio"."""
    for said, label in enumerate(parse.deps):
        noun = parse.heads[said]
        if (
            label != "amod"
            or parse.tags[said] not in ("VBN", "VBD", "JJ")
            or noun < said
            or not _reports(parse, said, lexicon)
        ):
            continue
        clause = parse.heads[noun]
        speaker = parse.first(said, "nsubj") or _first_subject(parse, clause, noun)
        if speaker is None or speaker > said or parse.edges[noun][0] > said:
            continue
        if parse.deps[noun] in CLAUSE:
            yield from _as_cue(parse, said, speaker, clause, lexicon)
        elif clause == noun:
            yield Edit(token=said, head=said, dep="ROOT", tag="VBD", pos="VERB")
            yield Edit(token=noun, head=said, dep="dobj")
            yield Edit(token=speaker, head=said, dep="nsubj")


def _first_subject(parse: Parse, clause: int, second: int) -> int | None:
    """The subject that a clause has besides, before the one that a verb of saying stands before."""
    subjects = [n for n in parse.dependents(clause, *CLAUSE) if n != second]
    return subjects[0] if len(subjects) == 1 and subjects[0] < second else None


def _as_cue(parse: Parse, said: int, speaker: int, clause: int, lexicon: Lexicon) -> Iterator[Edit]:
    above, lemma = parse.heads[clause], _lemma(parse, said, lexicon)
    yield Edit(
        token=said, head=said if above == clause else above, dep=parse.deps[clause], tag="VBD", pos="VERB", lemma=lemma
    )
    yield Edit(token=clause, head=said, dep="ccomp")
    yield Edit(token=speaker, head=said, dep="nsubj")
    before = (n for n in parse.children[clause] if n < said and n != speaker)
    yield from (Edit(token=n, head=said, dep=parse.deps[n]) for n in before)


def _reports(parse: Parse, token: int, lexicon: Lexicon) -> bool:
    """Whether a word is a form of a verb of saying."""
    patterns = lexicon.cues.verbs.get(_lemma(parse, token, lexicon), ())
    return any(not p.rest and SPEAKING & p.cue.takes for p in patterns)


def _lemma(parse: Parse, token: int, lexicon: Lexicon) -> str:
    """The lemma of a verb of saying; the lemmatizer leaves "stated" as it is where it is an adjective."""
    lower = parse.lowers[token]
    lemmas = (parse.lemmas[token], lower.removesuffix("d"), lower.removesuffix("ed"))
    return next((lemma for lemma in lemmas if lemma in lexicon.cues.verbs), parse.lemmas[token])
