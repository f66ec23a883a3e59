"""An article as linking across articles sees it: its facts under ids that other articles share, and its reports."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from kg.facts import Facts
from kg.lexicon.linking import LinkingWords
from kg.linking.holdings import Holding, find_holdings
from kg.linking.naming import Canon, canon_of, renamed
from kg.linking.participants import cast_of
from kg.linking.reports import Report, find_reports, only_spots
from kg.linking.traits import TERRITORY, Lens
from kg.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """What is known of the places of an article: what holds them, and where they are."""

    within: Mapping[str, frozenset[str]]
    points: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An article's graph, read for comparison. `facts` have canonical ids; `canon` says whose they are."""

    article: str
    facts: Facts
    canon: Canon
    reports: tuple[Report, ...]
    holdings: tuple[Holding, ...]
    wording: frozenset[str]

    @property
    def published(self) -> dt.date | None:
        """The day of publication."""
        return self.facts.document.published

    @property
    def publisher(self) -> str | None:
        """Who published it."""
        return self.facts.document.publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Accountant:
    """What accounts are made with."""

    ontology: Ontology
    words: LinkingWords

    def account(self, article: str, facts: Facts, wording: frozenset[str], geography: Geography) -> Account:
        """The account of an article from what its graph says."""
        canon = canon_of(facts, self.ontology)
        shared = renamed(facts, canon)
        cast = cast_of(shared)
        lens = Lens(
            entities=cast.entities,
            cast=cast,
            within={canon.ids.get(id_, id_): wholes for id_, wholes in geography.within.items()},
            points={canon.ids.get(id_, id_): point for id_, point in geography.points.items()},
            words=self.words,
            ontology=self.ontology,
        )
        spots = only_spots(shared, lens)
        return Account(
            article=article,
            facts=shared,
            canon=canon,
            reports=find_reports(shared, article=article, spots=spots, lens=lens),
            holdings=tuple(find_holdings(shared, only=spots.get(TERRITORY), lens=lens)),
            wording=wording,
        )
