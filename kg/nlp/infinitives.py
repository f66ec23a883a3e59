"""Infinitives that complete a verb, though the parser takes them for its purpose: "swore *to fight*", "offered on Monday *to leave*"."""

from kg.nlp.parse import Parse

DATED = frozenset({"DATE", "TIME"})


def follows_as_clause(parse: Parse, verb: int, child: int) -> bool:
    """Whether an infinitive right behind a verb, which the parser takes for a purpose, completes it.

    "Swore *to fight*", "called *for Togo to leave*".
    """
    bidden = (
        parse.lowers[verb + 1] == "for" and parse.first(child, "nsubj") is not None if verb + 1 < len(parse) else False
    )
    first = parse.edges[child][0]
    follows = parse.deps[child] == "advcl" and (first == verb + 1 or _tells_day(parse, verb + 1, first))
    return follows and (parse.tags[first] == "TO" or bidden)


def _tells_day(parse: Parse, start: int, end: int) -> bool:
    """Whether nothing but a day stands between a verb and its infinitive: "offered *on Monday* to free them"."""
    dated = {token for entity in parse.entities if entity.label in DATED for token in range(entity.start, entity.end)}
    between = [token for token in range(start, end) if parse.deps[token] != "prep"]
    return len(between) > 0 and dated.issuperset(between)
