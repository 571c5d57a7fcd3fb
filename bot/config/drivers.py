"""The settings of flow drivers: how a kind of flow is switched and read.

`{name}` in their texts is filled from the firm's values, then from the driver's own, and from its secrets
where a secret may stand. `recipe = "airflow"` brings the rest: see `bot/config/recipes.py`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from bot.config.base import Secret, Section
from bot.config.recipes import with_recipe


class Credentials(Section):
    """What a request shows of us."""

    headers: dict[str, str] = Field(default_factory=dict)
    bearer: Secret | None = None
    basic: Secret | None = None  # "user:password"


class Request(Credentials):
    """One HTTP request of a driver."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "POST"
    url: str  # one that begins with / goes on from the driver's url
    json_body: dict[str, object] | None = None


class Token(Section):
    """A request that comes first: its answer holds what later requests write as `{token}`."""

    request: Request
    field: str = "access_token"  # a dotted path into the JSON answer


class ReadBack(Section):
    """What one answer says of the flow; several of them must agree.

    A path is dotted, `*` stands for every item of a list: "connector.state", "tasks.*.state".
    """

    field: str | None = None  # a path into a JSON answer; "": the whole answer as text; None: nothing of it
    off_is: tuple[str, ...] = ("off",)  # values, as JSON writes them but without quotes, that mean off
    on_is: tuple[str, ...] = ("on",)
    moving_is: tuple[str, ...] = ()
    in_flight_field: str | None = None  # a path to a number, or to a list that is counted
    # Count only items whose path has one of the values.
    in_flight_where: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    # A path to when a run last ended well, ISO 8601; the checks wait until one ended after the turn-on.
    synced_at_field: str | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.field is None and self.in_flight_field is None:
            raise ValueError("a read-back needs field, in_flight_field or both")
        said = [*self.off_is, *self.on_is, *self.moving_is]
        if len(set(said)) < len(said):
            raise ValueError("off_is, on_is and moving_is share a value")
        return self


class RequestReadBack(ReadBack):
    """A read-back over HTTP; one without a request looks again at the answer before it."""

    request: Request | None = None


class CommandReadBack(ReadBack):
    """A read-back by a command's output; one without argv looks again at the output before it."""

    argv: tuple[str, ...] | None = Field(None, min_length=1)


class ResumeRisk(Section):
    """What may wait in a flow until it is on again; while it does, only staff's own order turns it on."""

    request: Request
    field: str = ""  # a path to a number, or to a list that is counted
    where: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # count only items whose path has a value
    what: str  # as staff read it, the number behind: "clear jobs, which empty what was loaded (2 waiting)"


class AnyDriver(Section):
    """What every driver has."""

    recipe: str | None = None  # where the rest came from
    resume_note: str = ""  # what such a flow does of itself once it is on again, a sentence for staff
    values: dict[str, str] = Field(default_factory=dict)  # for all firms; a firm's own go before them


class Gate(AnyDriver):
    """What a driver by machine has."""

    deadline_seconds: float = Field(30, gt=0, le=300)  # one switch or one read ends within this


class AskedGate(Gate):
    """What a driver has that asks one thing after the other."""

    # http: `{name}` in headers and bodies; command: its environment
    secrets: dict[str, Secret] = Field(default_factory=dict)

    @staticmethod
    def _readable(rows: Sequence[ReadBack], asks: bool) -> None:
        if not asks:
            raise ValueError("the first read-back must ask something: request or argv")
        if all(row.field is None for row in rows):
            raise ValueError("no read-back has a field, so nothing tells off from on")


class HttpDriver(AskedGate, Credentials):
    """A flow that is switched and read by HTTP requests.

    Its credentials go with every request but the token's, in so far as the request has none of its own.
    """

    driver: Literal["http"]
    url: str = ""  # where the flow's system is: https://airflow.firm.example:8080
    token: Token | None = None
    off: tuple[Request, ...] = Field(min_length=1)  # all are sent, in turn, whatever became of the others
    on: tuple[Request, ...] = Field(min_length=1)
    read: tuple[RequestReadBack, ...] = Field(min_length=1)
    resume_risk: tuple[ResumeRisk, ...] = ()  # asked before it is turned on
    ca_file: Path | None = None  # a private authority, besides the public ones
    plain_http: bool = False  # http:// to other machines; secrets then travel unencrypted

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request of it, the token's last."""
        reads = tuple(row.request for row in self.read if row.request)
        risks = (risk.request for risk in self.resume_risk)
        return (*self.off, *self.on, *reads, *risks, *((self.token.request,) if self.token else ()))

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self._readable(self.read, asks=self.read[0].request is not None)
        if not self.url and any(request.url.startswith("/") for request in self.requests):
            raise ValueError("say where its system is: url = 'https://airflow.firm.example:8080'")
        return self


class CommandDriver(AskedGate):
    """A flow that is switched and read by commands: argv lists, no shell."""

    driver: Literal["command"]
    off: tuple[str, ...] = Field(min_length=1)
    on: tuple[str, ...] = Field(min_length=1)
    read: tuple[CommandReadBack, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        self._readable(self.read, asks=self.read[0].argv is not None)
        return self


class SqlDriver(Gate):
    """A flow that is a row in a database; statements write the firm's values as `:name`."""

    driver: Literal["sql"]
    database: Secret  # an SQLAlchemy URL of SQLite or PostgreSQL
    off: str
    on: str
    most_rows: int = Field(1, ge=1)  # a switch that would touch more is undone
    read: str  # selects one row; its first cell is compared, written as JSON does but without quotes
    off_is: tuple[str, ...] = ("off",)
    on_is: tuple[str, ...] = ("on",)
    moving_is: tuple[str, ...] = ()
    in_flight: str | None = None  # selects one row; its first cell is the number of runs under way

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        self.read_backs  # noqa: B018 -- which refuses words that overlap
        return self

    @property
    def read_backs(self) -> tuple[ReadBack, ...]:
        """What the cells say, in the terms of every driver."""
        said = ReadBack(field="", off_is=self.off_is, on_is=self.on_is, moving_is=self.moving_is)
        return (said, ReadBack(in_flight_field="")) if self.in_flight else (said,)


class PersonDriver(AnyDriver):
    """A flow without an API: staff are asked by mail to turn it, and their word is the read-back."""

    driver: Literal["person"]
    what: str = "the data flow of {firm}"  # what they are to turn, as the mail says it; filled alike


Driver = Annotated[
    Annotated[HttpDriver | CommandDriver | SqlDriver | PersonDriver, Field(discriminator="driver")],
    BeforeValidator(with_recipe),
]
