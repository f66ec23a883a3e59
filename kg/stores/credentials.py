"""User and password, or a token, for a server: from the environment, a netrc file or a prompt, never from an argument."""

import netrc
import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import httpx

from kg.errors import StoreError
from kg.stores.access import Ask

USER, PASSWORD, TOKEN = "KG_USER", "KG_PASSWORD", "KG_TOKEN"


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Scheme(StrEnum):
    """How credentials go to a server."""

    BASIC = "basic"
    DIGEST = "digest"
    BEARER = "bearer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What proves to a server who asks. The secret shows in no message."""

    scheme: Scheme
    user: str = ""
    secret: str = field(repr=False)

    def auth(self) -> httpx.Auth:
        """What puts the credentials on requests."""
        if self.scheme is Scheme.BASIC:
            return httpx.BasicAuth(self.user, self.secret)
        if self.scheme is Scheme.DIGEST:
            return httpx.DigestAuth(self.user, self.secret)
        return _Bearer(self.secret)


def scheme_of(name: str) -> Scheme:
    """The scheme of a name. Raises StoreError for an unknown one."""
    if name not in set(Scheme):
        raise StoreError(f"{name!r} is none of {', '.join(Scheme)}")
    return Scheme(name)


def find_credentials(
    scheme: Scheme, *, host: str, environment: Mapping[str, str] = os.environ, ask: Ask | None = None
) -> Credentials:
    """The credentials for a host: KG_USER and KG_PASSWORD (KG_TOKEN for bearer), else netrc's, else what is asked for.

    Raises StoreError where none of these has any.
    """
    if scheme is Scheme.BEARER:
        token = environment.get(TOKEN) or (ask and ask(f"token for {host}"))
        return Credentials(scheme=scheme, secret=_given(token, host, TOKEN))
    user, password = environment.get(USER), environment.get(PASSWORD)
    if not (user and password):
        user, password = _of_netrc(host, environment) or (user, password)
    user = user or (ask and ask(f"user at {host}"))
    password = password or (ask and ask(f"password of {user} at {host}"))
    return Credentials(
        scheme=scheme, user=_given(user, host, USER), secret=_given(password, host, f"{USER} and {PASSWORD}")
    )


def _given(value: str | None, host: str, variables: str) -> str:
    if not value:
        raise StoreError(f"no credentials for {host}: set {variables}, or write them into ~/.netrc")
    return value


def _of_netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    path = Path(environment.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(path).authenticators(host)
    except netrc.NetrcParseError as error:
        raise StoreError(f"{path}:{error.lineno}: {error.msg}") from error
    return (found[0], found[2] or "") if found is not None else None
