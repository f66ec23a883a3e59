"""What the options of reading say, checked."""

import datetime as dt

import typer


def date_of(given: str | None) -> dt.date | None:
    """The day or moment of --published."""
    if given is None:
        return None
    try:
        return dt.datetime.fromisoformat(given) if "T" in given else dt.date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no date such as 2024-05-31", param_hint="--published") from error


def fields_of(given: list[str]) -> dict[str, str]:
    """The names of fields that --map gives."""
    from kg.sources import parse_names

    try:
        return parse_names(given)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


def whole_iri(iri: str) -> str:
    """The IRI of --base."""
    import pyoxigraph as ox

    try:
        ox.NamedNode(iri)
    except ValueError as error:
        raise typer.BadParameter(f"{iri!r} is no whole IRI: {error}", param_hint="--base") from error
    if not iri.endswith(("/", "#", ":")):
        raise typer.BadParameter(f"{iri!r} must end in /, # or :", param_hint="--base")
    return iri
