"""What every step gets: the settings, the store, the clock, and the world behind its ports."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.checks.port import Checks
from bot.checks.ten import NO_CLIENTS, Clients
from bot.clock import Clock
from bot.config.settings import Mailbox, Settings
from bot.desk.firm import Firm
from bot.desk.policy import Policy
from bot.flow.person import LastWord
from bot.flow.port import FlowDriver
from bot.letter.signed import KeyLookup
from bot.post.port import Post
from bot.post.render import Templates
from bot.store.work import Store


@dataclass(frozen=True, slots=True)
class World:
    """All that is not ours. A rehearsal puts a recording world in its place."""

    post: Post
    checks: Checks
    gate: Callable[[Firm, LastWord], FlowDriver]  # the driver of a firm's flow
    file_sent: Callable[[str, bytes], None]  # (mailbox, raw): a copy into the folder of sent mail
    clients: Clients = NO_CLIENTS  # whom a firm imported, to choose ten of them
    keys: KeyLookup | None = None  # public keys of signatures, where the mail server states no verdict


@dataclass(frozen=True, slots=True)
class House:
    settings: Settings
    store: Store
    clock: Clock
    world: World
    templates: Templates
    holder: str  # who we are among the daemons that share the database

    def mailbox(self, name: str) -> Mailbox:
        """Return the settings of the mailbox of that name, or of the first one where a ticket has none."""
        return next((m for m in self.settings.mailbox if m.name == name), self.settings.mailbox[0])

    def policy_of(self, firm: Firm) -> Policy:
        """Return the desk's policy with what the firm has otherwise."""
        return firm.policy.over(self.settings.policy)

    @property
    def staff(self) -> frozenset[str]:
        return frozenset(self.settings.people.staff)
