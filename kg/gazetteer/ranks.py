"""How the table of names ranks readings: what is written by hand before all that is listed."""

GIVEN = 1 << 32
"""What a hand-written name is worth in inhabitants."""
MOST_PEOPLE = 1 << 31
"""More than any place has."""
