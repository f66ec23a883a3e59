"""The entities of a document while their mentions are being gathered, and what agrees with them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.facts import Amount
from kg.lexicon.grammar import Grammar
from kg.nlp.mentions import Kind, Mention
from kg.nlp.parse import Parse
from kg.nlp.reading import Paragraph

Place = tuple[int, int]
"""A mention's address: the number of its paragraph and its number there."""

SUBJECT_LABELS = frozenset({"nsubj", "nsubjpass"})


@dataclass(slots=True, kw_only=True)
class Cluster:
    """An entity while its mentions are being gathered.

    A `voice` is whoever writes "I" or "we" outside quotations; `gender` is what a pronoun, title or noun has told of a person.
    """

    key: str | None
    type: str | None
    plural: bool
    part: int
    mentions: list[Place] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)
    label: str = ""
    voice: str | None = None
    gender: str | None = None
    amounts: list[Amount] = field(default_factory=list)
    last: int = -1
    last_subject: int = -1
    last_main: int = -1
    last_quoted: int = -1
    last_quoted_subject: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the caller knows: `is_a` of two classes, and the closed-class words."""

    is_a: Callable[[str, str], bool]
    grammar: Grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The entities, and the number of the one that each mention refers to."""

    clusters: tuple[Cluster, ...]
    of: dict[Place, int]


def agrees(cluster: Cluster, demand: str, judgement: Judgement) -> bool:
    """Whether a pronoun that stands for a Person, a Plural or a Thing can stand for the entity."""
    if cluster.type is None:
        return False
    person = judgement.is_a(cluster.type, "Person")
    if demand == "Person":
        return person and not cluster.plural
    if demand == "Plural":
        return cluster.plural or (judgement.is_a(cluster.type, "Organization") and not person)
    return not person and not cluster.plural and not judgement.is_a(cluster.type, "Group")


def gender_of(mention: Mention, grammar: Grammar) -> str | None:
    """Whether a pronoun, a noun or a title before a name tells of a woman or a man; None where it tells of neither."""
    words = (mention.label, mention.noun, *(mention.title or "").split())
    return next(
        (grammar.genders[w] for word in words if (w := (word or "").lower().rstrip(".")) in grammar.genders), None
    )


def whole_of(parse: Parse, head: int) -> int:
    """The numeral or quantifier that is of somebody, if one is: "*27* of its soldiers had left"; else the head itself."""
    if parse.deps[head] == "pobj" and parse.lowers[parse.heads[head]] == "of":
        number = parse.heads[parse.heads[head]]
        if parse.pos[number] in ("NUM", "PRON", "DET") or parse.tags[number] == "CD":
            return number
    return head


def is_capacity(parse: Parse, noun: int) -> bool:
    """Whether a noun says as what somebody acts or is used: "as *allies*", not "such as", "as well as", "as many as"."""
    preposition = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lowers[preposition] != "as":
        return False
    before = parse.lowers[preposition - 1] if preposition else ""
    return before not in ("such", "well", "same", "many", "much", "few", "as", "soon", "long", "far")


def is_thing(cluster: Cluster, judgement: Judgement) -> bool:
    """What is done something to rather than does it: "closed the crossing, saying that militants had shelled *it*"."""
    type_ = str(cluster.type)
    return judgement.is_a(type_, "Place") and not judgement.is_a(type_, "Actor")


def is_short_for(short: str, long: str, *, person: bool) -> bool:
    """Whether one name is a usual short form of another: surname or given name, or an organization's initials.

    >>> is_short_for("Bakari", "Amina Bakari", person=True), is_short_for("ILO", "International Labour Organization", person=False)
    (True, True)
    """
    words = long.replace("-", " ").split()
    if person:
        parts = short.replace("-", " ").split()
        # "General *Pardo*" is Mauricio Pardo Lemus, who bears two surnames.
        return len(parts) < len(words) and (parts == words[-len(parts) :] or (len(words) > 2 and parts == words[1:-1]))
    initials = "".join(word[0] for word in words if word[:1].isupper())
    return len(short) >= 2 and short.replace(".", "") == initials


