"""The subject of a verb, its own or the one that it shares by the construction that it stands in."""

from collections.abc import Iterator

from kg.lexicon.grammar import Grammar
from kg.nlp.lists import listed_before
from kg.nlp.parse import Parse
from kg.nlp.voice import PASSIVE_SUBJECTS, SUBJECTS, is_passive

CLAUSES = ("ccomp", "xcomp")
TENSED = ("VBD", "VBZ", "VBP")


def shared_subject(parse: Parse, verb: int, *, grammar: Grammar) -> tuple[int, ...]:
    """The subject of a verb that has none of its own, by the construction that it stands in."""
    label, head = parse.deps[verb], parse.heads[verb]
    if head == verb or label == "relcl":
        # "Its plan *to attack*", where the parser takes the infinitive for a relative clause.
        planned = any(parse.tags[child] == "TO" for child in parse.children[verb])
        return tuple(parse.dependents(head, "poss")) if planned else ()
    if label in ("acl", "amod"):
        return _described(parse, verb, head, grammar=grammar)
    if label == "pcomp" or (label == "pobj" and parse.tags[verb] == "VBG"):
        first = _first_of_row(parse, head)
        return _controller(parse, parse.heads[first], parse.lowers[first] in grammar.object_control, grammar=grammar)
    if asked := _asked(parse, verb, head, grammar=grammar) or tuple(_recipients(parse, verb, head, grammar)):
        return asked
    if label in CLAUSES:
        return _of_governor(parse, verb, head, grammar=grammar)
    return _joined_subject(parse, verb, head, grammar=grammar)


def _joined_subject(parse: Parse, verb: int, head: int, *, grammar: Grammar) -> tuple[int, ...]:
    """The subject of the clause that a verb is joined to.

    So is a progressive that the parser takes for a predicate, "X is *mediating* between …", and the adjective of "X is
    *willing* to mediate", or "X is *committed* to mediating".
    """
    label = parse.deps[verb]
    if parse.pos[head] not in ("VERB", "AUX"):
        return ()
    predicate = parse.tags[verb] == "VBG" or (label == "acomp" and parse.pos[verb] in ("ADJ", "VERB"))
    main = _main_clause(parse, verb, head) if label == "conj" else None
    if label in ("conj", "advcl", "dep", "parataxis") or (label in ("attr", "acomp") and predicate):
        return subject_of(parse, head if main is None else main, grammar=grammar)
    return ()


def _first_of_row(parse: Parse, preposition: int) -> int:
    """The first of several phrases of one preposition: "accused *of* sending troops and *of* taking hostages"."""
    if parse.deps[preposition] != "conj":
        return preposition
    same = (t for t in parse.ancestors(preposition) if parse.lowers[t] == parse.lowers[preposition])
    return next(same, preposition)


def _main_clause(parse: Parse, verb: int, head: int) -> int | None:
    """The verb that one is rather joined to than to a passive participle: "froze the funds of firms tied to X and *issued* writs"."""
    if _leaves_row(parse, verb, head):
        return parse.heads[head]
    if parse.deps[head] != "acl" or parse.tags[head] != "VBN" or parse.first(verb, "dobj") is None:
        return None
    return next((t for t in parse.ancestors(parse.heads[head]) if parse.pos[t] == "VERB"), None)


def of_auxiliary(parse: Parse, verb: int) -> tuple[int, ...]:
    """The subject that the parser hangs on the auxiliary: "*five* are missing"."""
    auxiliaries = parse.dependents(verb, "aux", "auxpass")
    return tuple(noun for aux in auxiliaries for noun in parse.dependents(aux, *SUBJECTS, *PASSIVE_SUBJECTS))


def _before_reduced(parse: Parse, verb: int) -> tuple[int, ...]:
    """The subject that the parser gives to the participle before a finite passive: "said that *men* picked up were shot"."""
    clauses = [c for c in parse.dependents(parse.heads[verb], "ccomp") if c < verb]
    return tuple(parse.dependents(clauses[-1], *SUBJECTS, *PASSIVE_SUBJECTS)) if clauses else ()


