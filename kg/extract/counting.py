"""The counts of people of a document's events: each at the event whose harm it is, as a part or a running total if it is one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.entities import Entities
from kg.extract.harm import find_casualties
from kg.extract.portions import is_of_those_before, join_portions
from kg.extract.setting import Setting
from kg.facts import CasualtyCount


def counts_of(
    drafts: Sequence[Draft],
    entities: Entities,
    setting: Setting,
    *,
    causes: Mapping[str, str],
    totals: frozenset[str],
) -> Mapping[str, Sequence[CasualtyCount]]:
    """Event → its counts, those of the harm that it is the cause of among them; `totals` are harm that runs over a period."""
    counts: dict[str, list[CasualtyCount]] = {}
    told: list[CasualtyCount] = []
    for draft in drafts:
        found = _own_counts(draft, entities, setting)
        if draft.id in totals:
            found = (replace(count, cumulative=True) for count in found)
        if is_of_those_before(draft, setting):
            found = join_portions(found, told)
        own = tuple(found)
        told.extend(own)
        counts.setdefault(causes.get(draft.id, draft.id), []).extend(own)
    return counts


def _own_counts(draft: Draft, entities: Entities, setting: Setting) -> Iterable[CasualtyCount]:
    ancestors = entities.ontology.superclasses(draft.mention.type)
    return find_casualties(
        draft,
        entities,
        setting.paragraphs[draft.paragraph],
        words=setting.lexicon.numbers,
        yielding=not setting.lexicon.grammar.yielding.isdisjoint(ancestors),
    )