@dataclass(slots=True, kw_only=True)
class Gathering:
    """The clusters so far, and which is the most salient at the mention that is read."""

    paragraphs: Sequence[Paragraph]
    referents: dict[Place, tuple[str | None, str | None]]
    quoted: frozenset[Place]
    judgement: Judgement
    clusters: list[Cluster] = field(default_factory=list)
    of: dict[Place, int] = field(default_factory=dict)
    clock: int = 0
    sentence: tuple[int, int] = (-1, -1)

    def tick(self, place: Place, mention: Mention) -> None:
        """Count the sentences that have been begun."""
        here = place[0], self.paragraphs[place[0]].parse.sentence_of[mention.head]
        if here != self.sentence:
            self.sentence = here
            self.clock += 1

    def new(self, place: Place, mention: Mention) -> int:
        """The number of a fresh cluster for a mention."""
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

    def voice(self, place: Place, mention: Mention, kind: str, type_: str) -> int:
        """The number of the cluster of whoever writes the article, alone or with their side."""
        part = self.paragraphs[place[0]].part
        known = (n for n, cluster in enumerate(self.clusters) if cluster.voice == kind and cluster.part == part)
        number = next(known, None)
        if number is None:
            number = self.new(place, mention)
            self.clusters[number].voice, self.clusters[number].type = kind, type_
        return number

    def join(self, number: int, place: Place, mention: Mention) -> None:
        """Give a mention to a cluster, which takes on what it says."""
        cluster = self.clusters[number]
        cluster.mentions.append(place)
        self.of[place] = number
        cluster.part = self.paragraphs[place[0]].part
        if (place[0], mention.head) in self.quoted:
            cluster.last_quoted = self.clock
            if self.paragraphs[place[0]].parse.deps[mention.head] in SUBJECT_LABELS:
                cluster.last_quoted_subject = self.clock
        else:
            self.emphasize(cluster, place, mention)
        if mention.amount is not None and mention.amount not in cluster.amounts:
            cluster.amounts.append(mention.amount)
        if mention.kind is Kind.NAME and mention.label not in cluster.names:
            cluster.names.append(mention.label)
        if mention.noun:
            cluster.nouns.add(mention.noun)
        if mention.title and mention.title not in cluster.titles:
            cluster.titles.append(mention.title)
        cluster.gender = cluster.gender or gender_of(mention, self.judgement.grammar)

    def emphasize(self, cluster: Cluster, place: Place, mention: Mention) -> None:
        """Make the entity the most salient of its sentence, more so if it is the subject."""
        cluster.last = self.clock
        parse = self.paragraphs[place[0]].parse
        head = whole_of(parse, mention.head)
        if parse.deps[head] in SUBJECT_LABELS:
            cluster.last_subject = self.clock
            verb = parse.heads[head]
            if parse.heads[verb] == verb:
                cluster.last_main = self.clock

    def recent(self, fits: Callable[[Cluster], bool], *, quoted: bool = False) -> Iterator[tuple[int, Cluster]]:
        """Those that fit, by salience: the nearer sentence first, in it the subject, then names, then the earlier mentioned.

        Seen from inside a quotation, what was mentioned in one counts as much as the rest.
        """

        def salience(number: int) -> tuple[int, int, bool, int]:
            cluster = self.clusters[number]
            last = max(cluster.last, cluster.last_quoted) if quoted else cluster.last
            subject = max(cluster.last_subject, cluster.last_quoted_subject) if quoted else cluster.last_subject
            return -last, -subject, not cluster.names, number

        order = sorted((n for n, c in enumerate(self.clusters) if c.mentions and not c.voice and fits(c)), key=salience)
        return ((n, self.clusters[n]) for n in order)

    def at(self, paragraph: int, token: int) -> int | None:
        """The cluster of what a token heads, if known."""
        for n, mention in enumerate(self.paragraphs[paragraph].mentions):
            if mention.head == token and (paragraph, n) in self.of:
                return self.of[paragraph, n]
        return None

    def last(self, place: Place, mention: Mention, cluster: Cluster) -> int:
        """When the entity was last spoken of; inside a quotation what is quoted counts too."""
        inside = (place[0], mention.head) in self.quoted
        return max(cluster.last, cluster.last_quoted) if inside else cluster.last