def _of_governor(parse: Parse, verb: int, head: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Who does what a clause without a subject says: whoever the verb over it controls; a finite passive has its own."""
    if parse.deps[verb] == "ccomp" and parse.first(verb, "auxpass") is not None and is_passive(parse, verb):
        return _before_reduced(parse, verb)
    # "Phoned *him* to thank him": the subject's purpose.
    pursued = parse.lemmas[head] in grammar.contacting and parse.lemmas[verb] not in grammar.answering
    by_object = not pursued and parse.first(head, "dobj", "dative") is not None
    return _controller(parse, head, by_object, grammar=grammar)


def subject_of(parse: Parse, verb: int, *, grammar: Grammar) -> tuple[int, ...]:
    """A verb's surface subject, its own or shared."""
    own = tuple(parse.dependents(verb, *SUBJECTS, *PASSIVE_SUBJECTS)) or of_auxiliary(parse, verb)
    return own or shared_subject(parse, verb, grammar=grammar)


def _recipients(parse: Parse, verb: int, giving: int, grammar: Grammar) -> Iterator[int]:
    """Who gets something to do with it what an infinitive says: "gave *the garrison* an hour, or until Friday, to leave"."""
    if parse.deps[verb] != "advcl" or all(parse.tags[child] != "TO" for child in parse.children[verb]):
        return
    yield from (token for token in parse.dependents(giving, "dative") if parse.pos[token] != "ADP")
    if any(parse.lowers[preposition] in grammar.averting for preposition in parse.dependents(giving, "prep")):
        yield from parse.dependents(giving, "dobj")


def _leaves_row(parse: Parse, verb: int, head: int) -> bool:
    """Whether a verb with tense is in no row with one behind a modal: "said it would stay but *ruled out* an attack"."""
    modal = parse.deps[head] == "ccomp" and any(parse.tags[aux] == "MD" for aux in parse.dependents(head, "aux"))
    return modal and parse.tags[verb] in TENSED and parse.tags[head] == "VB" and parse.tags[parse.heads[head]] in TENSED


def _described(parse: Parse, verb: int, noun: int, *, grammar: Grammar) -> tuple[int, ...]:
    """The noun that a participle describes; the holder of the plan in "their plan to attack"; who issues a text."""
    if parse.tags[verb] == "VBG" and parse.lemmas[noun] in grammar.documents:
        return _issuer(parse, noun, grammar=grammar) or (noun,)
    if any(parse.tags[child] == "TO" for child in parse.children[verb]):
        return _undertaking(parse, verb, noun, grammar=grammar)
    return (*listed_before(parse, noun), noun)


def _undertaking(parse: Parse, verb: int, noun: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Who is to do what an infinitive says of a plan or a demand: whose plan it is, whoever is bidden or gives in to it."""
    governor = parse.heads[noun]
    if parse.lemmas[noun] in grammar.bidding:
        heeding = parse.lemmas[governor] in grammar.heeding
        return _behind(parse, noun, verb, "to") or (tuple(parse.dependents(governor, *SUBJECTS)) if heeding else ())
    holders = tuple(parse.dependents(noun, "poss")) or _behind(parse, noun, verb, "by", "from")
    if holders or parse.pos[governor] != "VERB":
        return holders
    return tuple(subject for subject in parse.dependents(governor, *SUBJECTS) if subject != noun)


def _behind(parse: Parse, noun: int, verb: int, *prepositions: str) -> tuple[int, ...]:
    """Who stands behind a noun's preposition, before a verb: "an ultimatum *to the rebels* to disarm", "an offer *by X* to"."""
    found = (n for n in parse.dependents(noun, "prep", "agent") if parse.lowers[n] in prepositions and n < verb)
    return tuple(one for preposition in found for one in parse.dependents(preposition, "pobj"))


def _asked(parse: Parse, verb: int, governor: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Who is to do what an infinitive says, where a preposition names them: "called on *the rebels* to disarm"."""
    if parse.tags[verb] != "VB" or parse.deps[verb] not in ("xcomp", "advcl"):
        return ()
    if parse.first(governor, "dobj") is not None:
        # "Called *the mayor* on Monday to thank him" asks nobody.
        return ()
    for preposition in parse.dependents(governor, "prep"):
        if (parse.lemmas[governor], parse.lowers[preposition]) in grammar.asking and preposition < verb:
            return tuple(parse.dependents(preposition, "pobj"))
    return ()


def _issuer(parse: Parse, text: int, *, grammar: Grammar) -> tuple[int, ...]:
    """Whose text it is, or who puts it forth: "*the union* issued a statement calling on", "*its* letter asking for"."""
    if holders := tuple(parse.dependents(text, "poss")):
        return holders
    governor = parse.heads[text]
    if parse.lemmas[governor] in grammar.heeding:
        # Who "vetoed a resolution condemning X", or "received a letter urging X", condemns and urges nobody.
        return ()
    if parse.deps[text] == "dobj" and parse.pos[governor] == "VERB" and not is_passive(parse, governor):
        return subject_of(parse, governor, grammar=grammar)
    return ()


def _controller(parse: Parse, governor: int, by_object: bool, *, grammar: Grammar) -> tuple[int, ...]:  # noqa: FBT001
    if by_object and (objects := tuple(parse.dependents(governor, "dobj", "dative", "nsubjpass"))):
        return objects
    if parse.pos[governor] == "NOUN":
        return tuple(parse.dependents(governor, "poss")) or _predicated(parse, governor)
    return subject_of(parse, governor, grammar=grammar)


def _predicated(parse: Parse, noun: int) -> tuple[int, ...]:
    """Of whom a noun behind a preposition is told: "*the garrison* was on the verge of surrendering"."""
    preposition = parse.heads[noun]
    verb = parse.heads[preposition]
    told = parse.deps[noun] == "pobj" and parse.deps[preposition] == "prep" and parse.lemmas[verb] == "be"
    return tuple(parse.dependents(verb, *SUBJECTS)) if told else ()
