"""What a document says, as plain values: no spaCy objects, no RDF terms.

Ids are paths below the base IRI (`event/…`, `country/UKR`). A class or property is the local name of the ontology's own
(`"Capture"`, `"agent"`) or, for a user's ontology, a whole IRI. Offsets are code points of the document's text.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from kg.dates import PartialDate
from kg.documents import Document


class Span(NamedTuple):
    """The characters [begin, end) of the document's text."""

    begin: int
    end: int


class SectionKind(StrEnum):
    """What part of an article a sentence stands in."""

    HEADLINE = "headline"
    DATELINE = "dateline"
    BYLINE = "byline"
    CAPTION = "caption"
    BODY = "body"


class Factuality(StrEnum):
    """How real an event is, as its source presents it."""

    ACTUAL = "Actual"
    NEGATED = "Negated"
    POSSIBLE = "Possible"
    ATTEMPTED = "Attempted"
    INTENDED = "Intended"
    REQUESTED = "Requested"
    HYPOTHETICAL = "Hypothetical"


class Phase(StrEnum):
    """Whether an event begins, resumes or ends."""

    BEGINS = "Begins"
    RESUMES = "Resumes"
    ENDS = "Ends"


class Stance(StrEnum):
    """What a speaker does with the content of a claim."""

    ASSERTS = "Asserts"
    CONFIRMS = "Confirms"
    DENIES = "Denies"
    SUGGESTS = "Suggests"
    DOUBTS = "Doubts"
    DECLINES = "DeclinesToSay"


class Outcome(StrEnum):
    """What has happened to victims."""

    KILLED = "Killed"
    WOUNDED = "Wounded"
    CAPTURED = "Captured"
    MISSING = "Missing"
    DISPLACED = "Displaced"


class Fate(StrEnum):
    """What has become of equipment."""

    DESTROYED = "Destroyed"
    DAMAGED = "Damaged"
    SEIZED = "Seized"


class QuantityKind(StrEnum):
    """What is measured."""

    DISTANCE = "Distance"
    AREA = "Area"
    MASS = "Mass"
    MONEY = "Money"


class TimeBasis(StrEnum):
    """Where a date comes from: the text, the text and the date of publication, or what stands around it."""

    STATED = "Stated"
    RESOLVED = "Resolved"
    INHERITED = "Inherited"


class Ground(StrEnum):
    """Why two claims cannot both hold."""

    DENIAL = "Denial"
    CONTROL = "ControlGround"
    RESPONSIBILITY = "Responsibility"
    COUNT = "CountGround"
    DATE = "DateGround"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number of people or things: `count` when exact, else the bounds that the text gives, both inclusive."""

    count: int | None = None
    minimum: int | None = None
    maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Magnitude:
    """How much there is of a unit: `value` when exact, else the bounds that the text gives, both inclusive."""

    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When something happened: as exact as the text and the article's date allow and no more."""

    expression: str
    span: Span
    start: PartialDate | None = None
    end: PartialDate | None = None
    basis: TimeBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, the evidence that a person reads, and the section that it belongs to."""

    span: Span
    section: SectionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that refer to an entity."""

    span: Span
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions refer to. `reference` entities are in the gazetteer, which knows their names, types and ids.

    `types` are the most specific classes; for a reference entity only those that the text adds. `country` is the id of
    a country.
    """

    id: str
    types: tuple[str, ...]
    label: str
    reference: bool = False
    alt_labels: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    size: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A participant: the property that joins the event or claim to the filler, and the mention that says so.

    `filler` is the id of an entity or event; `span` is the mention's, None where the filler is implied.
    """

    property: str
    filler: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyCount:
    """How many people one outcome befell in an event; `victims` is the id of who they are.

    `part_of` is the id of the count that holds these people too; a `cumulative` count runs over a war or a period.
    """

    id: str
    outcome: Outcome
    amount: Amount
    triggers: tuple[Span, ...]
    victims: str | None = None
    part_of: str | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EquipmentLoss:
    """How many weapons, platforms or vehicles met one fate in an event.

    `equipment` is the id of what they are, `kind` the path of the concept of the scheme of kinds, `part_of` as in counts of people.
    """

    id: str
    fate: Fate
    amount: Amount
    triggers: tuple[Span, ...]
    equipment: str
    kind: str | None = None
    part_of: str | None = None
    cumulative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A distance, area, mass or sum of money told of an event; `unit` is its name in the scheme of units."""

    id: str
    kind: QuantityKind
    magnitude: Magnitude
    unit: str
    trigger: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happens, is done, is planned or is denied; one for all its mentions in the document."""

    id: str
    type: str
    triggers: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    factuality: Factuality = Factuality.ACTUAL
    phase: Phase | None = None
    time: Time | None = None
    casualties: tuple[CasualtyCount, ...] = ()
    losses: tuple[EquipmentLoss, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who says what: `roles` hold speaker and addressee, `content` the ids of events and claims asserted or denied."""

    id: str
    stance: Stance
    triggers: tuple[Span, ...]
    roles: tuple[Role, ...]
    content: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    content_spans: tuple[Span, ...] = ()
    medium: str | None = None
    quoted: bool = False
    anonymous: bool = False
    said: Time | None = None
    continues: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A standing relation that the text asserts, with the words that say so; `literal` marks a plain-text object."""

    id: str
    subject: str
    predicate: str
    object: str
    trigger: Span
    literal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims of which one asserts what the other denies, or that cannot both hold."""

    id: str
    claims: tuple[str, str]
    ground: Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one document says."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
