"""Listens on an address, and answers until it is told to stop."""

import socket
from contextlib import ExitStack

import uvicorn
from starlette.applications import Starlette

from kg import __version__
from kg.errors import StoreError

# Seconds that answers get to be sent when the server is stopped.
LEAVE = 3


class Server(uvicorn.Server):
    """A server that ends its queries when it is told to stop, instead of waiting for them."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the queries, and then all connections."""
        application = self.config.app
        assert isinstance(application, Starlette)
        await application.state.workers.end()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on an address; port 0 stands for any that is free. Raises StoreError if it cannot."""
    try:
        family, type_, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as opened:
            # Only where the protocol is named does asyncio switch off the delay by which small answers wait for 40 ms.
            listener = opened.enter_context(socket.socket(family, type_, socket.IPPROTO_TCP))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()
            opened.pop_all()
    except OSError as error:
        raise StoreError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error
    return listener


def address_of(listener: socket.socket) -> str:
    """The address to which a browser goes."""
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def serve(application: Starlette, listener: socket.socket) -> None:
    """Answers requests until SIGINT or SIGTERM, which it hands on when all is closed."""
    server_of(application).run(sockets=[listener])


def server_of(application: Starlette) -> Server:
    """A server for the application; not started."""
    config = uvicorn.Config(
        application,
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        headers=[("Server", f"conflict-kg/{__version__}")],
        timeout_graceful_shutdown=LEAVE,
    )
    return Server(config)
