"""Which sayings are no statements: attitudes that a standing relation tells in full."""

from collections.abc import Sequence

from kg.extract.sayings import Saying
from kg.facts import Claim, Relation


def without_attitudes(
    claims: Sequence[Claim], sayings: Sequence[Saying], relations: Sequence[Relation]
) -> tuple[Claim, ...]:
    """The claims but those of an attitude towards somebody: who "supports the rebels" states nothing.

    What a further claim is about or goes on from stays, and so does what has events for its content.
    """
    told = {relation.trigger.begin for relation in relations if not relation.literal}
    attitudes = {saying.id for saying in sayings if saying.attribution.attitude}
    needed = {content for claim in claims for content in claim.content} | {claim.continues for claim in claims}

    def is_idle(claim: Claim) -> bool:
        stands = not claim.content and claim.id in attitudes - needed
        return stands and any(span.begin in told for span in claim.triggers)

    return tuple(claim for claim in claims if not is_idle(claim))
