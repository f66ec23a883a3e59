"""Where a paragraph holds reporting words, and with which stance."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum, auto

from kg.facts import Stance
from kg.lexicon.cues import Cue, CueLexicon, Pattern
from kg.nlp.attribution.anonymity import stays_unnamed
from kg.nlp.parse import Parse

GAP = 4
FINITE = frozenset({"VBD", "VBZ", "VBP"})
MARKS = frozenset("\"'`“”‘’«»„‟")
CLAUSES = frozenset({"ccomp", "parataxis", "nsubj", "advcl"})
GOVERNING = ("declining", "raising", "aspect", "inability", "possibility", "obliging")
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl"})


class Polarity(Enum):
    """How the grammar around a cue turns what it reports."""

    PLAIN = auto()
    NEGATED = auto()
    UNABLE = auto()
    DECLINING = auto()
    RAISING = auto()
    MODAL = auto()
    UNSAID = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A cue at `token`, its words, and `top`: the verb that has the subject (*appeared* to suggest).

    `last` is the last of the words; what the cue reports stands behind it or before all of them. A `predicate` is an
    adjective or a participle used like one (*was frustrated that*): its subject feels.
    """

    token: int
    words: tuple[int, ...]
    top: int
    cue: Cue
    stance: Stance
    predicate: bool = False

    @property
    def last(self) -> int:
        """The last of the cue's words."""
        return self.words[-1]

    @property
    def first(self) -> int:
        """The first word, the governing verb's included."""
        return min(self.words[0], self.top)


def verb_matches(parse: Parse, token: int, lexicon: CueLexicon) -> Iterator[Match]:
    """The senses of a verb or predicate (*is certain that*) that its grammar allows, longest pattern first.

    None for what was not said.
    """
    predicates = lexicon.adjectives.get(parse.lowers[token], ()) if is_predicate(parse, token) else ()
    verb = parse.pos[token] in {"VERB", "AUX"} or is_verb_in_disguise(parse, token)
    found = predicates or (lexicon.verbs.get(parse.lemmas[token]) if verb else None)
    if not found or parse.deps[token] in {"amod", "compound"} or stays_unnamed(parse, token, lexicon):
        return
    top = governor(parse, token, lexicon)
    polarity = Polarity.UNABLE if unproven(parse, token, lexicon) else polarity_of(parse, token, top, lexicon)
    for pattern in found:
        stance = stance_of(pattern.cue, polarity)
        words = matched(parse, token, pattern)
        if words and stance is None and pattern.rest:
            return  # "Did not *claim responsibility*": what that says is not said.
        if stance and words:
            yield Match(token=token, words=words, top=top, cue=pattern.cue, stance=stance, predicate=bool(predicates))


def is_predicate(parse: Parse, token: int) -> bool:
    """An adjective, or a past participle that may be used as one: *was frustrated that*, *unsettled by*."""
    return parse.pos[token] == "ADJ" or (parse.tags[token] == "VBN" and parse.first(token, "aux", "dobj") is None)


def is_verb_in_disguise(parse: Parse, token: int) -> bool:
    """A verb that is tagged as a plural noun but has a subject or a clause: *the union plans to march*."""
    return parse.tags[token] == "NNS" and parse.first(token, "nsubj", "ccomp") is not None


def matched(parse: Parse, token: int, pattern: Pattern) -> tuple[int, ...] | None:
    """The tokens of the pattern's words, the further ones near and below the first in the tree.

    In "*no evidence* has been found *of* a raid" the verb stands between.
    """
    words = [token]
    passive = parse.heads[token] if parse.deps[token] == "nsubjpass" else token
    above = {token, passive}
    for form in pattern.rest:
        here = words[-1]
        reach = range(here + 1, min(max(here, passive) + 1 + GAP, len(parse)))
        tied = (n for n in reach if n == here + 1 or parse.heads[n] in above)
        place = next((n for n in tied if parse.lowers[n] == form), None)
        if place is None or any(between(parse, n) for n in range(here + 1, place) if n != passive):
            return None
        above.add(place)
        words.append(place)
    return tuple(words)


def between(parse: Parse, token: int) -> bool:
    """Whether a token parts the words of a pattern: a noun of its own does (*called* the mayor *on* Friday), a time not."""
    dated = any(e.start <= token < e.end and e.label in {"DATE", "TIME"} for e in parse.entities)
    parts = parse.pos[token] in {"NOUN", "PROPN", "PRON", "VERB"}
    return parts and not dated and parse.deps[token] not in {"npadvmod", "compound"}


