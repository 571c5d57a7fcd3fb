"""What the house needs from the post, and a post in memory that keeps the same promises."""

from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from bot.errors import Unavailable


class Unclear(Unavailable):
    """The mail may have been taken or not: the connection ended after all of it was handed over.

    Only the very same mail, under the same Message-ID, may be sent again.
    """


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server took the mail for this address."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server said no for this address."""

    permanent: bool  # False: it may say yes later
    reply: str  # "550 5.1.1 nobody here has this address", one line


Delivery: TypeAlias = Accepted | Refused
ACCEPTED = Accepted()


class Post(Protocol):
    """Takes mail out of the house."""

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        """Hand over one mail and return what became of it for each recipient.

        One refused address neither stops the others nor makes them hear twice.

        Raises:
            Unclear: It may have been taken; see there.
            Unavailable: It surely was not; try later.
        """

    def probe(self) -> None:
        """Find out that mail could be sent, sending none.

        Raises:
            Unavailable: In words: what is wrong.
        """

    def close(self) -> None:
        """End the connection; a mail in hand is finished first."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One mail as the post took it."""

    raw: bytes
    envelope_from: str
    recipients: tuple[str, ...]  # those it was taken for


@dataclass
class FakePost:
    """A post in memory; it can refuse an address, be down, or lose its answer."""

    sent: list[Sent] = field(default_factory=list)
    refuses: dict[str, Refused] = field(default_factory=dict)
    down: bool = False
    unclear: bool = False  # it takes the mail, and nobody hears that it did

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        self.probe()
        answers: dict[str, Delivery] = {to: self.refuses.get(to, ACCEPTED) for to in recipients}
        taken = tuple(to for to, answer in answers.items() if answer == ACCEPTED)
        if taken:
            self.sent.append(Sent(raw, envelope_from, taken))
            if self.unclear:
                raise Unclear("the connection ended before the server said that it took the mail")
        return answers

    def probe(self) -> None:
        if self.down:
            raise Unavailable("the mail server does not answer")

    def close(self) -> None:
        pass
