"""The entities of a document: what its mentions refer to, and which of them are told of, as what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg import ids
from kg.extract.referents import names_the_seat, needs_role
from kg.facts import Entity, Role, Span
from kg.facts import Mention as MentionFact
from kg.gazetteer import Gazetteer
from kg.namespaces import SECTOR
from kg.nlp.clusters import SUBJECT_LABELS
from kg.nlp.coreference import Cluster, Place, Resolution
from kg.nlp.mentions import Kind, Link, Mention
from kg.nlp.reading import Paragraph
from kg.nlp.slots import PREMODIFIERS
from kg.ontology import Ontology

GOVERNMENT = "government/"
POSSESSIVE = "PRP$"
MODIFYING = ("amod", "compound", "nmod")
ACTING = frozenset({"agent", "target", "speaker", "addressee", "origin of speech"})
"""Roles in which a capital or palace stands for the government that sits there."""


@dataclass(slots=True, kw_only=True)
class Entities:
    """Looks up entities by token and remembers which were used, as what, and by which mention."""

    document: str
    paragraphs: Sequence[Paragraph]
    resolution: Resolution
    gazetteer: Gazetteer
    ontology: Ontology
    resident: frozenset[str] = frozenset()
    ethnic: frozenset[str] = frozenset()
    basing: frozenset[str] = frozenset()
    speakers: Mapping[Place, int] = field(default_factory=dict)
    strangers: frozenset[Place] = frozenset()
    homes: Mapping[int, frozenset[int]] = field(default_factory=dict)
    acting: set[Place] = field(default_factory=set)
    used: set[Place] = field(default_factory=set)
    by_token: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    bodies: dict[int, tuple[str, ...]] = field(default_factory=dict)
    extra: list[tuple[Entity, MentionFact | None]] = field(default_factory=list)
    pronouns: list[MentionFact] = field(default_factory=list)
    spans: dict[Place, Span] = field(default_factory=dict)
    lineages: dict[tuple[str | None, bool], frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, paragraph in enumerate(self.paragraphs):
            for n, mention in enumerate(paragraph.mentions):
                for token in {mention.head, *(range(mention.start, mention.end) if mention.kind is Kind.NAME else ())}:
                    self.by_token.setdefault((number, token), []).append(n)

    def places_at(self, paragraph: int, token: int) -> Iterator[Place]:
        """The mentions that the token heads or names, those with a known referent."""
        for n in self.by_token.get((paragraph, token), ()):
            if self.cluster_of((paragraph, n)) is not None:
                yield paragraph, n

    def cluster_of(self, place: Place) -> int | None:
        """The number of the entity that a mention refers to; that of the speaker for "I", of their side for "we"."""
        if place in self.strangers:
            return None
        return self.speakers.get(place, self.resolution.of.get(place))

    def mention(self, place: Place) -> Mention:
        """The mention at an address."""
        return self.paragraphs[place[0]].mentions[place[1]]

    def cluster(self, number: int) -> Cluster:
        """The entity of a number, as its mentions were gathered."""
        return self.resolution.clusters[number]

    def classes_at(self, paragraph: int, token: int) -> frozenset[str] | None:
        """The classes of what a token refers to, ancestors included, and its sectors."""
        found: set[str] = set()
        for place in self.places_at(paragraph, token):
            classes = self._classes(place)
            found.update(classes, self.sectors(place) if classes else ())
        return frozenset(found) if found else None

    def sectors(self, place: Place) -> Iterator[str]:
        """The IRIs of the sectors that a mention's own words, the gazetteer, or other mentions put its referent in."""
        number = self.cluster_of(place)
        cluster = None if number is None else self.cluster(number)
        known = self.mention(place).sectors
        if not known and cluster is not None:
            known = self.gazetteer.referent(cluster.key).sectors if cluster.key is not None else ()
            known = known or next((s for p in cluster.mentions if (s := self.mention(p).sectors)), ())
        yield from (SECTOR + sector for sector in known)

    def _classes(self, place: Place) -> frozenset[str]:
        number = self.cluster_of(place)
        if number is None:
            return frozenset()
        told = self.cluster(number).type, self._seat(place) is not None
        if told not in self.lineages:
            type_, governs = told
            own = self.ontology.superclasses(type_) if type_ is not None else ()
            self.lineages[told] = frozenset((*own, *(self.ontology.superclasses("Government") if governs else ())))
        return self.lineages[told]

    def id_at(self, place: Place, role: str) -> str | None:
        """The entity that a mention refers to in a role, which marks both as used; a seat that acts is its government."""
        number = self.cluster_of(place)
        if number is None:
            return None
        if role in ACTING and self._seat(place) is not None:
            self.acting.add(place)
        self.used.add(place)
        return self.id_of(place)

    def id_of(self, place: Place) -> str | None:
        """The id of what a mention refers to; None where it has no class."""
        number = self.cluster_of(place)
        if number is None:
            return None
        if place in self.acting:
            return self._government(place)
        return self.cluster_id(number)

    def _government(self, place: Place) -> str:
        return GOVERNMENT + str(self._seat(place)).removeprefix("country/")

    def _seat(self, place: Place) -> str | None:
        """The country whose government a mention may stand for, also a pronoun for a seat that acts: "Lima said *it* …"."""
        mention, number = self.mention(place), self.cluster_of(place)
        if mention.kind is not Kind.PRONOUN or number is None:
            return names_the_seat(mention)
        before = [other for other in self.cluster(number).mentions if other < place]
        names = [other for other in before if self.mention(other).kind is Kind.NAME]
        if not names or self.paragraphs[names[-1][0]].parse.deps[self.mention(names[-1]).head] not in SUBJECT_LABELS:
            return None
        return names_the_seat(self.mention(names[-1]))

    def cluster_id(self, number: int) -> str | None:
        """The gazetteer's key, or a name minted from where the document first mentions the entity."""
        cluster = self.cluster(number)
        if cluster.key is not None:
            return cluster.key
        if cluster.type is None or not cluster.mentions:
            return None
        span = self.span(cluster.mentions[0])
        return ids.mint("entity", self.document, span.begin, span.end)

    def span(self, place: Place) -> Span:
        """The characters of a mention; of "the city of Gao" those of the name."""
        if place not in self.spans:
            self.spans[place] = self._span(place)
        return self.spans[place]

    def _span(self, place: Place) -> Span:
        place = self.name_behind(place) or place
        mention, parse = self.mention(place), self.paragraphs[place[0]].parse
        articled = self._is_articled(place) and "Actor" in self._classes(place)
        return parse.span(mention.start - articled, mention.end)

    def _is_articled(self, place: Place) -> bool:
        """Whether an actor's name has an article of its own: "*the* United Nations", not "the UN envoy"."""
        mention, parse = self.mention(place), self.paragraphs[place[0]].parse
        before = mention.start - 1
        if before < 0 or mention.kind is not Kind.NAME or parse.lowers[before] != "the":
            return False
        return mention.start <= parse.heads[before] < mention.end and parse.deps[mention.head] not in MODIFYING

    def acts(self, place: Place) -> bool:
        """Whether a mention can stand for who speaks; a facility that does ("the hospital said") is a body as well."""
        number = self.cluster_of(place)
        classes = self._classes(place)
        if number is None or not classes or "Actor" in classes:
            return True
        if self.cluster(number).key is not None:
            return False
        if "Facility" in classes:
            self.bodies[number] = ("Organization",)
            return True
        return self._is_misnamed_body(number)

    def _is_misnamed_body(self, number: int) -> bool:
        """Whether who speaks is a body that the model alone takes for a place: "*Wexford* said"; it is one from now on."""
        cluster = self.cluster(number)
        places = [place for place in cluster.mentions if self.mention(place).kind is not Kind.PRONOUN]
        if not cluster.names or any(self.mention(p).certain or self.mention(p).kind is Kind.NOMINAL for p in places):
            return False
        cluster.type = "Organization"
        # As an actor it may take its article with it.
        self.spans.clear()
        return True

    def embody(self, paragraph: int, token: int, bodies: Mapping[str, str]) -> None:
        """People told of as a side are a body too: "*rebels* took the town", but not "six rebels"; `bodies` by sector."""
        for place in self.places_at(paragraph, token):
            number, mention = self.cluster_of(place), self.mention(place)
            body = next((bodies[sector] for sector in self.sectors(place) if sector in bodies), None)
            # What is "*rebel*-held" is held by the side, not by one of them.
            modifying = self.paragraphs[paragraph].parse.deps[mention.head] in PREMODIFIERS
            side = mention.kind is Kind.NOMINAL and mention.amount is None and (mention.plural or modifying)
            if number is not None and body is not None and side and self.cluster(number).key is None:
                self.bodies[number] = (body,)

    def is_mention(self, place: Place) -> bool:
        """Whether it is told as a mention of its entity, and not only by the name that follows or by its role."""
        if self.name_behind(place) is not None:
            return False
        number = self.cluster_of(place)
        key = None if number is None else self.cluster(number).key
        needs = needs_role(self.mention(place), self._classes(place), key=key) or self._modifies(place)
        return place in self.used or not needs

    def name_behind(self, place: Place) -> Place | None:
        """The name of what a description before "of" describes: "the city of *Gao*"."""
        mention = self.mention(place)
        if mention.kind is not Kind.NOMINAL:
            return None
        of = (tie.token for tie in mention.ties if tie.link is Link.OF)
        named = (other for token in of for other in self.places_at(place[0], token))
        same = self.cluster_of(place)
        return next((o for o in named if self.mention(o).kind is Kind.NAME and self.cluster_of(o) == same), None)

    def _modifies(self, place: Place) -> bool:
        """Whether it only says of what kind or whose something is: "*military* matters", "she is *a commander*", "*its* sky"."""
        mention, parse = self.mention(place), self.paragraphs[place[0]].parse
        head = mention.head
        if parse.tags[head] == POSSESSIVE:
            return True
        if parse.deps[head] == "attr" and mention.kind is Kind.NOMINAL and not mention.definite:
            return True
        if parse.deps[head] not in MODIFYING or parse.tags[head] == "NNS" or parse.pos[parse.heads[head]] != "NOUN":
            return False
        return mention.kind is Kind.NOMINAL

    def describe(self, paragraph: int, tokens: tuple[int, int], *, role: str) -> Role:
        """A participant whom no mention covers, known only by the words used: "a survey", "the statement"."""
        parse = self.paragraphs[paragraph].parse
        span = parse.span(*tokens)
        id_ = ids.mint("entity", self.document, span.begin, span.end, role)
        self.extra.append(
            (Entity(id=id_, types=("Actor",), label=parse.quote(*tokens)), MentionFact(span=span, entity=id_))
        )
        return Role(property=role, filler=id_, span=span)

    def refer(self, paragraph: int, token: int, role: Role) -> Role:
        """A participant again, by a word that only points to the mention before it: "who"."""
        span = self.paragraphs[paragraph].parse.span(token, token + 1)
        self.pronouns.append(MentionFact(span=span, entity=role.filler))
        return Role(property=role.property, filler=role.filler, span=span)

    def unnamed(self, owner: str, *, role: str) -> Role:
        """A participant of whom the text says nothing but what they did: the speaker of "it was reported"."""
        id_ = ids.mint("entity", owner, role)
        self.extra.append((Entity(id=id_, types=("Actor",), label=f"unnamed {role}"), None))
        return Role(property=role, filler=id_)
