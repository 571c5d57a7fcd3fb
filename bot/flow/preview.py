"""What a driver would send, as lines for a person, every secret struck out. Nothing is sent."""

import json
import shlex
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import assert_never

from sqlalchemy import TextClause, make_url

from bot.config.drivers import CommandDriver, Driver, HttpDriver, PersonDriver, Request, SqlDriver
from bot.flow.fill import fill, fill_argv
from bot.flow.request import Names, build, complete, located
from bot.flow.sql import bound

STRUCK = "***"


class Asked(StrEnum):
    """What is asked of a flow."""

    OFF = "off"
    ON = "on"
    STATUS = "status"


def preview(settings: Driver, values: Mapping[str, str], asked: Asked) -> Iterator[str]:
    """Yield the lines, in the order things would be sent.

    Raises:
        Misconfigured: Something cannot be filled.
    """
    names = {**settings.values, **values}
    match settings:
        case HttpDriver():
            yield from _requests(settings, names, asked)
        case CommandDriver():
            yield from _commands(settings, names, asked)
        case SqlDriver():
            yield from _statements(settings, names, asked)
        case PersonDriver():
            told = "are asked nothing: what they said last" if asked is Asked.STATUS else f"turn {asked}"
            yield f"staff {told}: {fill(settings.what, names)}"
        case _:
            assert_never(settings)
    if asked is Asked.ON and settings.resume_note:
        yield f"once it is on: {settings.resume_note}"


def _requests(settings: HttpDriver, values: Mapping[str, str], asked: Asked) -> Iterator[str]:
    reads = tuple(row.request for row in settings.read if row.request)
    chosen = {Asked.OFF: settings.off, Asked.ON: settings.on, Asked.STATUS: reads}[asked]
    whole = [complete(request, settings) for request in chosen]
    if settings.token:
        whole.insert(0, located(settings.token.request, settings))
    names = Names(values, dict.fromkeys([*settings.secrets, "token"], STRUCK))
    for risk in settings.resume_risk if asked is Asked.ON else ():
        yield f"first, unless staff order it: waits for their word while this tells of {risk.what}"
        yield from _request(complete(risk.request, settings), names, plain_http=settings.plain_http)
    for request in whole:
        yield from _request(request, names, plain_http=settings.plain_http)


def _request(request: Request, names: Names, *, plain_http: bool) -> Iterator[str]:
    kind = "Bearer" if request.bearer else "Basic" if request.basic else None
    headers = {**({"Authorization": f"{kind} {STRUCK}"} if kind else {}), **request.headers}
    shown = request.model_copy(update={"bearer": None, "basic": None, "headers": headers})
    built = build(shown, names, plain_http=plain_http)
    yield f"{built.method} {built.url}"
    yield from (f"  {name}: {built.headers[name]}" for name in headers)
    if built.content:
        yield f"  {json.dumps(json.loads(built.content), ensure_ascii=False)}"


def _commands(settings: CommandDriver, values: Mapping[str, str], asked: Asked) -> Iterator[str]:
    reads = tuple(row.argv for row in settings.read if row.argv)
    chosen = {Asked.OFF: (settings.off,), Asked.ON: (settings.on,), Asked.STATUS: reads}[asked]
    secrets = "".join(f"{name}={STRUCK} " for name in settings.secrets)
    yield from (secrets + shlex.join(fill_argv(argv, values)) for argv in chosen)


def _statements(settings: SqlDriver, values: Mapping[str, str], asked: Asked) -> Iterator[str]:
    reads = tuple(query for query in (settings.read, settings.in_flight) if query)
    chosen = {Asked.OFF: (settings.off,), Asked.ON: (settings.on,), Asked.STATUS: reads}[asked]
    url = make_url(settings.database.get_secret_value())
    yield f"in {url.get_backend_name()} {url.host or ''}/{url.database or ''}"
    for statement in chosen:
        yield from _statement(bound(statement, values))


def _statement(clause: TextClause) -> Iterator[str]:
    yield f"  {' '.join(clause.text.split())}"
    yield from (f"    :{name} = {value!r}" for name, value in clause.compile().params.items())
