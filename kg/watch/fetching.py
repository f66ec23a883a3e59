"""Feeds on the web: asked politely, taken only whole and in measure."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx

from kg import __version__
from kg.errors import InputError
from kg.sources.settings import MAX_FEED_BYTES

# Seconds: how often a server is asked at most, and how long it may take over an answer.
RARELY = 300.0
TIMEOUT = 60.0
HEADERS = {"user-agent": f"conflict-kg/{__version__}", "accept": "application/atom+xml, application/rss+xml, */*;q=0.5"}
# What a server says of a version, and how it is asked for a newer one (RFC 9110).
VALIDATORS = {"etag": "if-none-match", "last-modified": "if-modified-since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A feed as it is now, and by what its server knows this version."""

    data: bytes
    tag: str


@dataclass(slots=True, kw_only=True)
class Fetcher:
    """When each feed may be asked again."""

    rarely: float = RARELY
    clock: Callable[[], float] = time.monotonic
    _next: dict[str, float] = field(default_factory=dict)

    def is_due(self, address: str) -> bool:
        """Whether it is time to ask."""
        return self.clock() >= self._next.get(address, 0.0)

    def fetch(self, address: str, tag: str | None) -> Fetched | None:
        """The feed, or None where it has not changed since it had that tag. Raises InputError where it cannot be had."""
        self._next[address] = self.clock() + self.rarely
        try:
            with httpx.Client(follow_redirects=True, timeout=TIMEOUT, max_redirects=5) as client:
                headers = HEADERS | (json.loads(tag) if tag else {})
                with client.stream("GET", address, headers=headers) as answer:
                    self._wait_longer(address, answer)
                    return None if answer.status_code == httpx.codes.NOT_MODIFIED else _whole(answer)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise InputError(f"{address} cannot be fetched: {error or type(error).__name__}") from error

    def _wait_longer(self, address: str, answer: httpx.Response) -> None:
        seconds = answer.headers.get("retry-after", "")
        if seconds.isdigit():
            self._next[address] = self.clock() + max(self.rarely, float(seconds))


def _whole(answer: httpx.Response) -> Fetched:
    answer.raise_for_status()
    deadline = time.monotonic() + TIMEOUT
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > MAX_FEED_BYTES:
            raise InputError(f"{answer.url} is larger than {MAX_FEED_BYTES:,} bytes, as no feed is")
        if time.monotonic() > deadline:
            raise InputError(f"{answer.url} has not come within {TIMEOUT:,.0f} seconds")
    tags = {ask: answer.headers[say] for say, ask in VALIDATORS.items() if say in answer.headers}
    return Fetched(data=bytes(data), tag=json.dumps(tags))
