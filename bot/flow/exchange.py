"""One exchange with a flow over HTTP: log in if need be, then send requests in turn, all within a deadline.

Nothing is sent twice and no redirect is followed. Each exchange has a connection of its own: it would have
gone stale by the next read, minutes later, and so a thousand gates hold nothing open.
"""

import asyncio
import ssl
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import cache
from pathlib import Path

import httpx

from bot.config.base import LOOPBACK
from bot.config.drivers import HttpDriver, Request
from bot.errors import Misconfigured, Unavailable
from bot.flow.answer import Unclear, find, parse
from bot.flow.excerpt import excerpt, strike
from bot.flow.request import Names, build, fits_header, located, secrets_of
from bot.flow.within import T, within

MOST_BYTES = 1 << 20


class Exchange:
    """How to talk to the flow of one firm."""

    def __init__(self, settings: HttpDriver, values: Mapping[str, str]) -> None:
        """Take the settings and the firm's values.

        Raises:
            Misconfigured: The file of the private authority cannot be used.
        """
        self._settings = settings
        self._names = Names(values, {name: s.get_secret_value() for name, s in settings.secrets.items()})
        self._tls = _trusted(settings.ca_file)

    def try_out(self, requests: Sequence[Request]) -> None:
        """Build the login and each request, sending none.

        Raises:
            Misconfigured: One cannot be built from the settings and the firm's values.
        """
        names, token = self._names, self._settings.token
        if token:
            self._build(located(token.request, self._settings), names)
            names = _with_token(names, "to-be-fetched")
        for request in requests:
            self._build(request, names)

    def tell(self, requests: Sequence[Request]) -> None:
        """Send every request, whatever became of those before it: each may be of another pipeline.

        Raises:
            Unavailable: One was not answered well.
        """
        self._within(self._tell(requests))

    def ask(self, requests: Sequence[Request | None]) -> tuple[str, ...]:
        """Return the answer to each request in turn; where there is none, the last answer counts again.

        Raises:
            Unavailable: One was not answered well.
        """
        return self._within(self._ask(requests))

    def _within(self, work: Coroutine[None, None, T]) -> T:
        seconds = self._settings.deadline_seconds
        try:
            return within(seconds, work)
        except TimeoutError as error:
            raise _silence(seconds) from error

    async def _tell(self, requests: Sequence[Request]) -> None:
        async with self._client() as client:
            names = await self._logged_in(client)
            share = self._settings.deadline_seconds / len(requests)
            failures = [await self._failure(client, request, names, share) for request in requests]
        for failure in filter(None, failures):
            raise failure

    async def _failure(
        self, client: httpx.AsyncClient, request: Request, names: Names, seconds: float
    ) -> Unavailable | None:
        try:
            async with asyncio.timeout(seconds):
                await self._send(client, request, names)
        except Unavailable as error:
            return error
        except TimeoutError:
            return _silence(seconds)
        return None

    async def _ask(self, requests: Sequence[Request | None]) -> tuple[str, ...]:
        answers: list[str] = []
        async with self._client() as client:
            names = await self._logged_in(client)
            for request in requests:
                answers.append(await self._send(client, request, names) if request else answers[-1])
        return tuple(answers)

    def _client(self) -> httpx.AsyncClient:
        # A proxy from the environment serves the way out, never the way to this machine.
        direct = {f"all://{f'[{host}]' if ':' in host else host}": None for host in LOOPBACK}
        return httpx.AsyncClient(verify=self._tls, timeout=None, mounts=direct)  # noqa: S113 `within` bounds it all

    async def _logged_in(self, client: httpx.AsyncClient) -> Names:
        token = self._settings.token
        if token is None:
            return self._names
        try:
            request = located(token.request, self._settings)
            found = find(parse(await self._send(client, request, self._names)), token.field)
        except Unclear:
            found = ()  # the answer may hold half a secret: say nothing of it
        match found:
            case (str(text),) if fits_header(text):
                return _with_token(self._names, text)
        raise Unavailable(f"the answer that comes first has no usable {token.field}")

    async def _send(self, client: httpx.AsyncClient, request: Request, names: Names) -> str:
        built = self._build(request, names)
        secrets = (*names.secrets.values(), *secrets_of(request))
        try:
            async with aclosing(await client.send(built, stream=True)) as response:
                body = strike(await _read(response), secrets)  # at once, so that nothing below can show one
        except (httpx.HTTPError, OSError, UnicodeError) as error:
            why = excerpt(strike(str(error), secrets)) or type(error).__name__
            raise Unavailable(f"the flow at {built.url.host} cannot be reached: {why}") from error
        if not response.is_success:
            raise Unavailable(f"the flow answered {_status(response)}: {excerpt(body) or 'it said no more'}")
        return body

    def _build(self, request: Request, names: Names) -> httpx.Request:
        return build(request, names, plain_http=self._settings.plain_http)


async def _read(response: httpx.Response) -> str:
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Unavailable("the flow packed its answer, although asked not to")
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unavailable(f"the flow answered more than {MOST_BYTES >> 20} MiB")
    return body.decode(errors="replace")


def _status(response: httpx.Response) -> str:
    if response.is_redirect:
        return f"{response.status_code}, a redirect, and none is followed"
    refused = " (the login was refused)" if response.status_code in (401, 403) else ""
    pause = excerpt(response.headers.get("Retry-After", ""))
    asked = f" (it asks for a pause of {pause} s)" if pause.isdecimal() else ""
    return f"{response.status_code}{refused}{asked}"


def _silence(seconds: float) -> Unavailable:
    return Unavailable(f"the flow gave no answer within {seconds:g} s")


def _with_token(names: Names, token: str) -> Names:
    return replace(names, secrets={**names.secrets, "token": token})


@cache
def _trusted(ca_file: Path | None) -> ssl.SSLContext:
    """Return what certificates are checked against; kept, since loading it costs as much as ten requests."""
    context = httpx.create_ssl_context()
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:  # also what ssl raises for a file that holds no certificate
            raise Misconfigured(f"ca_file {ca_file} cannot be used: {error.strerror or error}") from error
    return context
