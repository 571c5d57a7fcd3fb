"""What the people of a firm do about a mail of ours, one function for each kind; it may be nothing."""

from collections.abc import Callable, Mapping

from bot.desk.tasks import Mail
from bot.simulation.importer import Importer
from bot.simulation.person import MINUTE
from bot.simulation.seen import Seen
from bot.simulation.voices import Meaning

M = Meaning


def hear(who: Importer, seen: Seen) -> None:
    """Let a mail of ours reach somebody of the firm."""
    who.ref = who.ref or seen.ref
    who.first, who.latest = who.first or seen, seen
    react = REACTIONS.get(seen.kind) if seen.kind else None
    if react is not None:
        react(who, seen)


# --- before the day ------------------------------------------------------------------------------


def _give_a_day(who: Importer, seen: Seen) -> None:
    if who.luck.random() < who.diligence:
        who.starts = who.another_day(9)
        who.soon(lambda: who.says(M.DATE, seen))


def _mean_that_day(who: Importer, seen: Seen) -> None:
    if who.luck.random() < who.diligence:
        who.soon(lambda: who.says(M.DATE, seen))


def _be_booked(who: Importer, seen: Seen) -> None:
    """Look whether the day is right; later perhaps another suits better, or none."""
    if seen.starts != who.starts:
        who.soon(lambda: who.says(M.MOVE, seen))
        return
    start = who.starts.replace(tzinfo=who.office.firm.zone) if who.starts else who.town.now
    who.may_have_a_bad_hour(start - who.some(40), 0.6)
    chance = who.luck.random()
    if chance < 0.2:
        who.sometime_before_the_start(lambda: who.changes_mind(seen))
    elif chance < 0.25:
        who.soon(lambda: who.clicks("We need another date", M.MOVE, seen))
    elif chance < 0.5 and not who.vendor_reports:
        who.soon(lambda: who.names_the_vendor(seen))


# --- on the day ----------------------------------------------------------------------------------


def _proceed(who: Importer, seen: Seen) -> None:
    """Begin, and take some hours; or find that today it cannot be."""
    if who.told and who.begun_at and not who.done:
        return
    who.told, who.done_at = True, None
    if who.luck.random() < 0.12:
        who.town.agenda.later(who.within(30), lambda: who.cannot_today(seen))
        return
    begins = who.within(20)
    takes = who.luck.choice((1, 3, 5, 5, 8, 14)) * 60 * MINUTE
    who.begun_at, who.done_at = begins, begins + takes
    later = who.town.agenda.later
    if who.luck.random() < 0.4:
        later(begins + takes * who.luck.random(), lambda: who.reports(seen))
    if who.luck.random() < 0.12:
        later(begins + takes * who.luck.random(), lambda: who.breaks_off(seen))
    if who.luck.random() < 0.3:
        by = who.luck.choice((who.office.clerk, None))
        later(begins + takes * who.luck.random(), lambda: who.is_taken_for_done(seen, by))
    if who.luck.random() < 0.75 * who.diligence:
        later(who.done_at + who.some(30), lambda: who.is_done(seen))


def _stop(who: Importer, seen: Seen) -> None:
    who.soon(lambda: who.says(M.DONE if who.done else M.SOME_IN, seen))


def _tell_how_far(who: Importer, seen: Seen) -> None:
    """Answer "is it finished?" with the truth, if at all."""
    if who.luck.random() < who.diligence:
        who.soon(lambda: who.is_done(seen) if who.done else who.is_not_done_yet(seen))


def _tell_what_is_in(who: Importer, seen: Seen) -> None:
    if who.luck.random() < who.diligence:
        who.soon(lambda: who.says_what_is_in(seen))


# --- afterwards ----------------------------------------------------------------------------------


def _compare(who: Importer, seen: Seen) -> None:
    chance = who.luck.random() / who.diligence
    if chance < 0.5:
        who.soon(lambda: who.clicks("All of them match", M.MATCH, seen))
    elif chance < 0.8:
        who.soon(lambda: who.says(M.MATCH, seen))
    elif chance < 0.95:
        who.soon(lambda: who.says(M.MISMATCH, seen))


def _thank(who: Importer, seen: Seen) -> None:
    if who.luck.random() < 0.1:
        who.soon(lambda: who.says(M.THANKS, seen))


REACTIONS: Mapping[Mail, Callable[[Importer, Seen], None]] = {
    Mail.DATE_MISSING: _give_a_day,
    Mail.DATE_AMBIGUOUS: _mean_that_day,
    Mail.DATE_CONTRADICTORY: _give_a_day,
    Mail.DATE_IMPOSSIBLE: _give_a_day,
    Mail.DAY_REFUSED: _give_a_day,
    Mail.RELEASED: _give_a_day,
    Mail.TIMING_CONFIRMED: _be_booked,
    Mail.RESCHEDULED: _be_booked,
    Mail.PROCEED: _proceed,
    Mail.PLEASE_STOP: _stop,
    Mail.NUDGE: _tell_how_far,
    Mail.IS_IT_FINISHED: _tell_how_far,
    Mail.WAS_ANYTHING_LOADED: _tell_what_is_in,
    Mail.REVIEW_REQUEST: _compare,
    Mail.REVIEW_REMINDER: _compare,
    Mail.REVIEW_INCOMPLETE: _compare,
    Mail.REVIEW_MISMATCHED: _compare,
    Mail.FLOW_ON: _thank,
    Mail.REVIEW_MATCHED: _thank,
}
