"""Everything that can be known to be wrong before anything starts, told at once, in words."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.checks.ten import SqlClients
from bot.clock import SystemClock
from bot.config.settings import Mailbox, Settings
from bot.daemon.following import followed
from bot.daemon.opening import open_store
from bot.daemon.world import Gates, checks_of, open_mailboxes
from bot.desk.calendar import knows_country
from bot.desk.firm import Firm
from bot.digest.proof import shares
from bot.errors import SluiceError
from bot.flow.person import nobody_spoke
from bot.mailbox import port
from bot.post.render import Templates, ready_templates
from bot.post.smtp import SmtpPost
from bot.store.work import Store

LAST_DAYS = timedelta(days=7)


def faults_of(settings: Settings) -> Iterator[str]:
    """Yield each fault as "where: what": templates, database, firms, mailboxes, post, flows, checks."""
    own = [settings.templates] if settings.templates else []
    yield from (f"templates: {fault}" for fault in Templates([*own, ready_templates()]).check())
    yield from _mailboxes(settings)
    post = SmtpPost(settings.smtp, SystemClock())
    yield from _told("smtp", post.probe)
    post.close()
    yield from (f"checks: {fault}" for fault in checks_of(settings, SystemClock()).compile_all())
    yield from SqlClients(settings.clients).compile_all()
    try:
        store = open_store(settings)
    except SluiceError as error:
        yield f"database: {error}"
        return
    yield from _firms(settings, store)
    store.close()


def notes_of(settings: Settings, now: datetime) -> tuple[str, ...]:
    """Say how many letters of the last days were proved, where letters have come already."""
    store = open_store(settings)
    with store.reading() as work:
        notes = tuple(map(str, shares(work, settings, now - LAST_DAYS, now)))
    store.close()
    return notes


def _mailboxes(settings: Settings) -> Iterator[str]:
    edges = open_mailboxes(settings, SystemClock())
    for mailbox in settings.mailbox:
        edge = edges[mailbox.name]
        yield from _told(f"mailbox {mailbox.name}", partial(_look_into, edge, mailbox))
        edge.close()
        if mailbox.trust.receiver == "none":
            yield f"mailbox {mailbox.name}: trust.receiver is none, so no sender is ever proved"


def _look_into(edge: port.Mailbox, mailbox: Mailbox) -> None:
    for folder in followed(edge, mailbox):
        edge.current(folder.name)


def _firms(settings: Settings, store: Store) -> Iterator[str]:
    with store.reading() as work:
        firms = work.firms()
    if not firms:
        yield "firms: there are none; import them with `sluice firms import FILE`"
    gates = Gates(settings, SystemClock())
    for firm in firms:
        yield from _own_address(settings, firm)
        if not knows_country(firm.home):
            yield f"firm {firm.key}: no holidays of {firm.home!r} are known; say its country"
        yield from _told(f"firm {firm.key}", partial(_probe, gates, firm))


def _probe(gates: Gates, firm: Firm) -> None:
    gates(firm, nobody_spoke).probe()


def _own_address(settings: Settings, firm: Firm) -> Iterator[str]:
    ours = settings.own_addresses & {contact.address for contact in firm.contacts}
    yield from (f"firm {firm.key}: our own address {address} cannot be a contact" for address in sorted(ours))


def _told(where: str, look: Callable[[], None]) -> Iterator[str]:
    try:
        look()
    except SluiceError as error:
        yield f"{where}: {str(error).removeprefix(f'{where} ')}"
