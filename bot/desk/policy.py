"""The desk's own rules in numbers. Each has a default that suits most desks, and a firm may have its own."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import time
from enum import StrEnum

from bot.desk.calendar import Blackout


class Confirm(StrEnum):
    AUTOMATIC = "automatic"  # a date that keeps the rules is confirmed at once
    STAFF = "staff"  # every date waits for `@sluice approve`


class Notice(StrEnum):
    CALENDAR_DAYS = "calendar-days"
    WORKING_DAYS = "working-days"  # of the firm's country


class OnDuplicates(StrEnum):
    """What follows when the import brought duplicates; staff get the rows in any case."""

    STAFF = "staff"  # the review waits for `@sluice review`, and the firm hears only what staff tell it
    TELL_FIRM = "tell-firm"  # the review waits, and the firm is told at once which rows look alike
    GO_ON = "go-on"  # the review goes out all the same


@dataclass(frozen=True, slots=True)
class Policy:
    """How long, how often, how early. Working hours, days and holidays are the firm's.

    Raises:
        ValueError: A number is below zero, or quiet hours lack one end.
    """

    confirm: Confirm = Confirm.AUTOMATIC
    lead_days: int = 7  # in the firm's zone, between the request and the day
    notice: Notice = Notice.CALENDAR_DAYS  # what the lead days are
    imports_on_holidays: bool = True  # many firms like to import on one
    blackouts: tuple[Blackout, ...] = ()  # days on which nothing is imported
    imports_a_day: int | None = None  # of all firms together, by the day they start on; None: any number
    quiet_from: time | None = None  # from then on, firm time, mail that can wait waits
    quiet_until: time | None = None  # and goes out now; None: no hours are quiet
    default_start: time = time(7, 0)  # firm time, when no hour was said
    off_before_minutes: int = 30  # the flow is turned off this long before the start
    proceed_within_minutes: int = 120  # after the start, nobody is told to proceed any more
    lasts_hours: int = 6  # how long an import is expected to take
    off_limit_hours: int = 24  # a flow still off so long after the import should be over: staff decide
    preflight_at: time = time(10, 0)  # firm time: the look on the last working day before the turn-off
    second_thoughts_minutes: int = 5  # between a completion and the switch
    baseline_minutes: int = 20  # before the turn-off the baseline of the checks is taken
    settle_minutes: int = 30  # between flow on and the duplicate queries, at the least
    landing_hours: int = 12  # after flow on: data that has not landed by then is not checked
    on_duplicates: OnDuplicates = OnDuplicates.STAFF
    read_every_minutes: int = 5  # the flow is read this often while it should be off
    fresh_read_seconds: int = 120  # a read-back older than this tells nobody to proceed
    person_word_minutes: int = 60  # where a person's word stands in for a read-back, it holds this long
    mailbox_read_minutes: int = 5  # the mailbox must have been read this recently before "proceed"
    answer_hours: int = 24  # on working days: patience while a question is open before the day
    promise_grace_minutes: int = 60  # after the moment a firm gave us, before it is reminded of it
    importing_hours: int = 4  # patience between nudges once an import should be over
    review_hours: int = 48  # on working days: patience while a firm reviews
    stuck_on_minutes: int = 15  # a flow that will not turn on: staff hear after this
    stuck_on_admins_minutes: int = 120  # and admins after this
    reminders: int = 2  # how often a firm is reminded before staff are
    stay_off_hours: int = 12  # a date moved by less than this while off: ask whether to stay off
    review_clients: int = 10
    staff_invitations: bool = True  # staff get the calendar entry of each booked import too
    outage_minutes: int = 15  # a mailbox that cannot be read for so long is told to staff

    def __post_init__(self) -> None:
        below = [name for name in NUMBERS if (getattr(self, name) or 0) < 0]
        if below:
            raise ValueError(f"{below[0]} is below zero")
        if (self.quiet_from is None) is not (self.quiet_until is None):
            raise ValueError("quiet hours need both quiet_from and quiet_until")


NUMBERS = tuple(field.name for field in fields(Policy) if field.type in (int, int | None))


@dataclass(frozen=True, slots=True)
class OwnPolicy:
    """What one firm has otherwise than the desk."""

    named: tuple[str, ...] = ()  # the fields it sets, sorted; all others are the desk's
    values: Policy = Policy()

    def over(self, policy: Policy) -> Policy:
        """Return the desk's policy with what the firm has otherwise; applied twice it is the same.

        Blackouts are added to the desk's; one with the name of a desk's stands in its place.
        """
        if not self.named:
            return policy
        own = replace(policy, **{name: getattr(self.values, name) for name in self.named})
        return replace(own, blackouts=_merged(policy.blackouts, own.blackouts))


AS_THE_DESK = OwnPolicy()


def _merged(desk: Iterable[Blackout], own: Iterable[Blackout]) -> tuple[Blackout, ...]:
    return tuple({blackout.name: blackout for blackout in (*desk, *own)}.values())
