"""Listens on an address, and answers until it is told to stop."""

import socket

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
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise StoreError(f"cannot listen on {host}, port {port}: {error.strerror or error}") from error


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
