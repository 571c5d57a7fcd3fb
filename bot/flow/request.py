"""Build one HTTP request of a driver from its settings and the values of a firm.

A secret may stand in a header or a body, never in a URL: URLs end up in logs, here and at the other end.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from bot.config.base import LOOPBACK
from bot.config.drivers import HttpDriver, Request
from bot.errors import Misconfigured
from bot.flow.fill import fill, fill_json, fill_url


@dataclass(frozen=True, slots=True, repr=False)
class Names:
    """What fills the placeholders."""

    values: Mapping[str, str]  # the firm's own, fit for URLs
    secrets: Mapping[str, str]  # for headers and bodies alone

    @property
    def all(self) -> Mapping[str, str]:
        return {**self.values, **self.secrets}


def complete(request: Request, driver: HttpDriver) -> Request:
    """Return the request with what it has not itself of the driver's url and credentials."""
    own_login = request.bearer is not None or request.basic is not None
    login = {} if own_login else {"bearer": driver.bearer, "basic": driver.basic}
    return located(request, driver).model_copy(
        update={"headers": {**driver.headers, **request.headers}, **login}
    )


def located(request: Request, driver: HttpDriver) -> Request:
    """Return the request with a whole address, where it has a path alone."""
    whole = driver.url.rstrip("/") + request.url if request.url.startswith("/") else request.url
    return request.model_copy(update={"url": whole})


def build(request: Request, names: Names, *, plain_http: bool) -> httpx.Request:
    """Return the request, ready to send.

    Raises:
        Misconfigured: A placeholder has no value, or the address or a header cannot be used.
    """
    url = _url(request, names, plain_http)
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # what is not packed cannot unpack to more than its cap
        "User-Agent": "sluice",
        **_login(request),
        **{name: fill(value, names.all) for name, value in request.headers.items()},
    }
    for name, value in headers.items():
        if not fits_header(name) or not fits_header(value):
            # The value is not shown: it may be a secret.
            raise Misconfigured(f"the header {name!r} for {url.host} is not plain text on one line")
    body = fill_json(request.json_body, names.all)
    try:
        return httpx.Request(request.method, url, headers=headers, json=body)
    except (TypeError, ValueError) as error:  # TOML has dates, and a not-a-number
        raise Misconfigured(f"json_body for {url.host} is not JSON: {error}") from error


def fits_header(text: str) -> bool:
    """Tell whether the text may be sent in a header: printable ASCII, and no blank at either end."""
    return text.isascii() and text.isprintable() and text == text.strip() != ""


def secrets_of(request: Request) -> tuple[str, ...]:
    """Return every form in which the request's own login could be quoted back at us."""
    bearer = request.bearer.get_secret_value() if request.bearer else ""
    basic = request.basic.get_secret_value() if request.basic else ""
    return (bearer, basic, basic.partition(":")[2], _base64(basic))


def _url(request: Request, names: Names, plain_http: bool) -> httpx.URL:
    try:
        url = httpx.URL(fill_url(request.url, names.values))
    except httpx.InvalidURL as error:
        raise Misconfigured(f"{request.url!r} is no url: {error}") from error
    if url.userinfo:
        raise Misconfigured(f"the url for {url.host} holds a login; use basic or bearer, and env: or file:")
    if url.scheme not in ("https", "http") or not url.host:
        raise Misconfigured(f"{request.url!r} is no http address")
    if url.scheme == "http" and not plain_http and url.host not in LOOPBACK:
        raise Misconfigured(f"{url.host} is reached without TLS; use https, or set plain_http = true")
    return url


def _login(request: Request) -> dict[str, str]:
    if request.bearer is not None:  # an empty one counts too, and is refused
        return {"Authorization": f"Bearer {request.bearer.get_secret_value()}"}
    if request.basic is not None:
        return {"Authorization": f"Basic {_base64(request.basic.get_secret_value())}"}
    return {}


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
