"""All settings, read once from one TOML file into one frozen value.

A secret never stands in the file: its setting says where it is, `env:NAME` or `file:PATH`.
"""

import tomllib
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator

from bot.config.base import LOOPBACK, Secret, Section
from bot.config.drivers import Driver
from bot.config.faults import faults
from bot.desk.policy import Policy
from bot.errors import Misconfigured


def _address(value: str) -> str:
    name, at, domain = value.partition("@")
    if not (name and at and "." in domain and value.isascii()) or any(c.isspace() for c in value):
        raise ValueError(f"{value!r} is not a plain address like support@firm.example")
    return value.lower()


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{value!r} is not an IANA zone like America/New_York") from error
    return value


Address = Annotated[str, AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_zone)]
Tls = Literal["implicit", "starttls", "none"]


class Trust(Section):
    """How the server that receives this mailbox's mail states its verdict on a sender."""

    receiver: Literal["rfc8601", "google", "microsoft365", "dkim", "none"] = "none"  # dkim: checked here
    authserv_id: str = ""  # rfc8601: the id our own server writes into Authentication-Results
    own_hosts: tuple[str, ...] = ()  # rfc8601: further hosts, or domains, whose Received fields are ours
    trusted_internal: str = ""  # microsoft365: the domain whose mail is ours when Exchange marks it internal

    @model_validator(mode="after")
    def _needs_id(self) -> "Trust":
        if self.receiver == "rfc8601" and not self.authserv_id:
            raise ValueError("receiver rfc8601 needs authserv_id, the id your server writes")
        return self


class OAuth(Section):
    """Where access tokens come from: by a person's sign-in (refresh_token), else by the application's own."""

    token_url: str
    client_id: str
    client_secret: Secret | None = None  # None: a public client, which has none
    refresh_token: Secret | None = None  # None: client credentials
    scope: str = ""
    ca_file: Path | None = None  # a private authority; None: the system's
    timeout_seconds: float = Field(20, gt=0)

    @model_validator(mode="after")
    def _is_safe_and_whole(self) -> "OAuth":
        url = urlsplit(self.token_url)
        if url.scheme != "https" and url.hostname not in LOOPBACK:
            raise ValueError("token_url must begin with https://")
        if not (self.client_secret or self.refresh_token):
            raise ValueError("client_secret or refresh_token is needed")
        return self


class Login(Section):
    """A server, how to reach it, and as whom."""

    host: str
    port: int = Field(ge=1, le=65535)
    tls: Tls = "implicit"
    ca_file: Path | None = None  # a private authority; None: the system's
    user: str = ""
    auth: Literal["password", "xoauth2"] = "password"
    password: Secret = SecretStr("")
    oauth: OAuth | None = None  # with xoauth2
    timeout_seconds: float = Field(30, gt=0)  # for every read and write on the socket

    @model_validator(mode="after")
    def _clear_text_stays_home(self) -> "Login":
        if self.tls == "none" and self.host not in LOOPBACK:
            raise ValueError(f"tls = 'none' is for this machine only, not for {self.host}")
        return self

    @model_validator(mode="after")
    def _has_tokens_if_it_needs_them(self) -> "Login":
        if (self.auth == "xoauth2") is not (self.oauth is not None):
            raise ValueError("auth = 'xoauth2' and a table `oauth` go together")
        if self.auth == "xoauth2" and not self.user:
            raise ValueError("auth = 'xoauth2' needs user, the mailbox's address")
        return self


class Mailbox(Login):
    """One shared mailbox that is followed."""

    name: str
    address: Address
    aliases: tuple[Address, ...] = ()
    folders: tuple[str, ...] = ("INBOX",)
    sent_folder: str | None = "Sent"  # followed for colleagues' answers; our own copies go there too
    provider_files_sent: bool = False  # the provider itself puts a copy of what SMTP took into Sent
    port: int = Field(993, ge=1, le=65535)
    poll_seconds: float = Field(60, gt=0)
    idle: bool = True  # a wake-up where the server offers it; polling goes on regardless
    max_batch_bytes: int = Field(8 << 20, gt=0)
    whole_up_to_bytes: int = Field(1 << 20, gt=0)  # larger letters are read part by part
    plus_addresses: bool = False  # name+tag@domain reaches this mailbox too: bounces then find their mail
    trust: Trust = Trust()


class Smtp(Login):
    """Where our mail goes out."""

    port: int = Field(587, ge=1, le=65535)
    tls: Tls = "starttls"
    deadline_seconds: float = Field(120, gt=0)  # for one whole mail, however slow each read is


class People(Section):
    """Who steers the desk, and who reads the digest."""

    staff: tuple[Address, ...] = Field(min_length=1)
    admins: tuple[Address, ...] = Field(min_length=1)
    zone: Zone = "UTC"  # the admins'
    digest_at: time = time(7, 30)  # wall-clock time in that zone


