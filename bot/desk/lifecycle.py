"""The lifecycle, as one table: (stage, event) → what happens.

Read a row aloud: "while importing, completed: go to turning_on, tell the firm that we heard, turn on".
What holds in every open stage stands once in EVERYWHERE. What the tables lack is answered in one place,
`unforeseen`: journal, attention, change nothing. Two things do not fit a row and stand below the tables:
where TURNING_ON leads once the flow reads on (ARRIVALS), and that a new stage starts patience afresh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.day_before import in_the_way, look_ahead, mind_absence, remind
from bot.desk.decision import Decision, Entry
from bot.desk.invitation import invite
from bot.desk.off_time import needs_longer, off_again, off_too_long
from bot.desk.policy import Policy
from bot.desk.remember import remember
from bot.desk.tasks import Audience, Mail
from bot.desk.then import (
    MISMATCH,
    WAITING_FOR,
    Draft,
    Then,
    advise_staff,
    ask_about_the_date,
    ask_firm,
    ask_for_a_day,
    ask_for_approval,
    attention,
    call_staff,
    choose_ten,
    look_up,
    mail_firm,
    mail_staff,
    not_complete,
    nothing_differs,
    nudge,
    run_checks,
    run_checks_again,
    start_over,
    stay_off,
    stop_by_hand,
    take_baseline,
    tell_of_duplicates,
    tell_staff_why,
    try_the_next_contact,
    turn_off,
    turn_on,
)
from bot.desk.ticket import ENDED, Case, Stage, Ticket


@dataclass(frozen=True, slots=True)
class Step:
    """Where a ticket goes, and what is done; `to` None: it stays where it is."""

    to: Stage | None
    then: tuple[Then, ...] = ()


S, M = Stage, Mail
firm, staff, ask = mail_firm, mail_staff, ask_firm

# Why a person must look, as staff read it.
imported_early = attention("the firm says it has imported, and the flow was never off")
start_while_held = attention("the start has come while the ticket is held")
day_went_by = attention("the day went by and the flow was not turned off")
not_off = attention("the flow does not read off")
turn_off_missed = attention("the turn-off was missed")
again_within_hours = attention("the firm wants to start again within hours: leave the flow off?")
a_person_has_it = mail_firm(Mail.A_PERSON_HAS_IT)
partly_loaded = attention("part of it is loaded: the flow stays off until a person settles it")
disputed = attention("one says it is complete, another objected")
not_told = attention("the firm could not be told to proceed")
told_too_late = attention("the firm could not be told to proceed in time")
not_on = attention("the flow does not turn on")
risky = attention("the flow waits for your word: turning it on sets more going than new data")
duplicates = attention("duplicates were found")
mismatch = attention(MISMATCH)
unopened = attention("an answer to the review could not be read")
person_wanted = attention("the firm wants a person")
question = attention("the firm asks something")
unread = attention("a letter could not be read with confidence")
doubtful = attention("a statement does not count")
colleague = attention("a colleague answered: our mail waits for your word")
day_declined = attention("the invitation was declined: does the day still stand?")
other_time = attention("another time is proposed for the import")
undelivered = attention("a mail did not reach the firm")
other_moments = attention("the clocks of its zone have new rules: the agreed hours are other moments now")
too_late = attention("something was not done in time")
stuck = attention("the flow has not turned on for hours", also=Audience.ADMINS)

# fmt: off
TABLE: Mapping[Stage, Mapping[type[e.Event], Step]] = {
    S.REQUESTED: {
        e.Requested:         Step(S.REQUESTED),
        e.DateAccepted:      Step(S.SCHEDULED,   (firm(M.TIMING_CONFIRMED),)),
        e.DateNeedsApproval: Step(S.REQUESTED,   (firm(M.WITH_STAFF), staff(M.STAFF_APPROVAL))),
        e.DateMissing:       Step(S.REQUESTED,   (ask(M.DATE_MISSING),)),
        e.DateUnclear:       Step(S.REQUESTED,   (ask_about_the_date,)),
        e.DayRefused:        Step(S.REQUESTED,   (ask(M.DAY_REFUSED),)),
        e.Approved:          Step(S.SCHEDULED,   (firm(M.TIMING_CONFIRMED),)),
        e.Withdrawn:         Step(S.CANCELLED,   (firm(M.CANCELLED),)),
        e.WithdrawnEmpty:    Step(S.CANCELLED,   (firm(M.CANCELLED),)),
        e.ProgressTold:      Step(S.REQUESTED),
        e.CompletionEarly:   Step(S.REQUESTED,   (imported_early,)),
        e.ReviewOrdered:     Step(S.TURNING_ON,  (turn_on,)),
        e.FirmSilent:        Step(S.REQUESTED,   (firm(M.DATE_MISSING),)),
        e.ClosedByStaff:     Step(S.CANCELLED),
    },
    S.SCHEDULED: {
        e.DateAccepted:      Step(S.SCHEDULED,   (firm(M.RESCHEDULED),)),
        e.DateNeedsApproval: Step(S.SCHEDULED,   (firm(M.WITH_STAFF), staff(M.STAFF_APPROVAL))),
        e.DateMissing:       Step(S.REQUESTED,   (ask(M.DATE_MISSING),)),
        e.DateUnclear:       Step(S.SCHEDULED,   (ask_about_the_date,)),
        e.DayRefused:        Step(S.SCHEDULED,   (ask(M.DAY_REFUSED),)),
        e.Approved:          Step(S.SCHEDULED,   (firm(M.RESCHEDULED),)),
        e.Withdrawn:         Step(S.CANCELLED,   (firm(M.CANCELLED),)),
        e.WithdrawnEmpty:    Step(S.CANCELLED,   (firm(M.CANCELLED),)),
        e.ProgressTold:      Step(S.SCHEDULED),
        e.CompletionEarly:   Step(S.SCHEDULED,   (imported_early,)),
        e.ReviewOrdered:     Step(S.TURNING_ON,  (turn_on,)),
        e.PreflightDue:      Step(S.SCHEDULED,   (look_ahead,)),
        e.PreflightPassed:   Step(S.SCHEDULED,   (remind,)),
        e.PreflightFailed:   Step(S.SCHEDULED,   (remind, in_the_way)),
        e.BaselineDue:       Step(S.SCHEDULED,   (take_baseline,)),
        e.TurnOffDue:        Step(S.TURNING_OFF, (turn_off,)),
        e.StartReached:      Step(S.SCHEDULED,   (firm(M.DO_NOT_START), start_while_held)),
        e.WindowClosed:      Step(S.REQUESTED,   (firm(M.RELEASED), start_over, day_went_by)),
        e.ClosedByStaff:     Step(S.CANCELLED,   (firm(M.CANCELLED),)),
    },
    S.TURNING_OFF: {
        e.FlowReadOff:       Step(S.IMPORTING,   (firm(M.PROCEED),)),
        e.FlowReadOn:        Step(S.TURNING_OFF),
        e.StartReached:      Step(S.TURNING_OFF, (firm(M.DO_NOT_START), not_off)),
        e.WindowClosed:      Step(S.TURNING_ON,  (firm(M.RELEASED), turn_on, turn_off_missed)),
        e.MoveWanted:        Step(S.TURNING_OFF, (ask(M.WAS_ANYTHING_LOADED),)),
        e.MoveWantedEmpty:   Step(S.TURNING_ON,  (turn_on, ask_for_a_day)),
        e.MoveWantedSoon:    Step(S.TURNING_OFF, (again_within_hours,)),
        e.Withdrawn:         Step(S.TURNING_OFF, (ask(M.WAS_ANYTHING_LOADED),)),
        e.WithdrawnEmpty:    Step(S.TURNING_ON,  (turn_on,)),
        e.NothingLoaded:     Step(S.TURNING_ON,  (turn_on, ask_for_a_day)),
        e.SomethingLoaded:   Step(S.TURNING_OFF, (a_person_has_it, partly_loaded)),
        e.ProgressTold:      Step(S.TURNING_OFF),
        e.CompletionEarly:   Step(S.TURNING_OFF, (imported_early,)),
        e.FirmSilent:        Step(S.TURNING_OFF, (nudge,)),
        e.OffTooLong:        Step(S.TURNING_OFF, (off_too_long,)),
        e.Extended:          Step(S.TURNING_OFF, (look_up,)),
        e.ReviewOrdered:     Step(S.TURNING_ON,  (turn_on,)),
    },
    S.IMPORTING: {
        e.Completed:          Step(S.TURNING_ON, (firm(M.COMPLETION_HEARD), turn_on)),
        e.CompletionUnsure:   Step(S.IMPORTING,  (ask(M.IS_IT_FINISHED),)),
        e.CompletionEarly:    Step(S.IMPORTING,  (imported_early,)),
        e.CompletionDisputed: Step(S.IMPORTING,  (disputed,)),
        e.ProgressTold:       Step(S.IMPORTING),
        e.TimeGiven:          Step(S.IMPORTING,  (needs_longer,)),
        e.Objected:           Step(S.IMPORTING),
        e.MoveWanted:         Step(S.IMPORTING,  (ask(M.WAS_ANYTHING_LOADED),)),
        e.MoveWantedEmpty:    Step(S.TURNING_ON, (turn_on, ask_for_a_day)),
        e.MoveWantedSoon:     Step(S.IMPORTING,  (again_within_hours,)),
        e.Withdrawn:          Step(S.IMPORTING,  (ask(M.WAS_ANYTHING_LOADED),)),
        e.WithdrawnEmpty:     Step(S.TURNING_ON, (turn_on,)),
        e.NothingLoaded:      Step(S.TURNING_ON, (turn_on, ask_for_a_day)),
        e.SomethingLoaded:    Step(S.IMPORTING,  (a_person_has_it, partly_loaded)),
        e.FlowReadOff:        Step(S.IMPORTING),
        e.FlowReadOn:         Step(S.IMPORTING,  (stop_by_hand,)),
        e.ProceedBegun:       Step(S.IMPORTING),
        e.StartReached:       Step(S.IMPORTING,  (firm(M.DO_NOT_START), not_told)),
        e.WindowClosed:       Step(S.TURNING_ON, (firm(M.RELEASED), turn_on, told_too_late)),
        e.FirmSilent:         Step(S.IMPORTING,  (nudge,)),
        e.OffTooLong:         Step(S.IMPORTING,  (off_too_long,)),
        e.Extended:           Step(S.IMPORTING,  (look_up,)),
    },
    S.TURNING_ON: {
        e.Objected:          Step(S.IMPORTING,   (turn_off, stay_off)),
        e.Completed:         Step(S.TURNING_ON),
        e.CompletionUnsure:  Step(S.TURNING_ON),
        e.CompletionEarly:   Step(S.TURNING_ON,  (imported_early,)),
        e.MoveWanted:        Step(S.TURNING_ON,  (ask_for_a_day,)),
        e.Withdrawn:         Step(S.TURNING_ON),
        e.ProgressTold:      Step(S.TURNING_ON),
        e.FlowReadOff:       Step(S.TURNING_ON),
        e.OffTooLong:        Step(S.TURNING_ON,  (off_too_long,)),
        e.Extended:          Step(S.TURNING_ON,  (look_up,)),
        e.TurnOnSlow:        Step(S.TURNING_ON,  (firm(M.FLOW_LATE), not_on)),
        e.TurnOnStuck:       Step(S.TURNING_ON,  (stuck,)),
        e.TurnOnRisky:       Step(S.TURNING_ON,  (risky,)),
    },
    S.CHECKING: {
        e.ChecksClean:       Step(S.REVIEWING,   (advise_staff, choose_ten)),
        e.ChecksHit:         Step(S.CHECKING,    (staff(M.STAFF_CHECKS), duplicates, tell_of_duplicates)),
        e.DuplicatesNoted:   Step(S.REVIEWING,   (staff(M.STAFF_CHECKS), choose_ten)),
        e.NotChecked:        Step(S.REVIEWING,   (staff(M.STAFF_CHECKS), choose_ten)),
        e.RecheckOrdered:    Step(S.CHECKING,    (run_checks_again,)),
        e.Rechecked:         Step(S.CHECKING,    (staff(M.STAFF_CHECKS),)),
        e.TellingOrdered:    Step(S.CHECKING,    (firm(M.DUPLICATES_FOUND),)),
        e.ReviewOrdered:     Step(S.REVIEWING,   (choose_ten,)),
        e.Objected:          Step(S.IMPORTING,   (off_again, turn_off, firm(M.PLEASE_STOP), not_complete)),
        e.Completed:         Step(S.CHECKING),
        e.ClosedByStaff:     Step(S.CLOSED),
    },
    S.REVIEWING: {
        e.TenChosen:         Step(S.REVIEWING,   (firm(M.REVIEW_REQUEST),)),
        e.TenLeftOpen:       Step(S.REVIEWING,   (firm(M.REVIEW_REQUEST), tell_staff_why(M.STAFF_TEN))),
        e.ReviewMatched:     Step(S.CLOSED,      (firm(M.REVIEW_MATCHED),)),
        e.ReviewIncomplete:  Step(S.REVIEWING,   (firm(M.REVIEW_INCOMPLETE), nothing_differs)),
        e.ReviewMismatched:  Step(S.REVIEWING,   (firm(M.REVIEW_MISMATCHED), mismatch)),
        e.SheetUnopened:     Step(S.REVIEWING,   (firm(M.REVIEW_INCOMPLETE), unopened)),
        e.RowWaived:         Step(S.REVIEWING,   (nothing_differs,)),
        e.ReviewOrdered:     Step(S.REVIEWING,   (choose_ten, look_up)),
        e.Objected:          Step(S.IMPORTING,   (off_again, turn_off, firm(M.PLEASE_STOP), not_complete)),
        e.Completed:         Step(S.REVIEWING),
        e.RecheckOrdered:    Step(S.REVIEWING,   (run_checks_again,)),
        e.Rechecked:         Step(S.REVIEWING,   (staff(M.STAFF_CHECKS),)),
        e.TellingOrdered:    Step(S.REVIEWING,   (firm(M.DUPLICATES_FOUND),)),
        e.FirmSilent:        Step(S.REVIEWING,   (firm(M.REVIEW_REMINDER),)),
        e.TimeGiven:         Step(S.REVIEWING),
        e.ClosedByStaff:     Step(S.CLOSED),
    },
    S.CLOSED: {
        e.Reopened:          Step(S.REVIEWING),
        e.RecheckOrdered:    Step(S.CLOSED,      (run_checks_again,)),
        e.Rechecked:         Step(S.CLOSED,      (staff(M.STAFF_CHECKS),)),
        e.TellingOrdered:    Step(S.CLOSED,      (firm(M.DUPLICATES_FOUND),)),
        e.Spoke:             Step(S.CLOSED),
        e.InvitationAnswered: Step(S.CLOSED),
        e.MailSent:          Step(S.CLOSED),
        e.Seen:              Step(S.CLOSED,      (look_up,)),
        e.WordsErased:       Step(S.CLOSED),
    },
    S.CANCELLED: {  # the end: a new date opens a new ticket
        e.Spoke:             Step(S.CANCELLED),
        e.InvitationAnswered: Step(S.CANCELLED),
        e.MailSent:          Step(S.CANCELLED),
        e.Seen:              Step(S.CANCELLED,   (look_up,)),
        e.WordsErased:       Step(S.CANCELLED),
        e.BaselineMissed:    Step(S.CANCELLED),
    },
}

EVERYWHERE: Mapping[type[e.Event], Step] = {
    e.PersonWanted:  Step(None, (a_person_has_it, person_wanted)),
    e.QuestionAsked: Step(None, (question,)),
    e.Unclear:       Step(None, (unread,)),
    e.Doubted:       Step(None, (doubtful,)),
    e.DelegateNamed: Step(None, (firm(M.WHO_REPORTS),)),
    e.DelegateDismissed: Step(None, (firm(M.WHO_REPORTS),)),
    e.Spoke:         Step(None),
    e.InvitationAnswered: Step(None),
    e.InvitationDeclined: Step(None, (day_declined,)),
    e.TimeProposed:  Step(None, (other_time,)),
    e.ColleagueWrote: Step(None, (colleague,)),
    e.Held:          Step(None),
    e.Released:      Step(None, (look_up,)),
    e.Seen:          Step(None, (look_up,)),
    e.StaffSilent:   Step(None, (call_staff,)),
    e.AwayTold:      Step(None, (mind_absence,)),
    e.MailSent:      Step(None),
    e.MailFailed:    Step(None, (undelivered, try_the_next_contact)),
    e.TaskExpired:   Step(None, (too_late,)),
    e.ClocksChanged: Step(None, (other_moments,)),
    e.BaselineTaken: Step(None),
    e.BaselineMissed: Step(None),
}

# Where TURNING_ON leads once the flow reads on, by what the ticket is bound for.
ARRIVALS: Mapping[Stage, Step] = {
    S.CHECKING:  Step(S.CHECKING,  (firm(M.FLOW_ON), run_checks)),
    S.SCHEDULED: Step(S.SCHEDULED, (start_over, firm(M.RESCHEDULED))),
    S.REQUESTED: Step(S.REQUESTED, (start_over, ask_for_approval)),
    S.CANCELLED: Step(S.CANCELLED, (firm(M.CANCELLED),)),
}
# fmt: on


def decide(case: Case, event: e.Event, policy: Policy, now: datetime) -> Decision:
    """Say what follows from `event`: the ticket afterwards, what to journal, what to do."""
    step = step_for(case.ticket, event)
    if step is None:
        return unforeseen(case, event, policy, now)
    to = step.to or case.ticket.stage
    moved = _enter(remember(case.ticket, event, now), to, event, now)
    draft = Draft(case.ticket, moved, case, event, policy, now)
    for then in step.then:
        draft = then(draft)
    return _written(invite(draft))


def step_for(ticket: Ticket, event: e.Event) -> Step | None:
    """Look up what the tables say of this event where the ticket stands; None: nothing."""
    if ticket.stage is Stage.TURNING_ON and isinstance(event, e.FlowReadOn):
        return ARRIVALS.get(ticket.bound_for) if ticket.bound_for else None
    step = TABLE[ticket.stage].get(type(event))
    return step or (None if ticket.ended else EVERYWHERE.get(type(event)))


def unforeseen(case: Case, event: e.Event, policy: Policy, now: datetime) -> Decision:
    """Journal what nobody planned for and call a person; nothing else changes."""
    draft = Draft(case.ticket, case.ticket, case, event, policy, now)
    return _written(
        attention(f'"{e.in_words(type(event))}" came while {case.ticket.stage.value.replace("_", " ")}')(
            draft
        )
    )


def _enter(ticket: Ticket, to: Stage, event: e.Event, now: datetime) -> Ticket:
    """Move to a stage; a new one starts patience afresh, and staff's own step settles attention."""
    if isinstance(event, e.Voiced):
        ticket = _spoken_to(ticket, event.said.by)
    if to is ticket.stage:
        return ticket
    moved = replace(ticket, stage=to, since=now, asked=0, called=0, promise=None)
    if isinstance(event, e.Voiced) and event.said.staff:
        return replace(moved, attention="", held=False)
    return replace(moved, attention="") if to in ENDED else moved


def _spoken_to(ticket: Ticket, by: str) -> Ticket:
    """Somebody wrote: it is silence no more, and who writes is back."""
    away = tuple(one for one in ticket.away if one.by != by)
    attention = "" if ticket.attention in WAITING_FOR.values() else ticket.attention
    return replace(ticket, away=away, attention=attention)


def _written(draft: Draft) -> Decision:
    entry = Entry(draft.event, was=draft.was.stage, now=draft.ticket.stage, at=draft.now)
    return Decision(draft.ticket, (entry,), draft.tasks)