def governor(parse: Parse, token: int, lexicon: CueLexicon) -> int:
    """The verb or adjective above an infinitive that says whether it was said (*declined* to say), else the token."""
    head = parse.heads[token]
    if parse.deps[token] not in CLAUSAL or not infinitive(parse, token):
        return token
    # "It was not *possible* to verify": the infinitive hangs on the copula.
    head = parse.first(head, "acomp") or head
    known = frozenset().union(*(lexicon.words[kind] for kind in GOVERNING))
    # Who "*goes* to say" may have gone somewhere; who "*goes on* to say" says.
    moving = parse.lemmas[head] in lexicon.words["aspect"] and parse.first(head, "prt") is None
    tied = parse.deps[token] == "xcomp" or (token - head <= GAP and not moving)
    return head if tied and parse.lemmas[head] in known else token


def infinitive(parse: Parse, token: int) -> bool:
    """Whether "to" stands before the verb."""
    return any(parse.tags[child] == "TO" for child in parse.children[token] if child < token)


def polarity_of(parse: Parse, token: int, top: int, lexicon: CueLexicon) -> Polarity:
    """What negation, modals, conditions and the governing verb make of a cue."""
    words = lexicon.words
    if unreal(parse, token, lexicon) or unreal(parse, top, lexicon):
        return Polarity.UNSAID
    if top != token:
        return governed(parse, token, top, lexicon)
    above = parse.heads[token]
    if (
        infinitive(parse, token)
        and parse.first(above, "auxpass") is not None
        and parse.lemmas[above] in words["hearsay"]
    ):
        return Polarity.PLAIN if parse.first(token, "aux") is not None else Polarity.UNSAID  # "Is *said* to have told".
    unspoken = parse.tags[token] == "VBG" and parse.lowers[parse.heads[token]] in words["unspoken"]
    if unspoken or (infinitive(parse, token) and parse.deps[token] != "conj"):
        return Polarity.UNSAID
    first = first_conjunct(parse, token)
    if first != token and parse.tags[token] == "VB" and infinitive(parse, first):
        return polarity_of(parse, first, governor(parse, first, lexicon), lexicon)
    helpers = helpers_of(parse, token) | helpers_of(parse, first)
    if parse.pos[token] == "ADJ":
        helpers |= {parse.lowers[n] for n in parse.dependents(parse.heads[token], "aux", "neg")}
    return polarity_by(helpers, lexicon)


def polarity_by(helpers: AbstractSet[str], lexicon: CueLexicon) -> Polarity:
    """What auxiliaries make of a finite cue."""
    words = lexicon.words
    if helpers & words["negation"]:
        return Polarity.UNABLE if helpers & words["ability"] else Polarity.NEGATED
    if helpers & words["restricting"]:
        return Polarity.PLAIN  # "Would *only* say that": it is said.
    if helpers & words["wishing"]:
        return Polarity.MODAL
    return Polarity.UNSAID if helpers & words["unsaid"] else Polarity.PLAIN


def helpers_of(parse: Parse, verb: int) -> set[str]:
    """The auxiliaries and particles before a verb, none from a quotation before it."""
    before = (n for n in parse.children[verb] if n < verb and parse.deps[n] not in CLAUSES)
    return {parse.lowers[n] for n in before if not marked_off(parse, n, verb)}


def marked_off(parse: Parse, one: int, other: int) -> bool:
    """Whether a quotation mark stands between two tokens."""
    between = range(min(one, other) + 1, max(one, other))
    return any(parse.words[n][0] in MARKS and parse.pos[n] == "PUNCT" for n in between)


