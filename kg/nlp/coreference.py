"""Which mentions of a document refer to the same thing.

One pass in the order of the text, after Lappin and Leass: a name joins the entity that bears it, a definite description
the latest entity that fits it, a pronoun the most salient entity that agrees with it, subjects and near ones first. What
fits nothing starts an entity of its own: a wrong merge is worse than a missed one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.facts import Amount
from kg.lexicon.grammar import Grammar
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.reading import Paragraph
from kg.nlp.slots import subject_of

Place = tuple[int, int]
"""A mention's address: the number of its paragraph and its number there."""


@dataclass(slots=True, kw_only=True)
class Cluster:
    """An entity while its mentions are being gathered."""

    key: str | None
    type: str | None
    plural: bool
    part: int
    mentions: list[Place] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    label: str = ""
    amounts: list[Amount] = field(default_factory=list)
    last: int = -1
    last_subject: int = -1
    last_quoted: int = -1
    last_quoted_subject: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the caller knows: `is_a` of two classes, and the closed-class words."""

    is_a: Callable[[str, str], bool]
    grammar: Grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    clusters: tuple[Cluster, ...]
    of: dict[Place, int]


SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass"})
SPOKEN = frozenset({"Speaker", "Side"})
"""Whom "I" and "we" stand for depends on who speaks, not on who was mentioned."""
REACH = 4
"""Sentences that a pronoun looks back over; more brings wrong antecedents sooner than right ones."""


def resolve(
    paragraphs: Sequence[Paragraph],
    *,
    referents: dict[Place, tuple[str | None, str | None]],
    quoted: frozenset[Place],
    judgement: Judgement,
) -> Resolution:
    """The entities of a document.

    `referents` gives each name's gazetteer key and class, where decided; `quoted` are (paragraph, token) inside quotation
    marks: who is only quoted about is no antecedent outside.
    """
    state = _State(paragraphs=paragraphs, referents=referents, quoted=quoted, judgement=judgement)
    for place, mention in _in_order(paragraphs):
        state.add(place, mention)
    return Resolution(clusters=tuple(state.clusters), of=state.of)


def _in_order(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Place, Mention]]:
    for number, paragraph in enumerate(paragraphs):
        yield from (((number, n), mention) for n, mention in enumerate(paragraph.mentions))


@dataclass(slots=True, kw_only=True)
class _State:
    paragraphs: Sequence[Paragraph]
    referents: dict[Place, tuple[str | None, str | None]]
    quoted: frozenset[Place]
    judgement: Judgement
    clusters: list[Cluster] = field(default_factory=list)
    of: dict[Place, int] = field(default_factory=dict)
    clock: int = 0
    sentence: tuple[int, int] = (-1, -1)

    def add(self, place: Place, mention: Mention) -> None:
        """Join the mention to the cluster that it refers to, or start one."""
        self._tick(place, mention)
        found = self._finder(mention.kind)(place, mention)
        if found is None:
            if mention.kind is Kind.PRONOUN or self._is_predicate(place, mention):
                return
            found = self._new(place, mention)
        self._join(found, place, mention)

    def _is_predicate(self, place: Place, mention: Mention) -> bool:
        """What is only said of a subject ("X is a *close ally*") refers to nothing of its own."""
        parse = self.paragraphs[place[0]].parse
        return mention.kind is Kind.NOMINAL and parse.deps[mention.head] == "attr" and not mention.definite

    def _finder(self, kind: Kind) -> Callable[[Place, Mention], int | None]:
        return {Kind.NAME: self._named, Kind.NOMINAL: self._described, Kind.PRONOUN: self._pronoun}[kind]

    def _tick(self, place: Place, mention: Mention) -> None:
        here = place[0], self.paragraphs[place[0]].parse.sentence_of[mention.head]
        if here != self.sentence:
            self.sentence = here
            self.clock += 1

    def _new(self, place: Place, mention: Mention) -> int:
        key, type_ = self.referents.get(place, (None, mention.type))
        self.clusters.append(
            Cluster(
                key=key,
                type=type_ or mention.type,
                plural=mention.plural,
                part=self.paragraphs[place[0]].part,
                label=mention.label,
            )
        )
        return len(self.clusters) - 1

    def _join(self, number: int, place: Place, mention: Mention) -> None:
        cluster = self.clusters[number]
        cluster.mentions.append(place)
        self.of[place] = number
        cluster.part = self.paragraphs[place[0]].part
        if (place[0], mention.head) in self.quoted:
            cluster.last_quoted = self.clock
            if self.paragraphs[place[0]].parse.deps[mention.head] in SUBJECT_LABELS:
                cluster.last_quoted_subject = self.clock
        else:
            self._raise(cluster, place, mention)
        if mention.amount is not None and mention.amount not in cluster.amounts:
            cluster.amounts.append(mention.amount)
        if mention.kind is Kind.NAME and mention.label not in cluster.names:
            cluster.names.append(mention.label)
        if mention.noun:
            cluster.nouns.add(mention.noun)
        if mention.title and mention.title not in cluster.titles:
            cluster.titles.append(mention.title)

    def _raise(self, cluster: Cluster, place: Place, mention: Mention) -> None:
        """Make the entity the most salient of its sentence, more so if it is the subject."""
        cluster.last = self.clock
        if self.paragraphs[place[0]].parse.deps[mention.head] in SUBJECT_LABELS:
            cluster.last_subject = self.clock

    def _recent(self, *, quoted: bool = False) -> Iterator[tuple[int, Cluster]]:
        """Clusters by salience: the nearer sentence first, in it the subject, then names, then the earlier mentioned.

        Seen from inside a quotation, what was mentioned in one counts as much as the rest.
        """

        def salience(number: int) -> tuple[int, int, bool, int]:
            cluster = self.clusters[number]
            last = max(cluster.last, cluster.last_quoted) if quoted else cluster.last
            subject = max(cluster.last_subject, cluster.last_quoted_subject) if quoted else cluster.last_subject
            return -last, -subject, not cluster.names, number

        order = sorted((n for n, cluster in enumerate(self.clusters) if cluster.mentions), key=salience)
        return ((n, self.clusters[n]) for n in order)

    def _named(self, place: Place, mention: Mention) -> int | None:
        key, type_ = self.referents.get(place, (None, mention.type))
        partner = self._appositive(place, mention)
        if partner is None:
            partner = self._heading(place, mention, type_)
        if key is not None:
            return self._keyed(key, type_, partner)
        if partner is not None:
            return partner
        for number, cluster in self._recent():
            if self._same_name(cluster, mention.label, type_):
                return number
        return None

    def _keyed(self, key: str, type_: str | None, partner: int | None) -> int | None:
        """The cluster of a gazetteer's entry; a description in apposition becomes it, or joins it."""
        known = next((n for n, cluster in enumerate(self.clusters) if cluster.key == key), None)
        if partner is None or self.clusters[partner].key is not None:
            return known
        described = self.clusters[partner]
        if known is None:
            described.key, described.type = key, type_ or described.type
            return partner
        into = self.clusters[known]
        into.mentions.extend(described.mentions)
        into.titles.extend(described.titles)
        into.nouns |= described.nouns
        self.of.update(dict.fromkeys(described.mentions, known))
        described.mentions = []
        return known

    def _same_name(self, cluster: Cluster, name: str, type_: str | None) -> bool:
        if not cluster.names or (type_ and cluster.type and not self._related(type_, cluster.type)):
            return False
        if name in cluster.names:
            return True
        person = cluster.type == "Person"
        return any(_shortens(name, known, person=person) or (person and _shortens(known, name, person=True)) for known in cluster.names)

    def _related(self, one: str, other: str) -> bool:
        return self.judgement.is_a(one, other) or self.judgement.is_a(other, one)

    def _appositive(self, place: Place, mention: Mention) -> int | None:
        """The description that the name stands in apposition to: "the top commander, X"."""
        for tie in mention.ties:
            if tie.link is Link.APPOSITION:
                number = self._at(place[0], tie.token)
                if number is not None and self._may_be(self.clusters[number], mention):
                    return number
        return None

    def _heading(self, place: Place, mention: Mention, type_: str | None) -> int | None:
        """The description before "of": "the village *of X*" is X."""
        parse = self.paragraphs[place[0]].parse
        of = parse.heads[mention.head]
        if type_ is None or parse.deps[mention.head] != "pobj" or parse.lowers[of] != "of":
            return None
        number = self._at(place[0], parse.heads[of])
        if number is None or self.clusters[number].plural or not self.judgement.is_a(type_, "Place"):
            return None
        described = self.clusters[number]
        return number if described.type is not None and not described.names and self._related(described.type, type_) else None

    def _may_be(self, cluster: Cluster, mention: Mention) -> bool:
        fits = mention.type is None or cluster.type is None or self._related(mention.type, cluster.type)
        return fits and not (cluster.names and mention.kind is Kind.NAME) and cluster.plural == mention.plural

    def _at(self, paragraph: int, token: int) -> int | None:
        for n, mention in enumerate(self.paragraphs[paragraph].mentions):
            if mention.head == token and (paragraph, n) in self.of:
                return self.of[paragraph, n]
        return None

    def _described(self, place: Place, mention: Mention) -> int | None:
        partner = self._appositive(place, mention)
        if partner is None:
            partner = self._copular(place, mention)
        if partner is not None:
            return partner
        for number, cluster in self._recent():
            if self._fits_description(cluster, place, mention):
                return number
        return None

    def _copular(self, place: Place, mention: Mention) -> int | None:
        """Who is said to hold an office: "X is *the president of Y*"."""
        parse = self.paragraphs[place[0]].parse
        verb = parse.heads[mention.head]
        if mention.title is None or parse.deps[mention.head] != "attr" or parse.lemmas[verb] != "be":
            return None
        if parse.first(verb, "neg") is not None or any(parse.tags[aux] == "MD" for aux in parse.dependents(verb, "aux")):
            return None
        for subject in parse.dependents(verb, "nsubj"):
            number = self._at(place[0], subject)
            if number is not None and self._may_be(self.clusters[number], mention):
                return number
        return None

    def _fits_description(self, cluster: Cluster, place: Place, mention: Mention) -> bool:
        if cluster.part != self.paragraphs[place[0]].part or cluster.plural != mention.plural:
            return False
        if mention.label in (cluster.label, *cluster.names) and (mention.amount is None or mention.definite):
            return not any(self._owner_differs(place, mention, other) for other in cluster.mentions[:1])
        if not mention.definite or self._restricted(mention):
            return False
        if mention.noun in cluster.nouns or self._same_number(cluster, mention):
            return True
        if mention.title is not None:
            return any(mention.title.lower() in title.lower() for title in cluster.titles)
        return bool(cluster.names) and mention.type is not None and self._generic(mention, cluster)

    def _same_number(self, cluster: Cluster, mention: Mention) -> bool:
        """ "*The two men*" after "two priests": as many as were mentioned just before."""
        near = self.clock - cluster.last <= 2
        same_kind = mention.type is not None and cluster.type is not None and self._related(mention.type, cluster.type)
        return mention.plural and mention.amount in cluster.amounts and near and same_kind

    def _generic(self, mention: Mention, cluster: Cluster) -> bool:
        """ "the unit", "the city", "the group" after the name of one; "the man" may be anyone."""
        type_ = str(mention.type)
        generic = mention.generic or type_ == "Country"
        if mention.plural or not generic or cluster.type is None or self.judgement.is_a(type_, "Person"):
            return False
        return self.judgement.is_a(cluster.type, type_)

    @staticmethod
    def _restricted(mention: Mention) -> bool:
        """Whether modifiers tell which one is meant, so that it need not have been mentioned."""
        return any(tie.link in (Link.OF, Link.POSSESSIVE, Link.ADJECTIVE, Link.COMPOUND) for tie in mention.ties)

    def _owner_differs(self, place: Place, mention: Mention, other: Place) -> bool:
        """Two descriptions in the same words with a pronoun for owner may have two owners."""
        return any(tie.link is Link.POSSESSIVE for tie in mention.ties) and place[0] != other[0]

    def _pronoun(self, place: Place, mention: Mention) -> int | None:
        demand = self.judgement.grammar.pronouns.get(mention.label)
        if demand is None or demand in SPOKEN:
            return None
        found = [
            (number, cluster)
            for number, cluster in self._recent(quoted=(place[0], mention.head) in self.quoted)
            if self._agrees(cluster, demand) and not self._same_clause_object(place, mention, cluster)
            and cluster.part == self.paragraphs[place[0]].part and self.clock - self._last(place, mention, cluster) <= REACH
        ]  # fmt: skip
        if demand == "Thing" and self._is_object(place, mention):
            things = (n for n, cluster in found if self._is_thing(cluster) and self._last(place, mention, cluster) >= self.clock - 1)
            return next(things, found[0][0] if found else None)
        return found[0][0] if found else None

    def _last(self, place: Place, mention: Mention, cluster: Cluster) -> int:
        """When the entity was last spoken of; inside a quotation what is quoted counts too."""
        inside = (place[0], mention.head) in self.quoted
        return max(cluster.last, cluster.last_quoted) if inside else cluster.last

    def _is_object(self, place: Place, mention: Mention) -> bool:
        parse = self.paragraphs[place[0]].parse
        return parse.deps[mention.head] in ("dobj", "pobj")

    def _is_thing(self, cluster: Cluster) -> bool:
        """What is done something to rather than does it: "closed the crossing, saying that militants had shelled *it*"."""
        type_ = str(cluster.type)
        return self.judgement.is_a(type_, "Place") and not self.judgement.is_a(type_, "Actor")

    def _agrees(self, cluster: Cluster, demand: str) -> bool:
        if cluster.type is None:
            return False
        person = self.judgement.is_a(cluster.type, "Person")
        if demand == "Person":
            return person and not cluster.plural
        if demand == "Plural":
            return cluster.plural or (self.judgement.is_a(cluster.type, "Organization") and not person)
        return not person and not cluster.plural and not self.judgement.is_a(cluster.type, "Group")

    def _same_clause_object(self, place: Place, mention: Mention, cluster: Cluster) -> bool:
        """A plain pronoun that is not a subject is not its own verb's subject either (that would be "himself")."""
        parse = self.paragraphs[place[0]].parse
        if parse.tags[mention.head] == "PRP$" or parse.deps[mention.head] in SUBJECT_LABELS:
            return False
        verb = next((token for token in parse.ancestors(mention.head) if parse.pos[token] in ("VERB", "AUX")), None)
        if verb is None:
            return False
        subjects = set(subject_of(parse, verb, grammar=self.judgement.grammar))
        return any(p == place[0] and self.paragraphs[p].mentions[n].head in subjects for p, n in cluster.mentions)


def _shortens(short: str, long: str, *, person: bool) -> bool:
    """Whether one name is a usual short form of another: surname or given name, or an organization's initials.

    >>> _shortens("Bakari", "Amina Bakari", person=True), _shortens("ILO", "International Labour Organization", person=False)
    (True, True)
    """
    words = long.replace("-", " ").split()
    if person:
        parts = short.replace("-", " ").split()
        return len(parts) < len(words) and parts == words[-len(parts) :]
    initials = "".join(word[0] for word in words if word[:1].isupper())
    return len(short) >= 2 and short.replace(".", "") == initials
