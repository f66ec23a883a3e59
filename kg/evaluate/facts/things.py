"""Measures of what is mentioned: casualties, entities, places, times."""

from collections.abc import Iterator, Sequence

from kg.evaluate.facts.annotation import GoldCount, GoldEntity, GoldPlace, Moment
from kg.evaluate.facts.comparing import Comparison, closeness, common
from kg.evaluate.facts.reading import ReadCount
from kg.evaluate.measures import Matches, Scores, all_matches, mean, one_to_one
from kg.evaluate.mentions import EntityMention
from kg.evaluate.places import near
from kg.evaluate.spans import Fit, matches, paired, touch

Comparisons = Sequence[Comparison]


def count_scores(comparisons: Comparisons) -> Scores:
    """Casualties by trigger and outcome, and with the same bounds."""

    def outcome_fit(wanted: GoldCount, found: ReadCount) -> Fit:
        length = common(wanted.trigger, found.trigger) if wanted.outcome == found.outcome else 0
        return (int(wanted.bounds == found.bounds), length) if length else ()

    def whole_fit(wanted: GoldCount, found: ReadCount) -> Fit:
        return outcome_fit(wanted, found) if wanted.bounds == found.bounds else ()

    items = [(item.gold.counts, item.article.counts) for item in comparisons]
    return {"casualties": matches(items, whole_fit), "casualties, any number": matches(items, outcome_fit)}


def entity_scores(comparisons: Comparisons) -> Scores:
    """Mentions of entities by overlap, those of a like class; the country of those that are the same."""
    scores, pairs = list[tuple[Matches, Matches]](), list[tuple[GoldEntity, frozenset[str]]]()
    for item in comparisons:
        found = _entities(item)
        alike = [pair for pair in found if item.known.classes.related(pair[0].type, pair[1].classes)]
        sizes = {"predicted": len(item.article.mentions), "gold": len(item.gold.entities)}
        scores.append((one_to_one(len(found), **sizes), one_to_one(len(alike), **sizes)))
        pairs.extend((wanted, item.known.countries.get(mention.entity, frozenset())) for wanted, mention in found)
    return {
        "entity": all_matches(any_class for any_class, _ in scores),
        "entity, class like it": all_matches(like for _, like in scores),
        "country of an entity": mean(
            countries == {wanted.country} for wanted, countries in pairs if countries or wanted.country is not None
        ),
    }


def _entities(comparison: Comparison) -> list[tuple[GoldEntity, EntityMention]]:
    classes = comparison.known.classes

    def fit(wanted: GoldEntity, found: EntityMention) -> Fit:
        length = common(wanted.words, [found.span])
        return (length, closeness(wanted.type, found.classes, classes)) if length else ()

    return paired(comparison.gold.entities, comparison.article.mentions, fit)


def place_scores(comparisons: Comparisons) -> Scores:
    """Mentions of places by overlap, and of the gold's places with coordinates those that the graph puts near them."""
    items = [(item.gold.places, _places(item)) for item in comparisons]
    resolved = (right for item in comparisons for right in _resolved(item))
    return {"place name": matches(items, _place_fit), "place within 161 km": mean(resolved)}


def _place_fit(wanted: GoldPlace, found: EntityMention) -> Fit:
    length = common(wanted.words, [found.span])
    return (length,) if length else ()


def _places(comparison: Comparison) -> tuple[EntityMention, ...]:
    """Mentions of places, but none that the gold has as a place that no map shows, or a country as an actor alone."""
    wanted = [span for place in comparison.gold.places for span in place.words]
    neutral = [
        span
        for entity in comparison.gold.entities
        if comparison.known.classes.is_a(entity.type, "Place")
        for span in entity.words
    ]
    return tuple(
        mention
        for mention in comparison.article.mentions
        if "Place" in mention.classes and (touch([mention.span], wanted) or not touch([mention.span], neutral))
    )


def _resolved(comparison: Comparison) -> Iterator[bool]:
    points, mentions = comparison.known.points, comparison.article.mentions
    for place in comparison.gold.places:
        if place.point is not None:
            touching = (mention for mention in mentions if touch([mention.span], place.words))
            yield near(place.point, (point for mention in touching for point in points.get(mention.entity, ())))


def time_scores(comparisons: Comparisons) -> Scores:
    """Times by their words, of which one may hold the other, with the same dates, and with any."""
    items = [(sorted(item.gold.times, key=str), sorted(item.article.times, key=str)) for item in comparisons]
    return {"time": matches(items, _time_fit), "time, any date": matches(items, _words_fit)}


def _words_fit(wanted: Moment, found: Moment) -> Fit:
    one, other = wanted.words.casefold(), found.words.casefold()
    return (int((wanted.start, wanted.end) == (found.start, found.end)), 1) if one in other or other in one else ()


def _time_fit(wanted: Moment, found: Moment) -> Fit:
    return _words_fit(wanted, found) if (wanted.start, wanted.end) == (found.start, found.end) else ()
