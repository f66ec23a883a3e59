"""Whether a clause states a rule or a general truth, so that its words evoke no event."""

from kg.facts import SectionKind
from kg.lexicon.factuality import FactualityWords
from kg.nlp.parse import Parse

MODIFIERS = ("det", "amod", "nummod", "compound", "poss", "prep", "appos")
SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PRESENT = frozenset({"VBZ", "VBP", "MD"})


def is_general(parse: Parse, head: int, words: FactualityWords) -> bool:
    """Whether the event's word stands in a norm ("*attacking* hospitals is prohibited") or in a general truth."""
    told = _is_normed(parse, head, words) or _is_habit(parse, head) or _restricts_kind(parse, head)
    return told or _is_rule(parse, head)


def _is_normed(parse: Parse, head: int, words: FactualityWords) -> bool:
    """A gerund or bare plural that is the subject of what says that such a thing is allowed, forbidden or a crime."""
    subject = head
    if parse.tags[head] == "VBG" and parse.deps[head] == "amod" and parse.edges[parse.heads[head]][0] == head:
        subject = parse.heads[head]
    if parse.deps[subject] not in SUBJECT_LABELS or not (
        parse.tags[head] == "VBG" or _is_kind(parse, subject, but=("prep",))
    ):
        return False
    verb = parse.heads[subject]
    said = (verb, *parse.dependents(verb, "acomp", "attr"))
    return _is_present(parse, verb) and any(parse.lemmas[token] in words.norms for token in said)


def _is_present(parse: Parse, verb: int) -> bool:
    first = next(parse.dependents(verb, "aux", "auxpass"), verb)
    return parse.tags[first] in PRESENT


def _is_habit(parse: Parse, head: int) -> bool:
    """All of a kind, at any time: "guerrillas *attack* where armies are weak"."""
    verb = parse.heads[head] if parse.deps[head] == "conj" and parse.tags[head] == "VBP" else head
    if parse.tags[verb] != "VBP":
        return False
    kinds = any(_is_kind(parse, subject) for subject in parse.dependents(verb, "nsubj"))
    return kinds and any(parse.tags[parse.edges[clause][0]] == "WRB" for clause in parse.dependents(verb, "advcl"))


def _is_rule(parse: Parse, head: int) -> bool:
    """Whatever happens whenever something else does, both in the present: "when we *attack*, we warn them"."""
    verb = parse.heads[head] if parse.deps[head] == "dobj" else head
    if parse.section is SectionKind.HEADLINE or parse.tags[verb] not in PRESENT:
        return False
    clauses = [verb] if parse.deps[verb] == "advcl" else list(parse.dependents(verb, "advcl"))
    return any(_is_whenever(parse, clause) for clause in clauses)


def _is_whenever(parse: Parse, clause: int) -> bool:
    """Whether a clause begins with "when" or "where" and is, as the one over it, in the simple present."""
    simple = all(parse.tags[v] in PRESENT and parse.first(v, "aux") is None for v in (clause, parse.heads[clause]))
    return simple and parse.tags[parse.edges[clause][0]] == "WRB"


def _restricts_kind(parse: Parse, head: int) -> bool:
    """What makes one of the kind that a rule is for: "soldiers who *surrender* must be spared"."""
    return parse.tags[head] == "VBP" and parse.deps[head] == "relcl" and _is_kind(parse, parse.heads[head])


def _is_kind(parse: Parse, noun: int, *, but: tuple[str, ...] = ()) -> bool:
    """Whether a plural stands alone, so that it means all of its kind."""
    return parse.tags[noun] == "NNS" and parse.first(noun, *(label for label in MODIFIERS if label not in but)) is None
