"""Facts of small documents, made by hand."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

from kg.dates import PartialDate
from kg.documents import Document, Reject
from kg.facts import (
    Amount,
    CasualtyCount,
    Claim,
    Contradiction,
    Entity,
    EquipmentLoss,
    Event,
    Facts,
    Factuality,
    Fate,
    Ground,
    Magnitude,
    Measure,
    Mention,
    Outcome,
    QuantityKind,
    Relation,
    Role,
    SectionKind,
    Sentence,
    Span,
    Stance,
    Time,
    TimeBasis,
)
from kg.gazetteer.model import Candidate, Referent, Sense

TEXT = "Rebels shelled Goma on Sunday, the army said. The rebels denied it. Two people died."

VERSIONS = {"software": "conflict-kg test", "model": "by hand"}


def span_of(words: str, text: str = TEXT) -> Span:
    """Where the words stand first."""
    begin = text.index(words)
    return Span(begin, begin + len(words))


def a_document(id_: str = "a-1", text: str = TEXT, **more: object) -> Document:
    """A document of that text."""
    return Document(id=id_, text=text, **more)  # type: ignore[arg-type]


def sentences_of(text: str = TEXT) -> tuple[Sentence, ...]:
    """A sentence up to each full stop, all of the body."""
    ends = [at + 1 for at, character in enumerate(text) if character == "."]
    begins = [0, *(end + 1 for end in ends[:-1])]
    return tuple(
        Sentence(span=Span(begin, end), section=SectionKind.BODY) for begin, end in zip(begins, ends, strict=True)
    )


def an_event(id_: str = "event/e1", words: str = "shelled", **more: object) -> Event:
    """A Shelling evoked by the words."""
    return Event(id=id_, **{"type": "Shelling", "triggers": (span_of(words),), **more})  # type: ignore[arg-type]


def a_claim(id_: str = "claim/c1", words: str = "said", **more: object) -> Claim:
    """What the army asserts with those words."""
    rest = {"stance": Stance.ASSERTS, "roles": (Role(property="speaker", filler="actor/army"),), **more}
    return Claim(id=id_, triggers=(span_of(words),), **rest)  # type: ignore[arg-type]


def some_facts(id_: str = "a-1") -> Facts:
    """One fact of each kind, all quoted from TEXT."""
    document = a_document(id_, title="Goma", published=dt.date(2024, 3, 4), url="http://example.org/a b", language="en")
    rebels = Entity(id=f"actor/rebels-{id_}", types=("ArmedGroup",), label="rebels", country="country/COD")
    army = Entity(id="actor/army", types=("ArmedForce",), label="army", sectors=("military",))
    goma = Entity(id="place/goma", types=(), label="Goma", reference=True)
    dead = Entity(id=f"actor/dead-{id_}", types=("Group",), label="two people", size=Amount(count=2))
    return Facts(
        document=document,
        sentences=sentences_of(),
        entities=(rebels, army, goma, dead),
        mentions=(Mention(span=span_of("Rebels"), entity=rebels.id), Mention(span=span_of("Goma"), entity=goma.id)),
        events=(_shelling(id_, rebels.id),),
        claims=_claims(id_, rebels.id),
        relations=(
            Relation(
                id=f"relation/r-{id_}",
                subject=rebels.id,
                predicate="role",
                object="rebels",
                trigger=span_of("Rebels"),
                literal=True,
            ),
        ),
        contradictions=(
            Contradiction(
                id=f"contradiction/x-{id_}", claims=(f"claim/c1-{id_}", f"claim/c2-{id_}"), ground=Ground.DENIAL
            ),
        ),
    )


def _shelling(id_: str, agent: str) -> Event:
    dead = CasualtyCount(
        id=f"casualties/n-{id_}",
        outcome=Outcome.KILLED,
        amount=Amount(count=2),
        triggers=(span_of("died"),),
        victims=f"actor/dead-{id_}",
    )
    woman = replace(dead, id=f"casualties/w-{id_}", amount=Amount(count=1), victims=None, part_of=dead.id)
    ever = replace(dead, id=f"casualties/all-{id_}", amount=Amount(minimum=90), victims=None, cumulative=True)
    trucks = EquipmentLoss(
        id=f"loss/l-{id_}",
        fate=Fate.DESTROYED,
        amount=Amount(maximum=3),
        triggers=(span_of("died"),),
        equipment=f"actor/dead-{id_}",
        kind="vehicle",
    )
    way = Measure(
        id=f"measure/m-{id_}",
        kind=QuantityKind.DISTANCE,
        magnitude=Magnitude(value=Decimal("2.50")),
        unit="kilometre",
        trigger=span_of("died"),
    )
    sunday = PartialDate(year=2024, month=3, day=3)
    return an_event(
        f"event/e1-{id_}",
        roles=(
            Role(property="agent", filler=agent, span=span_of("Rebels")),
            Role(property="place", filler="place/goma", span=span_of("Goma")),
        ),
        factuality=Factuality.ACTUAL,
        time=Time(expression="on Sunday", span=span_of("on Sunday"), start=sunday, basis=TimeBasis.RESOLVED),
        casualties=(dead, woman, ever),
        losses=(trucks,),
        measures=(way,),
    )


def _claims(id_: str, rebels: str) -> tuple[Claim, Claim]:
    return (
        a_claim(f"claim/c1-{id_}", content=(f"event/e1-{id_}",), content_spans=(Span(0, 29),), medium="X"),
        a_claim(
            f"claim/c2-{id_}",
            words="denied",
            stance=Stance.DENIES,
            roles=(Role(property="speaker", filler=rebels, span=span_of("The rebels")),),
            content=(f"event/e1-{id_}",),
        ),
    )


class SmallGazetteer:
    """Goma in North Kivu in the Congo, and a news agency."""

    referents: ClassVar = {
        referent.key: referent
        for referent in (
            Referent(
                key="place/goma",
                types=("Settlement",),
                label="Goma",
                part_of="place/north-kivu",
                country="country/COD",
                latitude=-1.6741,
                longitude=29.2285,
                same_as=("http://www.wikidata.org/entity/Q208125",),
            ),
            Referent(key="place/north-kivu", types=("Region",), label="North Kivu", country="country/COD"),
            Referent(key="country/COD", types=("Country",), label="DR Congo", country="country/COD", iso3="COD"),
            Referent(key="actor/agency", types=("MediaOrganization",), label="The Agency", sectors=("media",)),
        )
    }

    def referent(self, key: str) -> Referent:
        """What is known of a key; KeyError otherwise."""
        return self.referents[key]

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The things with that label."""
        return tuple(Candidate(key=r.key, sense=Sense.NAME) for r in self.referents.values() if r.label == name)


def extract_by_hand(documents: Iterable[Document]) -> Iterator[Facts | Reject]:
    """The same facts for every document; one whose id is "bad" is refused."""
    for document in documents:
        yield Reject(id="bad", reason="too bad") if document.id == "bad" else some_facts(document.id)
