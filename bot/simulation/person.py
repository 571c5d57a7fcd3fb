"""Somebody of a firm: how they write, and when."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from bot.simulation.luck import luck_of
from bot.simulation.offices import VENDOR, Office
from bot.simulation.posting import post
from bot.simulation.seen import Seen
from bot.simulation.town import Town
from bot.simulation.voices import PRACTICES, VOICES, Meaning
from bot.simulation.words import Words, a_day

M = Meaning
HOURS = (time(6, 0), time(9, 30), time(13, 0), time(17, 0), time(18, 0), time(21, 30))
MINUTE = timedelta(minutes=1)


class Person:
    """One who knows only mail; whatever is left to chance is drawn from luck of their own."""

    def __init__(self, office: Office, town: Town, luck: str) -> None:
        self.office, self.town, self.key = office, town, luck
        self.luck = luck_of(luck)
        self.who = self.luck.choice(office.confirmers)
        self.subject = f"Import of the {self.luck.choice(PRACTICES)} clients"
        self.diligence = self.luck.choice((0.3, 0.9, 0.9, 1.0))  # how surely they answer at all
        self.hurry = self.luck.choice((3, 20, 20, 120))  # minutes to an answer
        self.ref = ""  # of the import, once a mail of ours has named it
        self.starts: datetime | None = None  # naive: the start they want now
        self.wrote: list[str] = []  # Message-IDs of theirs
        self.first: Seen | None = None
        self.latest: Seen | None = None
        self.kept = 0  # keys given away

    # --- how they write --------------------------------------------------------------------------

    def says(
        self, meaning: Meaning, seen: Seen | None = None, *, by: str | None = None, proved: bool = True
    ) -> None:
        """Write what is meant in words drawn by luck, mostly in reply to a mail."""
        text = self.luck.choice(VOICES[meaning])
        dated = meaning in (M.REQUEST, M.DATE, M.MOVE) and self.starts
        day = a_day(self.starts, self.luck) if dated and self.starts else {}
        text = text.format(
            name=self.subject.removeprefix("Import of the ").removesuffix(" clients"), vendor=VENDOR, **day
        )
        mail = self._replies_to(seen)
        self.posts(
            Words(
                by or self.who, meaning, text, f"Re: {mail.subject}" if mail else self.subject,
                (*mail.thread, mail.message_id) if mail else (), self.office.key, self.ref, proved=proved,
                starts=self.starts if dated else None,
                cc=self._copied_in() if self.luck.random() < 0.3 else "",
            )
        )  # fmt: skip

    def clicks(self, label: str, meaning: Meaning, seen: Seen) -> None:
        """Send the reply that a link of ours writes, or say it where the mail has no such link."""
        clicked = seen.click(label)
        if clicked is None:
            self.says(meaning, seen)
            return
        subject, text = clicked
        self.posts(Words(self.who, meaning, text, subject, (), self.office.key, self.ref))

    def posts(self, words: Words) -> None:
        letter = post(self.town, words, self.a_key())
        if letter is not None:
            self.wrote.append(letter.message_id)

    def a_key(self) -> str:
        """Return the key of one more thing that a script may mute."""
        self.kept += 1
        return f"{self.key}#{self.kept}"

    def colleague(self) -> str:
        return self.luck.choice(self.office.confirmers)

    def _replies_to(self, seen: Seen | None) -> Seen | None:
        """Mostly the mail itself, sometimes an old one, now and then none."""
        chance = self.luck.random()
        if seen is None or chance < 0.05:
            return None
        return self.first if chance < 0.15 else seen

    def _copied_in(self) -> str:
        return self.luck.choice((self.colleague(), self.office.clerk, VENDOR))

    # --- when ------------------------------------------------------------------------------------

    def another_day(self, least: int) -> datetime:
        """Return a day so many days ahead or a little later, and an hour; on the firm's wall."""
        local = self.town.now.astimezone(self.office.firm.zone)
        day = local.date() + timedelta(days=least + self.luck.randint(0, 3))
        return datetime.combine(day, self.luck.choice(HOURS))

    def soon(self, then: Callable[[], None]) -> None:
        self.town.agenda.later(self.within(self.hurry), then)

    def sometime_before_the_start(self, then: Callable[[], None]) -> None:
        if self.starts:
            left = self.starts.replace(tzinfo=self.office.firm.zone) - self.town.now
            self.town.agenda.later(self.town.now + left * self.luck.random(), then)

    def within(self, minutes: int) -> datetime:
        return self.town.now + self.some(minutes)

    def some(self, minutes: int) -> timedelta:
        return timedelta(seconds=self.luck.randint(10, minutes * 60))
