"""A small town on this machine: a support mailbox, a firm with its people and its data flow, and the settings
by which Sluice finds them all. The demo, `sluice sandbox` and the journey tests live in it.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.sandbox.clients import seed
from bot.sandbox.dataflow import DataFlow
from bot.sandbox.firm_flow import FirmFlow, PretendFlow
from bot.sandbox.people import Person
from bot.sandbox.servers import Sandbox

SUPPORT = "support@aiwyn.example"
PASSWORD = "sandbox"  # noqa: S105 it opens nothing but pretend mailboxes on this machine
ANNA = Person("Anna North", "anna@northcpa.example")
SAM = Person("Sam Staff", "sam@aiwyn.example")
ADA = Person("Ada Admin", "ada@aiwyn.example")
PEOPLE = (ANNA, SAM, ADA)

FLOW = "firm-flow"  # the name of the driver

SETTINGS = """\
database = "{database}"
desk_name = "Aiwyn Support"
token_key = "env:SLUICE_TOKEN_KEY"
sandbox = true

[[mailbox]]
name = "support"
address = "{support}"
host = "127.0.0.1"
port = {imap_port}
tls = "implicit"
ca_file = "{imap_ca}"
user = "{support}"
password = "env:SLUICE_MAIL_PASSWORD"
poll_seconds = {poll_seconds}
timeout_seconds = 10
trust = {{ receiver = "rfc8601", authserv_id = "{host}" }}

[smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "starttls"
ca_file = "{smtp_ca}"
user = "{support}"
password = "env:SLUICE_MAIL_PASSWORD"
timeout_seconds = 10
deadline_seconds = {deadline_seconds}

[people]
staff = ["{staff}"]
admins = ["{admin}"]
zone = "America/New_York"
digest_at = "07:30"

[checks]
database = "env:SLUICE_CHECKS_DATABASE"

[driver.{flow}]
deadline_seconds = {deadline_seconds}
{driver}"""

FIRMS = """\
[[firm]]
key = "north"
name = "North CPA"
zone = "America/New_York"
locale = "en-US"
domains = ["northcpa.example"]
driver = "{flow}"
values = {values}

[[firm.contact]]
address = "anna@northcpa.example"
name = "Anna North"
role = "confirmer"
"""


@dataclass(frozen=True, slots=True)
class ImapPlace:
    """Where the support mailbox is read: the sandbox's own server, or another beside it."""

    port: int
    ca_file: Path


@dataclass(frozen=True, slots=True)
class Town:
    """Everything is up; `settings` and `firms` are files to start Sluice with, in `environment`."""

    sandbox: Sandbox
    flows: DataFlow
    flow: FirmFlow  # the firm's own: one of these, or a real one
    folder: Path

    @property
    def settings(self) -> Path:
        return self.folder / "sluice.toml"

    @property
    def firms(self) -> Path:
        return self.folder / "firms.toml"

    @property
    def environment(self) -> Mapping[str, str]:
        """What Sluice needs of the environment, the secrets among it."""
        return {
            **os.environ,
            "SLUICE_TOKEN_KEY": "a key for the sandbox",
            "SLUICE_MAIL_PASSWORD": PASSWORD,
            **self.flow.environment,
            "SLUICE_CHECKS_DATABASE": f"sqlite:///{self.folder / 'clients.db'}",
        }

    def write_settings(
        self, database: str, imap: ImapPlace, *, poll_seconds: float = 60, deadline_seconds: float = 20
    ) -> None:
        """Write both files."""
        values = {
            "database": database,
            "support": SUPPORT,
            "host": self.sandbox.host,
            "imap_port": imap.port,
            "imap_ca": imap.ca_file,
            "smtp_port": self.sandbox.smtp_port,
            "smtp_ca": self.sandbox.ca_file,
            "staff": SAM.address,
            "admin": ADA.address,
            "flow": FLOW,
            "driver": self.flow.settings(FLOW),
            "poll_seconds": poll_seconds,
            "deadline_seconds": deadline_seconds,
        }
        self.settings.write_text(SETTINGS.format_map(values), encoding="utf-8")
        # TOML writes a table of texts as JSON does, but for the sign between key and value.
        pairs = ", ".join(f"{key} = {json.dumps(value)}" for key, value in self.flow.values.items())
        firms = FIRMS.format(flow=FLOW, values=f"{{ {pairs} }}")
        self.firms.write_text(firms, encoding="utf-8")


@contextmanager
def open_town(folder: Path, clock: Clock, flow: FirmFlow | None = None) -> Iterator[Town]:
    """Lend a town whose servers listen until the block ends.

    Args:
        folder: Where its files are kept.
        clock: The town's time.
        flow: The firm's data flow, if it is a real one.
    """
    with ExitStack() as stack:
        sandbox = Sandbox(clock=clock)
        sandbox.start()
        stack.callback(sandbox.stop)
        sandbox.add_account(SUPPORT, PASSWORD)
        for person in PEOPLE:
            sandbox.add_account(person.address, PASSWORD)
        flows = stack.enter_context(DataFlow(clock, "north").serving())
        seed(folder / "clients.db", "north", duplicates=0)
        town = Town(sandbox, flows, flow or PretendFlow(flows), folder)
        town.write_settings(
            f"sqlite:///{folder / 'sluice.db'}", ImapPlace(sandbox.imap_port, sandbox.ca_file)
        )
        yield town
