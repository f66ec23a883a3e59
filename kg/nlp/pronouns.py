"""Whom a pronoun of the third person stands for: the most salient entity that agrees with it and is not ruled out."""

from collections.abc import Iterator, Sequence

from kg.nlp.clusters import SUBJECT_LABELS, Cluster, Gathering, Place, agrees, gender_of, is_thing
from kg.nlp.mentions import Mention
from kg.nlp.parse import Parse
from kg.nlp.subjects import subject_of

SPOKEN = frozenset({"Speaker", "Side"})
"""Whom "I" and "we" stand for depends on who speaks, not on who was mentioned."""
RELATIVE = frozenset({"WDT", "WP"})
CLAUSES = ("ccomp", "csubj", "advcl")
REACH = 4
"""Sentences that a pronoun looks back over; more brings wrong antecedents sooner than right ones."""


def find_antecedent(state: Gathering, place: Place, mention: Mention) -> int | None:
    """The entity that a pronoun of the third person stands for."""
    demand = state.judgement.grammar.pronouns.get(mention.label)
    if demand is None or demand in SPOKEN or _is_empty(state.paragraphs[place[0]].parse, mention):
        return None

    def fits(cluster: Cluster) -> bool:
        agreeing = agrees(cluster, demand, state.judgement) and _may_share_gender(state, mention, cluster)
        return agreeing and _in_reach(state, place, mention, cluster)

    found = list(state.recent(fits, quoted=(place[0], mention.head) in state.quoted))
    if demand == "Thing" and (place[0], mention.head) not in state.quoted:
        # "It" is rather the subject of the sentence than that of a clause within.
        found.sort(key=lambda one: (-one[1].last, -one[1].last_subject, -one[1].last_main))
    elif _says(state.paragraphs[place[0]].parse, mention):
        # Who goes on speaking is who spoke: "*Villagers* said soldiers had come. *They* said …".
        found.sort(key=lambda one: (-one[1].last, -one[1].last_main))
    if demand == "Plural":
        # "They" are several, or a body that did something; not one that was but mentioned.
        numbered = is_counted_among(state.paragraphs[place[0]].parse, mention.head)
        found = [one for one in found if _may_be_several(state, one[1]) and (one[1].plural or not numbered)]
        if numbered:
            # Those are counted further who were counted: "found 20 men. *Five of them* had …".
            found.sort(key=lambda one: not _is_counted(state, place, mention, one[1]))
    ranked = (*_acted_upon(state, place, mention, found, demand), *_commanding(state, place, mention))
    fitting = {number for number, _ in found}
    return next((number for number in ranked if number in fitting), found[0][0] if found else None)


def _may_share_gender(state: Gathering, mention: Mention, cluster: Cluster) -> bool:
    """Whether "he" is not somebody who was "she" before."""
    gender = gender_of(mention, state.judgement.grammar)
    return gender is None or cluster.gender in (None, gender)


def _says(parse: Parse, mention: Mention) -> bool:
    verb = parse.heads[mention.head]
    return parse.deps[mention.head] in SUBJECT_LABELS and parse.first(verb, "ccomp") is not None


def _is_empty(parse: Parse, mention: Mention) -> bool:
    """Whether "it" only stands where the clause that it announces would: "*it* is clear that …", "*it* is time to …"."""
    verb = parse.heads[mention.head]
    if parse.lowers[mention.head] != "it" or parse.deps[mention.head] not in SUBJECT_LABELS:
        return False
    said = tuple(parse.dependents(verb, "acomp", "attr", "oprd"))
    if not said and parse.tags[verb] != "VBN":
        return False
    # "It is ready to fight" says of somebody that they are: there the clause is the adjective's.
    whole = any(_begins(parse, clause, ("to", "for")) for clause in parse.dependents(verb, "xcomp") if said)
    return whole or any(
        _begins(parse, clause, ("that", "if", "whether"))
        for token in (verb, *said)
        for clause in parse.dependents(token, *CLAUSES)
        if clause > verb
    )


def _begins(parse: Parse, clause: int, words: tuple[str, ...]) -> bool:
    return parse.lowers[parse.edges[clause][0]] in words


def _in_reach(state: Gathering, place: Place, mention: Mention, cluster: Cluster) -> bool:
    """Whether the entity was mentioned lately, in the same article, and is not what its own verb acts upon."""
    near = state.clock - state.last(place, mention, cluster) <= REACH
    same_part = cluster.part == state.paragraphs[place[0]].part
    if not near or not same_part or _same_clause_object(state, place, mention, cluster):
        return False
    if _is_only_told_of(state, place, mention, cluster):
        return False
    return not (_is_object(state, place, mention) and _is_speaker(state, place, mention, cluster))


def _is_only_told_of(state: Gathering, place: Place, mention: Mention, cluster: Cluster) -> bool:
    """Whether an entity is known only from what the pronoun says before itself: "three men were taken away, *they* said"."""
    parse = state.paragraphs[place[0]].parse
    if parse.deps[mention.head] not in SUBJECT_LABELS:
        return False
    told = [parse.edges[c] for c in parse.dependents(parse.heads[mention.head], "ccomp") if c < mention.head]
    heads = [state.paragraphs[p].mentions[n].head if p == place[0] else -1 for p, n in cluster.mentions]
    return any(all(start <= head < end for head in heads) for start, end in told)


