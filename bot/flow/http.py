"""A flow behind HTTP, driven by settings alone: requests to switch it, read-backs that say how it stands.

An answer to a switch is never taken as proof, nor an error as refusal: real systems answer 500 to a pause
that worked. Nothing is sent twice and no redirect is followed; the next read settles it.
"""

import asyncio
import ssl
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from functools import cache
from pathlib import Path

import httpx

from bot.clock import Clock
from bot.config import HttpDriver, Request
from bot.errors import Misconfigured, Unavailable
from bot.flow.answer import Unclear, fill_paths, find, judge, parse
from bot.flow.excerpt import excerpt
from bot.flow.port import FlowReading, FlowState
from bot.flow.request import LOOPBACK, Names, build, secrets_of
from bot.flow.within import T, within

MOST_BYTES = 1 << 20


class HttpGate:
    """The gate of one firm. It holds no connection and no state, so any thread may use it."""

    reads_itself = True

    def __init__(self, settings: HttpDriver, values: Mapping[str, str], clock: Clock) -> None:
        """Take the settings and the firm's values, and try whether they fit.

        Raises:
            Misconfigured: A request cannot be built from them.
        """
        self.deadline = settings.deadline_seconds
        self._settings = settings
        self._names = Names(values, {name: s.get_secret_value() for name, s in settings.secrets.items()})
        self._rows = tuple(fill_paths(row, values) for row in settings.read)
        self._reads = tuple(row.request for row in settings.read)
        self._clock = clock
        self._tls = _trusted(settings.ca_file)
        self._try_out()

    def switch(self, *, on: bool) -> None:
        self._within(self._tell(self._settings.on if on else self._settings.off))

    def read(self) -> FlowReading:
        at = self._clock.now()  # before asking: the reading is then never younger than it says
        try:
            return judge(self._rows, self._within(self._answers()), at)
        except Unavailable as error:
            return FlowReading(FlowState.UNKNOWN, at, why=str(error))

    def probe(self) -> None:
        """Log in and read; whether the login may also switch shows only on switching."""
        reading = self.read()
        if reading.state is FlowState.UNKNOWN:
            raise Unavailable(reading.why)

    def _try_out(self) -> None:
        token = self._settings.token
        if token:
            self._build(token.request, self._names)
        names = self._with_token("to-be-fetched") if token else self._names
        for request in self._requests():
            self._build(request, names)

    def _requests(self) -> tuple[Request, ...]:
        settings = self._settings
        return (*settings.off, *settings.on, *(request for request in self._reads if request))

    def _within(self, work: Coroutine[None, None, T]) -> T:
        try:
            return within(self.deadline, work)
        except TimeoutError as error:
            raise Unavailable(f"the flow gave no answer within {self.deadline:g} s") from error

    async def _tell(self, requests: Sequence[Request]) -> None:
        """Send every request, whatever became of those before it: each may be of another pipeline."""
        async with self._client() as client:
            names = await self._logged_in(client)
            share = self.deadline / len(requests)
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
            return Unavailable(f"the flow gave no answer within {seconds:g} s")
        return None

    async def _answers(self) -> tuple[str, ...]:
        """Send each read-back in turn; where there is no request, the last answer counts again."""
        answers: list[str] = []
        async with self._client() as client:
            names = await self._logged_in(client)
            for request in self._reads:
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
            found = find(parse(await self._send(client, token.request, self._names)), token.field)
        except Unclear:
            found = ()  # the answer may hold half a secret: say nothing of it
        match found:
            case (str(text),) if text.isascii() and text.isprintable() and text:
                return self._with_token(text)
        raise Unavailable(f"the login's answer has no usable {token.field}")

    def _with_token(self, token: str) -> Names:
        return replace(self._names, secrets={**self._names.secrets, "token": token})

    async def _send(self, client: httpx.AsyncClient, request: Request, names: Names) -> str:
        built = self._build(request, names)
        try:
            async with aclosing(await client.send(built, stream=True)) as response:
                body = await _read(response)
        except (httpx.HTTPError, OSError, UnicodeError) as error:
            why = self._excerpt(str(error) or type(error).__name__, request, names)
            raise Unavailable(f"the flow at {built.url.host} cannot be reached: {why}") from error
        if not response.is_success:
            raise Unavailable(f"the flow answered {_status(response)}: {self._excerpt(body, request, names)}")
        return body

    def _build(self, request: Request, names: Names) -> httpx.Request:
        return build(request, names, plain_http=self._settings.plain_http)

    def _excerpt(self, text: str, request: Request, names: Names) -> str:
        return excerpt(text, (*names.secrets.values(), *secrets_of(request))) or "it said no more"


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
    return f"{response.status_code}{refused}"


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
