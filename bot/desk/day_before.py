"""What a step does before the day: look ahead, remind the firm, and mind who will be away.

The firm is reminded whatever the look finds, for what it must know holds in any case: wait for our word.
Where something stands in the way its mail promises nothing, and staff hear what, with a day in hand.
"""

from dataclasses import replace

from bot.desk import events as e
from bot.desk.preflight import absent_on_the_day, preflight_at
from bot.desk.tasks import Mail, Preflight
from bot.desk.then import Draft, attention, mail_firm
from bot.desk.ticket import Stage

AWAY_ON_THE_DAY = "somebody who is needed will be away on the day of the import"
AHEAD = frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING})

in_the_way = attention("something stands in the way of the import")


def look_ahead(draft: Draft) -> Draft:
    """Look whether anything stands in the way of the day."""
    return draft.do(Preflight())


def remind(draft: Draft) -> Draft:
    """Tell the firm what will happen and when; if its day was booked later than that, it has just heard."""
    plan, firm = draft.ticket.plan, draft.case.firm
    if plan and draft.was.since >= preflight_at(plan, firm, draft.policy.preflight_at):
        return draft
    return mail_firm(Mail.REMINDER)(draft)


def mind_absence(draft: Draft) -> Draft:
    """Tell staff of an absence that covers the day; it proves nothing, so nothing else changes."""
    event, case = draft.event, replace(draft.case, ticket=draft.ticket)
    if not isinstance(event, e.AwayTold) or draft.ticket.stage not in AHEAD:
        return draft
    covers = any(away.by == event.away.by for away in absent_on_the_day(case))
    return attention(AWAY_ON_THE_DAY)(draft) if covers else draft
