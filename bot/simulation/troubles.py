"""Bad hours: what a trouble does to clock, gates, mailbox and neighbours, and when it is over."""

from datetime import datetime, timedelta

from bot.simulation.luck import luck_of
from bot.simulation.script import Fault, Trouble
from bot.simulation.town import Town

BAD_HOURS = (
    Trouble.GATE_STUCK, Trouble.GATE_STUCK, Trouble.GATE_LAGS, Trouble.GATE_DENIES, Trouble.GATE_DOWN,
    Trouble.POST_DOWN, Trouble.POST_UNCLEAR, Trouble.POST_DEFERS, Trouble.MAILBOX_DOWN, Trouble.ASLEEP,
    Trouble.HAND_ON,
)  # fmt: skip


def befall(town: Town, fault: Fault) -> None:
    """Let a fault of the script begin now."""
    town.history.count("faults")
    town.history.note(f"{fault.trouble} ({fault.firm}), {fault.lasts}")
    match fault.trouble:
        case Trouble.HAND_ON | Trouble.HAND_OFF:
            if not town.offices[fault.firm].by_hand:  # there they tell us what they do
                town.gates[fault.firm].turn_by_hand(on=fault.trouble is Trouble.HAND_ON)
        case Trouble.MAILBOX_RENUMBERED:
            town.mailbox.validity += 1
        case Trouble.ASLEEP:
            sleep = luck_of(fault.luck).choice(town.sleeps)
            sleep.away_until = max(sleep.away_until, town.now + fault.lasts)
        case Trouble.CLOCK_WRONG:
            town.clock.wrong_by = timedelta(minutes=luck_of(fault.luck).choice((-60, -5, 5, 60)))
            town.agenda.later(town.now + fault.lasts, lambda: _set_the_clock(town))
        case _:
            town.fate.begin(fault.trouble, fault.firm if _is_of_a_firm(fault.trouble) else "", fault.lasts)


def bad_hour(town: Town, firm: str, at: datetime, luck: str, trouble: Trouble | None = None) -> None:
    """Let one neighbour fail at that time, unless the script spares us or has ended by then."""
    if luck in town.script.muted or at >= town.script.end:
        return
    town.spoilt.append(luck)
    drawn = luck_of(luck)
    lasts = timedelta(minutes=drawn.choice((4, 20, 90, 200)))
    fault = Fault(at, luck, trouble or drawn.choice(BAD_HOURS), firm, lasts)
    town.agenda.later(at, lambda: befall(town, fault))


def end_all(town: Town) -> None:
    """Nothing more happens, and whatever failed works again."""
    town.agenda.clear()
    town.fate.until.clear()
    town.fate.dies_after = None
    town.clock.wrong_by = timedelta()
    for sleep in town.sleeps:
        sleep.alarm_at = sleep.away_until = town.now


def _is_of_a_firm(trouble: Trouble) -> bool:
    return trouble.name.startswith(("GATE", "CHECKS"))


def _set_the_clock(town: Town) -> None:
    town.clock.wrong_by = timedelta()
    town.wakes_by(town.now)
