"""The desk's own rules in numbers. Each has a default that suits most desks."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class Confirm(StrEnum):
    AUTOMATIC = "automatic"  # a date that keeps the rules is confirmed at once
    STAFF = "staff"  # every date waits for `@sluice approve`


@dataclass(frozen=True, slots=True)
class Policy:
    """How long, how often, how early. Working hours are the firm's."""

    confirm: Confirm = Confirm.AUTOMATIC
    lead_days: int = 7  # calendar days in the firm's zone between the request and the day
    default_start: time = time(7, 0)  # firm time, when no hour was said
    off_before_minutes: int = 30  # the flow is turned off this long before the start
    proceed_within_minutes: int = 120  # after the start, nobody is told to proceed any more
    lasts_hours: int = 6  # how long an import is expected to take
    reminder_hours: int = 24  # the reminder goes this long before the start
    second_thoughts_minutes: int = 5  # between a completion and the switch
    settle_minutes: int = 30  # between flow on and the duplicate queries
    read_every_minutes: int = 5  # the flow is read this often while it should be off
    fresh_read_seconds: int = 120  # a read-back older than this tells nobody to proceed
    person_word_minutes: int = 60  # where a person's word stands in for a read-back, it holds this long
    mailbox_read_minutes: int = 5  # the mailbox must have been read this recently before "proceed"
    answer_hours: int = 24  # patience while a question to the firm is open before the day
    importing_hours: int = 4  # patience between nudges once an import should be over
    review_hours: int = 48  # patience while a firm reviews
    stuck_on_minutes: int = 15  # a flow that will not turn on: staff hear after this
    stuck_on_admins_minutes: int = 120  # and admins after this
    reminders: int = 2  # how often a firm is reminded before staff are
    stay_off_hours: int = 12  # a date moved by less than this while off: ask whether to stay off
    review_clients: int = 10
    outage_minutes: int = 15  # a mailbox that cannot be read for so long is told to staff