class BrakeSettings(Section):
    """How many mails to firms may go within an hour; one more, and no more go until staff say so."""

    per_address: int = Field(20, gt=0)
    per_thread: int = Field(20, gt=0)
    per_template: int = Field(300, gt=0)
    in_all: int = Field(1000, gt=0)


class NearSettings(Section):
    """Near duplicates, which are advice; they need the extra `linkage`."""

    model: Path | None = None  # a .toml of comparisons and blocking rules; None: the ready one
    rows_at_most: int = Field(200_000, gt=0)  # of one firm; with more it is not checked
    memory_mb: int = Field(512, ge=64)  # that DuckDB may use
    timeout_seconds: float = Field(120, gt=0)


class ChecksSettings(Section):
    """The duplicate queries and where they run."""

    database: Secret | None = None  # an SQLAlchemy URL with a read-only login; None: nothing is checked
    ready: bool = True  # run the ready queries, which want a table or view `clients`
    folder: Path | None = None  # more .sql files; one with the name of a ready one stands in its place
    statement_timeout_seconds: float = Field(60, gt=0)
    row_cap: int = Field(200, gt=0)
    baseline_groups: int = Field(50_000, gt=0)  # kept of what stood there before an import, for each check
    mask: tuple[str, ...] = ("tax_id", "ssn", "ein")  # columns of which everybody sees the last four signs
    latest_load: str = ""  # SQL for the moment data last came; checks wait until it is past the turn-on
    row_count: str = ""  # or SQL for how many rows there are; checks wait until that rests

    near: NearSettings | None = None  # None: nobody looks for near duplicates

    @model_validator(mode="after")
    def _landing_is_told_one_way(self) -> "ChecksSettings":
        if self.latest_load and self.row_count:
            raise ValueError("latest_load and row_count are two ways to know the same: name one")
        return self


class ClientsSettings(Section):
    """Where the ten clients of a review are chosen from."""

    database: Secret  # an SQLAlchemy URL with a read-only login
    query: Path  # one SELECT for :since, perhaps for :firm, of client, name, ar and perhaps change
    statement_timeout_seconds: float = Field(60, gt=0)  # for the whole query


class Takeover(Section):
    """How soon one daemon goes on with what another held that has fallen silent."""

    mailbox_seconds: float = Field(120, gt=0)  # since its last poll; it polls twice in this time
    spare_seconds: float = Field(30, gt=0)  # beyond all deadlines of a task: clocks of two machines differ


class Settings(Section):
    """Everything a daemon needs to know, checked as one."""

    database: str = "sqlite:///sluice.db"
    desk_name: str = "Support"
    token_key: Secret  # keys the marks in our Message-IDs and one-click answers
    mailbox: tuple[Mailbox, ...] = Field(min_length=1)
    smtp: Smtp
    people: People
    policy: Policy = Policy()
    brakes: BrakeSettings = BrakeSettings()
    driver: dict[str, Driver] = Field(default_factory=dict)
    checks: ChecksSettings = ChecksSettings()
    clients: dict[str, ClientsSettings] = Field(default_factory=dict)  # by firm, its driver, or "default"
    takeover: Takeover = Takeover()
    templates: Path | None = None  # a folder whose files stand before the ready ones
    keep_words_days: int | None = Field(None, gt=0)  # then an ended import's words go; None: never
    keep_letters_days: int | None = Field(None, gt=0)  # then a settled letter's bytes go; None: never
    sandbox: bool = False  # all servers are pretend ones on this machine: a rehearsal may act for real

    @property
    def own_addresses(self) -> frozenset[str]:
        """Every address we ourselves write from or are written to at."""
        return frozenset(a for m in self.mailbox for a in (m.address, *m.aliases))

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        ours = self.own_addresses & {*self.people.staff, *self.people.admins}
        if ours:
            raise ValueError(
                f"our own address {min(ours)} cannot be staff or admin: mail would go round for ever"
            )
        hosts = {self.smtp.host, *(m.host for m in self.mailbox)}
        if self.sandbox and not hosts <= LOOPBACK:
            raise ValueError("sandbox = true is for servers on this machine")
        names = [m.name for m in self.mailbox]
        if len(set(names)) < len(names):
            raise ValueError(f"two mailboxes share a name: {', '.join(sorted(names))}")
        return self


def read_settings(path: Path) -> Settings:
    """Read and check the file; every fault is told at once.

    Raises:
        Misconfigured: One line a fault, each naming its setting.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misconfigured(f"{path}: cannot be read ({error.strerror})") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{path}: not TOML: {error}") from error
    try:
        return Settings.model_validate(raw)
    except ValidationError as error:
        raise Misconfigured("\n".join(faults(error))) from error
