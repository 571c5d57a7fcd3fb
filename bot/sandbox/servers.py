"""Mail servers for the demo and the tests: what is sent to a local address lands in that person's inbox.

Everything is real but the network: IMAP and SMTP over TLS on the loopback, on ports the system chooses,
in one thread with one event loop. Letters from outside come in by `deliver`, which says who submits
them: that, and not what stands in From, decides the verdict stamped on them.
"""

import asyncio
import tempfile
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock, SystemClock
from bot.sandbox.certificates import Authority
from bot.sandbox.imap import ImapServer
from bot.sandbox.smtp import SmtpServer, Transaction
from bot.sandbox.stamp import Delivery, bounce, recipients_of, stamp

Answer = TypeVar("Answer")
Take = Callable[[bytes], None]
NOBODY = "550 5.1.1 nobody here has this address"


@dataclass(frozen=True, slots=True)
class Account:
    """A person or desk that can be written to, and can log in to both servers."""

    address: str
    password: str
    deliver_to: Take | None  # None: an inbox of the sandbox's own IMAP server


@dataclass
class Sandbox:
    """Start it, add accounts, deliver letters, look into inboxes; any thread may call its methods."""

    host: str = "mx.sandbox.example"  # its name in trace fields; the authserv-id of its verdicts
    clock: Clock = field(default_factory=SystemClock)
    sent: list[Transaction] = field(default_factory=list)  # every mail submitted over SMTP, in order

    def __post_init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="sandbox-")
        self._accounts: dict[str, Account] = {}
        self._refused: dict[str, int] = {}
        self._number = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sandbox", daemon=True)
        authority = Authority(Path(self._folder.name))
        self._imap = ImapServer(authority.server_context())
        self._smtp = SmtpServer(authority.server_context(), self.host, self)
        self.ca_file = authority.ca_file  # what a client has to trust
        self.authority = authority

    @property
    def imap_port(self) -> int:
        """Implicit TLS."""
        return self._imap.port

    @property
    def smtp_port(self) -> int:
        """STARTTLS and a login are demanded."""
        return self._smtp.port

    def start(self) -> None:
        """Listen; returns when both servers can be reached."""
        self._thread.start()
        self._run(self._listen())

    def stop(self) -> None:
        """Hang up on everybody and forget all mail."""
        self._run(self._hang_up())
        self._run(_settle())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._folder.cleanup()

    def restart(self) -> None:
        """Cut every connection and listen again on the same ports; mail, UIDs and accounts stay."""
        self._run(self._hang_up())
        self._run(self._listen())

    def add_account(
        self,
        address: str,
        password: str,
        *,
        folders: tuple[str, ...] = ("Sent",),
        deliver_to: Take | None = None,
    ) -> None:
        """Give `address` an inbox and a login; `deliver_to` takes its letters in place of the inbox."""
        self._accounts[address.lower()] = Account(address.lower(), password, deliver_to)
        self._run(self._imap.add_account(address.lower(), password, folders))

    def refuse(self, address: str, code: int | None) -> None:
        """Answer SMTP mail to `address` with a code like 450 or 550 from now on; None takes it again."""
        if code is None:
            self._refused.pop(address.lower(), None)
        else:
            self._refused[address.lower()] = code

    def inbox(self, address: str) -> list[bytes]:
        """Return what lies in a person's INBOX, oldest first."""
        return self.folder(address, "INBOX")

    def folder(self, address: str, name: str) -> list[bytes]:
        """Return what lies in one folder of a person, oldest first."""
        return self._run(self._imap.letters(address.lower(), name))

    def deliver(
        self, raw: bytes, *, as_domain: str, sender: str | None = None, to: tuple[str, ...] | None = None
    ) -> None:
        """Receive a letter from outside.

        Args:
            raw: The letter as its writer sent it.
            as_domain: Whose servers hand it over. From another domain than this is a forgery.
            sender: The envelope sender; by default somebody at `as_domain`.
            to: Envelope recipients; by default all of To and Cc that have an account.
        """
        people = to or tuple(a for a in recipients_of(raw) if self._account(a))
        self._run(self._distribute(raw, sender or f"mail@{as_domain}", people, as_domain))

    def file(self, address: str, folder: str, raw: bytes) -> None:
        """Put a letter into a folder as its owner's mail program would, seen and unstamped."""
        self._run(self._imap.append(address.lower(), folder, raw, self.clock.now(), seen=True))

    # What the SMTP server asks, in the loop's thread.

    def admits(self, login: str, password: str) -> bool:
        account = self._accounts.get(login.lower())
        return account is not None and account.password == password

    def refusal(self, recipient: str) -> str | None:
        code = self._refused.get(recipient)
        return None if code is None else f"{code} {code // 100}.7.1 refused as the sandbox was told to"

    async def take(self, mail: Transaction) -> None:
        self.sent.append(mail)
        await self._distribute(mail.raw, mail.sender, mail.recipients, _domain(mail.login))

    async def _distribute(
        self, raw: bytes, sender: str, recipients: tuple[str, ...], domain: str | None
    ) -> None:
        for recipient in recipients:
            self._number += 1
            delivery = Delivery(sender, recipient, domain, self.clock.now(), self._number)
            account = self._account(recipient)
            if account is not None:
                await self._put(account, stamp(raw, delivery, self.host))
            elif sender and _domain(recipient) in map(_domain, self._accounts):
                await self._distribute(bounce(raw, delivery, self.host, NOBODY), "", (sender,), None)

    async def _put(self, account: Account, raw: bytes) -> None:
        if account.deliver_to is None:
            await self._imap.append(account.address, "INBOX", raw, self.clock.now(), seen=False)
        else:
            await asyncio.to_thread(account.deliver_to, raw)

    def _account(self, address: str) -> Account | None:
        """Find whose address this is; support+tag@ belongs to support@."""
        local, _, domain = address.lower().rpartition("@")
        return self._accounts.get(address.lower()) or self._accounts.get(
            f"{local.partition('+')[0]}@{domain}"
        )

    async def _listen(self) -> None:
        await self._imap.start()
        await self._smtp.start()

    async def _hang_up(self) -> None:
        await self._imap.stop()
        await self._smtp.stop()

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=30)


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


async def _settle() -> None:
    """Let every connection that was cut come to its end."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