def governed(parse: Parse, token: int, top: int, lexicon: CueLexicon) -> Polarity:
    """The polarity of an infinitive under `top`."""
    lemma, words = parse.lemmas[top], lexicon.words
    kind = next((kind for kind in GOVERNING if lemma in words[kind]), None)
    if kind == "obliging" and any(parse.lowers[n] in words["pending"] for n in parse.dependents(top, "advmod")):
        return Polarity.DECLINING  # "Has *yet* to comment."
    copula = parse.heads[top] if parse.deps[top] == "acomp" else top
    helpers = (
        helpers_of(parse, token) | helpers_of(parse, top) | {parse.lowers[n] for n in parse.dependents(copula, "neg")}
    )
    negated, past = bool(helpers & words["negation"]), parse.tags[copula] == "VBD"
    return {
        "declining": Polarity.UNSAID if negated else Polarity.DECLINING,
        "inability": Polarity.UNABLE,
        "possibility": Polarity.UNABLE if negated else Polarity.PLAIN if past else Polarity.UNSAID,
        "raising": Polarity.NEGATED if negated else Polarity.RAISING,
        "aspect": Polarity.NEGATED if negated else Polarity.PLAIN,
        "obliging": Polarity.PLAIN if past and not negated else Polarity.MODAL,
    }.get(kind or "", Polarity.UNSAID)


def first_conjunct(parse: Parse, token: int) -> int:
    """The first verb of a row of verbs: its helpers hold for all that have no subject of their own."""
    while parse.deps[token] == "conj" and parse.pos[parse.heads[token]] in {"VERB", "AUX"}:
        own = parse.first(token, "nsubj", "nsubjpass", "aux", "neg") is not None
        if own or (parse.tags[token] in FINITE and parse.tags[parse.heads[token]] not in FINITE):
            return token
        token = parse.heads[token]
    return token


def unreal(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether the clause is a condition (*if he says*) or nobody is its subject (*no group has claimed*)."""
    subjects = parse.dependents(token, "nsubj", "nsubjpass")
    return unreal_mark(parse, token, lexicon) or any(nobody(parse, subject, lexicon) for subject in subjects)


def unreal_mark(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether the clause begins like a condition."""
    return any(parse.lowers[mark] in lexicon.words["unreal"] for mark in parse.dependents(token, "mark"))


def unproven(parse: Parse, token: int, lexicon: CueLexicon) -> bool:
    """Whether somebody's word is the subject of a negated passive: "*neither figure* could be confirmed", "has not been verified"."""
    subject = parse.first(token, "nsubjpass")
    told = None if subject is None else disputed_noun(parse, subject, lexicon)
    if subject is None or told is None:
        return False
    if unreal_mark(parse, token, lexicon):
        return False
    return nobody(parse, subject, lexicon) or bool(helpers_of(parse, token) & lexicon.words["negation"])


def disputed_noun(parse: Parse, subject: int, lexicon: CueLexicon) -> int | None:
    """The noun for somebody's word that a noun phrase is of: *the figure*, *neither claim*, *none of the reports*; "neither" alone."""
    alone = parse.lowers[subject] in lexicon.words["nobody"]
    of = next((n for n in parse.dependents(subject, "prep") if parse.lowers[n] == "of"), None) if alone else None
    noun = subject if of is None else parse.first(of, "pobj")
    if noun is None or (noun == subject and alone):
        return noun
    return noun if parse.lemmas[noun] in lexicon.words["disputable"] else None


def nobody(parse: Parse, subject: int, lexicon: CueLexicon) -> bool:
    """*No group*, *nobody*, *no one*, *none of them*."""
    if parse.lowers[subject] in lexicon.words["nobody"]:
        return True
    start = parse.edges[subject][0]
    return any(parse.lowers[n] in lexicon.words["no"] for n in range(start, subject))


def stance_of(cue: Cue, polarity: Polarity) -> Stance | None:
    """The stance that the cue has in that polarity; None where it reports nothing."""
    declined = cue.negated in {Stance.DECLINES, Stance.SUGGESTS} and not cue.attitude
    raised = Stance.SUGGESTS if cue.stance is Stance.ASSERTS else cue.stance
    stances = {
        Polarity.PLAIN: None if cue.needs_negation else cue.stance,
        Polarity.RAISING: None if cue.needs_negation else raised,
        Polarity.MODAL: cue.stance if cue.attitude else None,
        Polarity.DECLINING: cue.negated if declined else None,
        Polarity.NEGATED: cue.negated,
        Polarity.UNABLE: cue.unable or cue.negated,
    }
    return stances.get(polarity)


def runs(words: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Token numbers as ranges of neighbours."""
    found: list[tuple[int, int]] = []
    for word in sorted(set(words)):
        if found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1)
        else:
            found.append((word, word + 1))
    return tuple(found)