def is_counted_among(parse: Parse, pronoun: int) -> bool:
    """Whether a numeral picks some of those meant, who are people or things, no body: "*15* of them"."""
    return parse.deps[pronoun] == "pobj" and parse.pos[parse.heads[parse.heads[pronoun]]] == "NUM"


def _is_counted(state: Gathering, place: Place, mention: Mention, cluster: Cluster) -> bool:
    """Whether people were told of with their number in this sentence or the one before."""
    near = state.clock - state.last(place, mention, cluster) <= 1
    return near and bool(cluster.amounts) and state.judgement.is_a(str(cluster.type), "Group")


def _may_be_several(state: Gathering, cluster: Cluster) -> bool:
    acting = max(cluster.last_subject, cluster.last_quoted_subject) >= 0
    told = any(state.paragraphs[p].mentions[n].plural for p, n in cluster.mentions)
    return acting or told or not state.judgement.is_a(str(cluster.type), "Organization")


def _is_whole(parse: Parse, mention: Mention) -> bool:
    """Whether somebody is picked out of those meant: "among *them*", "one of *them*"."""
    preposition = parse.heads[mention.head]
    # "Released two *of them*" is of others than who released them.
    undergoing = parse.deps[parse.heads[preposition]] in ("dobj", "nsubjpass")
    return parse.lowers[preposition] in ("among", "of", "amongst") and not undergoing


def _is_speaker(state: Gathering, place: Place, mention: Mention, cluster: Cluster) -> bool:
    """Whether a quoted pronoun would be who is quoted: in '"We will arrest *him*," X said' it is not X."""
    if (place[0], mention.head) not in state.quoted:
        return False
    paragraph = state.paragraphs[place[0]]
    heads = (paragraph.mentions[n].head for p, n in cluster.mentions if p == place[0])
    return any(_is_quoting(state, place[0], head) for head in heads if (place[0], head) not in state.quoted)


def _is_quoting(state: Gathering, number: int, subject: int) -> bool:
    parse = state.paragraphs[number].parse
    verb = parse.heads[subject]
    near = (verb, *parse.children[verb])
    return parse.deps[subject] == "nsubj" and any(
        (number, token) in state.quoted for token in (*near, parse.heads[verb])
    )


def _acted_upon(
    state: Gathering, place: Place, mention: Mention, found: Sequence[tuple[int, Cluster]], demand: str
) -> Iterator[int]:
    """The things last mentioned, for "it" as an object."""
    if demand == "Thing" and _is_object(state, place, mention):
        for number, cluster in found:
            if is_thing(cluster, state.judgement) and state.last(place, mention, cluster) >= state.clock - 1:
                yield number


def _commanding(state: Gathering, place: Place, mention: Mention) -> Iterator[int]:
    """The subjects of the clauses around a pronoun, the nearest first: "*the army* said *its* men had fled"."""
    parse = state.paragraphs[place[0]].parse
    for verb in parse.ancestors(mention.head):
        # "Called on *Russia* to stop *its* attacks": whose they are is who is to stop them.
        shared = subject_of(parse, verb, grammar=state.judgement.grammar) if parse.deps[verb] == "xcomp" else ()
        for subject in (*parse.dependents(verb, *SUBJECT_LABELS), *shared):
            start, end = parse.edges[subject]
            if start <= mention.head < end:
                continue
            if (number := state.at(place[0], _described_by(parse, subject))) is not None:
                yield number


def _described_by(parse: Parse, subject: int) -> int:
    """Whom a clause describes, where a relative pronoun stands for them: "*the envoy*, who said he …"; else the subject."""
    verb = parse.heads[subject]
    relative = parse.deps[verb] == "relcl" and parse.tags[subject] in RELATIVE
    return parse.heads[verb] if relative else subject


def _is_object(state: Gathering, place: Place, mention: Mention) -> bool:
    parse = state.paragraphs[place[0]].parse
    return parse.deps[mention.head] in ("dobj", "pobj")


def _same_clause_object(state: Gathering, place: Place, mention: Mention, cluster: Cluster) -> bool:
    """A plain pronoun that is not a subject is not its own verb's subject either (that would be "himself")."""
    parse = state.paragraphs[place[0]].parse
    if parse.tags[mention.head] == "PRP$" or parse.deps[mention.head] in SUBJECT_LABELS or _is_whole(parse, mention):
        return False
    verb = next((token for token in parse.ancestors(mention.head) if parse.pos[token] in ("VERB", "AUX")), None)
    if verb is None:
        return False
    subjects = {_described_by(parse, subject) for subject in subject_of(parse, verb, grammar=state.judgement.grammar)}
    return any(p == place[0] and state.paragraphs[p].mentions[n].head in subjects for p, n in cluster.mentions)
