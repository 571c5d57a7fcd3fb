"""The words around a date that tell whose date it is. All data: to teach a new one, add it to its row.

Three tables, strongest first: what stands right before a date, what stands right after it, and what is
spoken of nearby. Phrases are in small letters, one space between tokens ("cut - off"), set apart by commas.
"""

from enum import StrEnum

from bot.reading.dates.lexicon import bare_word, words


class Role(StrEnum):
    """What a date is to the import."""

    ASKED = "asked"  # the import's, as an import or a booking is spoken of
    HINTED = "hinted"  # perhaps: "we start on …"
    NEUTRAL = "neutral"  # nothing tells
    PREFERRED = "preferred"
    FALLBACK = "fallback"
    NEW = "new"  # what a move goes to
    PLANNED = "planned"  # the standing booking, if another day is asked for
    ASIDE = "aside"  # another thing's date; the reason says which


Told = tuple[Role, str]  # the role, and for ASIDE the reason

DEAL = "closing of the deal"
TRIAL = "a trial run"  # outweighs its own words: "trial load"
MOVED_FROM = "the day it moves from"
NOT_THAT = "named as the day it is not"
DEADLINE = "a deadline, not the day"
BOUND = "only a bound"
CONDITION = "a condition"

# A date near such a word is that thing's date.
REASONS = {
    DEAL: """
        close, closes, closing, closed on, closed, acquired, acquire, bought, buy, purchase, purchased,
        completed on, completed, completion of the sale, completes, sale, sold, sign, signs, signed, signing,
        effective, retired, retires, retiring, took over, taken over, merged, merging in, deal, deal closed,
        changed hands, changes hands, contract, dated, settlement, joined, completed the purchase, heads of
        terms, exchanged, took on, picked up, came across, came over, came on board, came to us, comes to us,
        completion on, completion of, completion, letter of intent, keys, the keys, get the keys, handover,
        hand over, merges, merge, merging, transfer to us, transfers to us, possession,
        unconditional, takeover, take over""",
    "a call or a meeting": """
        call, phone call, kick - off call, kickoff call, meeting, meet, zoom, demo, webinar, walkthrough,
        catch up, invitation, invite, session, appointment, on site, onsite, visit, visiting, interview,
        lunch, chat, speak, talk, spoke, spoken, talked, emailed, wrote, called, arrives, arriving, arrive,
        gets in, dinner, breakfast, drinks""",
    "an absence": """
        leave, on leave, away, holiday, holidays, vacation, pto, annual leave, out of office, out of the
        office, ooo, travelling, traveling, back in, be back, am back, is back, are back, return, returns,
        returning, absent, surgery, unavailable, i'm off, is off, are off, off until, maternity, on call, be
        out, is out, are out, i'm out, in florida, flies, flying, flight, travels, flies out, fly, fly home,
        fly out, spring break, half term, half - term, school holidays, break""",
    "office hours": """
        office is closed, office closed, i work, i only work, we work, my working days, working hours,
        working days, offices, our office, opens, reopen, reopens, opening hours, office hours, shut,
        shutdown, business hours, doors open, open at, open from, open until""",
    "a cut-off": """
        cutoff, cut - off, cut off, cut as of, as of, as at, year end, year - end, month end, month - end,
        period end, freeze, trial balance, snapshot, quarter end""",
    "delivery of files": """
        export, exports, extract, extraction, deliver, delivered, delivers, delivery, receive, received,
        send, sending, sent, final file, conversion file, sftp, file transfer, files due, get you the file,
        get you the files""",
    TRIAL: """
        trial, test, tests, testing, sandbox, dry run, dry - run, rehearsal, mock, uat, pilot, test run,
        trial load, trial import, test import, test load, staging, preview, parallel run""",
    "training": "training, train, course, workshop, onboarding, induction, staff training, trained",
    "another matter": """
        payroll, invoice, invoices, invoicing, mailing, mailshot, filing, filings, deadline, deadlines, due,
        earn - out, measurement, maintenance, upgrade, birthday, wedding, audit, 1099, newsletter, budget,
        joins, joining, renewal, expires, expiry, complained, board, support case, opened, statements, month
        close, party, hearing, new associate, new hire, new starter, employee, partner meeting, year - end
        close, billing run, bill run, nightly backup, left, left us, resigned, hired, auditors, cab,
        steering committee, season, lodgement, lodgements, lodgment, letters, letters go, announcement,
        announcements, vendor proposes, vendor proposed, lease, lease ends, leases, subscription, license,
        licence, warranty, retreat, conference""",
    "preparation": """
        mapping, validate, validates, validation, validating, prepare, preparing, prep, cleanup, clean up,
        clean - up, cleansing, scrub, reconcile, work on, data prep, user acceptance, sign - off, sign off,
        clean, cleaning, clean them up, scrub""",
    "an answer wanted by then": """
        let me know, let us know, reply, respond, hear back, get back to, hear from, confirm by,
        back to me, back to us""",
}  # fmt: skip

# What one did cannot be done on a day ahead: "the practice we bought on …".
PAST_VERBS = words(
    "acquired bought purchased sold signed joined merged retired exchanged completed taken took picked"
)

ASKED = """
    import, imports, importing, imported, importation, re - import, load, loads, loading, loaded, upload,
    uploads, uploading, uploaded, data load, bulk, bulk update, bulk load, migrate, migrates, migrating,
    migrated, migration, cutover, cut over, cut - over, into pe, into practice engine, into practiceengine,
    flow off, feed off, disabled, disable, paused, pause, data flow, flow of data, data feed, turn off,
    turned off, switch off, switched off, integration, bring over, bring across, conversion, renumbering,
    import date, load date, production load, put us down, put me down, pencil, pencil us in, book, booked,
    booking, schedule, scheduled, calendar, slot, suit, suits, how about, what about, can we say, could we
    say, shall we say, settled on, settle on, agreed on, going for, going with, go with, go for, any chance,
    rebook, reschedule, second one, another one, works for us, work for us, would work, works, work, do us,
    be grand, aiming for, aim for, shoot for, shooting for, looking at, target, targeting, thinking, planned
    start, propose, proposed, proposing, like to do, want to do, down for, bulk change, bulk changes, mass
    update, run the update, run it, do it, do the, transfer the data, data transfer, pull the trigger, push
    them, let us know if, let me know if, know if, know whether, confirm if, can you do, could you do, can
    we do, could we do, do you have, fit us in, squeeze us in, sort us out for, shut the feed, shut the
    flow, shut off, shut down the, cut the feed, suggest, suggested, suggests, suggesting, blocked out,
    blocked off, block out, block off, earmarked, reserved, on the books, on the schedule, on your schedule,
    put us, put me, add us, good with, fine with, happy with, ok with, okay with, all set for, call it, let
    me know whether, let us know whether, let me know which, let us know which, offer us, offer, lock us in,
    lock in, lock it in, slot us in, count us in, sign us up, change window, import window, load window"""

HINTED = """
    go live, go - live, golive, going live, scheduled go - live,
    start, starts, starting, begin, begins, beginning, the book, their book, his book, her book, kick off,
    kicking off, run, running, plan, planning, planned, plans, want, like, date, day, window, outage,
    available, free, request, requesting, confirm, confirming, hoping, hope, ready, move, moving, moved,
    change, switch, done, pe, practiceengine, practice engine, earliest, update, feed, flow, going in,
    goes in, go in, set for, bank holiday, public holiday, long weekend"""

# A clause that begins so tells of a plan that is no more.
ABANDONED = (
    "supposed to",
    "were going to",
    "was going to",
    "had planned",
    "had hoped",
    "meant to",
    "was due to",
)

# Right before a date; "on", "the" and their kind may stand between.
BEFORE_ROWS: tuple[tuple[Role, str, str], ...] = (
    (Role.ASIDE, DEADLINE, """
        by, before, until, till, til, no later than, not later than, prior to, ahead of, in advance of, by
        end of, by the end of, by cob, by eod, by close of business, by close of play, this side of, up to,
        by end of day, by eob, no earlier than, by start of, due, due by, by latest, latest by, well before,
        by end of play, by lunchtime, by lunch, in time for, not before"""),
    (Role.ASIDE, BOUND, "after, since, any time after, sometime after, once past, ever since"),
    (Role.ASIDE, NOT_THAT, """
        not possible on, cannot make it on, can't make it on, cannot do it on, can't do it on, not going to
        make, aren't going to make, can't be on, cannot be on, can't be, cannot be, not possible for us on,
        not possible for us anymore on, no longer possible on, impossible on, any day but, any but, all but,
        anything but, bar, excluding, apart from, not, can't happen, cannot happen, won't happen, can't go
        ahead, can't run, instead of, instead of starting, rather than, than, and not, other than, except,
        but not, in place of, in lieu of, can't do, cannot do, can't make, cannot make, can not do, won't
        make, will not make, won't be ready, not able to do, unable to do, unable to make, isn't, can not
        make"""),
    (Role.ASIDE, MOVED_FROM, """
        originally, previously, hold off, hold off on, was booked for, was scheduled for, was set for, was
        planned for, currently, no longer, cancel, cancelling, scrap, scratch, forget, skip, drop, postpone,
        postponing, was, used to be, currently booked for, currently scheduled for, original date,
        old date, abandon for, give up for, take us off
        for, take us off, take it off, remove us from, pull us from"""),
    (Role.ASIDE, "when the flow is wanted back", "back on, on again, turned on, turn on, switched on"),
    (Role.ASIDE, DEAL, """
        effective, dated, as of, as at, eff, eff., close ( target, closing ( target, close ( expected,
        closing ( expected, close target, closing target, target closing, target close"""),
    (Role.PREFERRED, "", """
        ideally, preferably, preferred, prefer, prefers, favour, favours, favor, favors, would prefer, first
        choice, 1st choice, favourite, favorite, best, lean towards, leaning towards, leaning toward, ideal,
        preference, preferred date, first preference, rather have, rather do, rather take, keep, keep it on,
        keep us on, stick with, stick to, sticking with, stay with, leave it on, leave us on"""),
    (Role.FALLBACK, "", """
        failing that, otherwise, alternatively, as a backup, as backup, backup, back up, back - up, as a
        fallback, as fallback, fallback, fall back, fall back to, fallback to, fall back on, fall - back,
        second choice, 2nd choice, if not, plan b, worst case, at a push, at a pinch, as a reserve,
        alternative, alternate, if that's full, if that is full, in reserve, second preference, or failing
        that, backup date, if necessary"""),
    (Role.PLANNED, MOVED_FROM, """
        we said, i said, told you, i told you, we agreed, had said, we had said, i told you, you had us down
        for, we had, we have, we've, we've got, discussed for, agreed for, booked for, scheduled for,
        planned for, set for, down for, pencilled in for, penciled in for"""),
    (Role.ASKED, "", """
        still, still on, still for, could we have, can we have, may we have, might we have, so, i.e., ie,
        namely, that is, let's use, use, let's do, let's go with, let's say, let's go for, hold, please
        hold, reserve, please reserve, book, block, therefore, hence"""),
    (Role.NEW, "", """
        make it, book us again for, could it go to, can it go to, it go to, us go to, book us in again for,
        again for, rebook us for, rebook for, move it to, new date, moved to"""),
)  # fmt: skip

AFTER_ROWS: tuple[tuple[Role, str, str], ...] = (
    (Role.ASIDE, NOT_THAT, """
        doesn't work, does not work, won't work, will not work, wouldn't work, would not work, is out, isn't
        possible, is not possible, is no good, is no longer, no longer works, no longer suits, is full,
        clashes, is impossible, is too soon, is too early, is a no go, isn't going to, is not going to,
        won't do, no longer work, is off the table, doesn't suit, does not suit, can't happen, cannot
        happen, isn't doable, is not doable, is no use, is a no - go, is a non - starter, fell through, has
        fallen through, is bad, isn't good, is not good, won't happen, will not happen, isn't happening, is
        not happening, is off, is difficult, is tricky, is a problem, is awkward, is tight, is taken, is
        gone, isn't available, is not available, is unavailable, is filled, is already taken, is already
        booked, can't go ahead, cannot go ahead, won't go ahead, can't proceed, cannot proceed"""),
    (Role.ASIDE, MOVED_FROM, """
        was the, was our, was booked, out of your, out of the, off your, off the, was planned, was
        scheduled, was set, was supposed, was originally, was agreed, was to be, had been"""),
    (Role.PLANNED, "the standing booking", """
        stands, still stands, booked, is booked, remains, stays, is fine as, already booked, in the diary"""),
    (Role.HINTED, "", "for go live, for go - live, for golive, for cutover"),
    (Role.ASKED, "", """
        works, suits, looks good, is good, is fine, would be good, would be great, would be fine, will do,
        is perfect, would suit, would do, will work, be possible, be ok, be okay, be acceptable, would work,
        is ok, is okay, would be grand, is grand, it is, would be perfect"""),
    (Role.PREFERRED, "", """
        looks best, pref, is pref, preferred, is preferred, if possible, is best, would be best, would be
        ideal, is our first choice, for preference, is better, would be better, works best, is our
        preference, would be our preference, would be our first choice, is the preference, ideally, being
        preferred, is ideal, for choice, preferably, suits best, suits us best, works better, is preferable,
        would be preferable, is my preference, would suit best, would be our first, is our preferred, being
        our first, is safer, is easier, is simpler, is nicer, would be safer, would be easier, makes more
        sense, suits better, is much better, would be much better, is far better, much better, would be first
        choice, is first choice, as first choice"""),
    (Role.FALLBACK, "", """
        as a backup, as backup, as a fallback, as fallback, as plan b, as an alternative, as second choice,
        as a second choice, as the backup, as a reserve, as our backup, as the fallback, if not, is our
        backup, is the backup, as alternate, as the alternate, is our fallback, as a fall - back, as a fall
        back, as a back - up, as a back up, at a push, at a pinch, in reserve, as reserve, second choice,
        would be our backup, is plan b, if that's, if that is, if that doesn't, if that does not, if that
        won't, if need be, if needed, if you can't, if you cannot, if necessary, if it's not, if it isn't,
        second, is second, would be second, would be second choice, if the first, is the fallback, would
        also, if you're booked, if you are booked, if you're full, if you are full, if you're busy, if you
        are busy, if you're already booked, if booked, if taken, if full"""),
    (Role.ASIDE, DEADLINE, "at the latest, latest, at latest, or earlier, or before, or sooner"),
    (Role.ASIDE, BOUND, "onwards, onward, or later, or after, at the earliest"),
    (Role.NEW, "", "instead, then instead"),
)  # fmt: skip

FILLERS = words(
    "the on at either say maybe perhaps probably around about , : would be is for our then possibly ( -"
)

MOVES = words("""
    move moving moved push pushing pushed postpone postponing postponed reschedule rescheduling rescheduled
    rebook rebooking rebooked change changing changed switch switching switched bump bumping bumped shift
    shifting shifted delay delaying delayed defer deferring deferred swap swapping slip slips slipping slipped
    cancel cancelling canceling instead rather slide nudge hold""")
# These move something only with one of their particles: "bring it forward", but "bring in the clients".
PARTICLES = {
    "bring": words("forward back up"),
    "brought": words("forward back up"),
    "put": words("back off out forward"),
    "pull": words("in forward up"),
}
MOVE_PHRASES = ("go back", "goes back", "go forward", "come forward", "start later", "start earlier")
SWITCHES = words("switch switching switched hold")
SWITCHED = words("off flow feed sync integration connection interface")  # what they act on then
STRETCHES = words("until till til through thru")  # "from … until …" is a stretch, never a move
NO_VERBS = words("instead rather hold")  # they tell of a move but take no object
GOES_TO = words("to until till til for into onto")
COMES_FROM = words("from of")

PICK = words(
    "any anytime whichever whenever between pick choose flexible either options option sometime possible"
)
SEPARATE = words("""
    imports loads deals practices acquisitions separate each both batches updates migrations uploads three
    four phases tranches""")
HEDGES = words("or either alternatively")
IN_ORDER = ("in order", "order of preference", "in that order", "first choice first")
CORRECTS = (
    "i meant", "i mean", "actually", "correction", "scratch that", "make that", "should have been",
    "should have said", "should read", "sorry , it", "sorry , that", "sorry no", "sorry , no", "no wait",
    "no , wait", "oops",
)  # fmt: skip


def _phrases(row: str) -> list[str]:
    return [" ".join(bare_word(word) for word in phrase.split()) for phrase in row.split(",")]


def _spoken_of() -> dict[str, Told]:
    near: dict[str, Told] = {
        phrase: (Role.ASIDE, why) for why, row in REASONS.items() for phrase in _phrases(row)
    }
    near |= dict.fromkeys(_phrases(HINTED), (Role.HINTED, ""))
    near |= dict.fromkeys(_phrases(ASKED), (Role.ASKED, ""))
    return near


def _by_phrase(rows: tuple[tuple[Role, str, str], ...]) -> dict[str, Told]:
    return {phrase: (role, why) for role, why, row in rows for phrase in _phrases(row)}


BEFORE = _by_phrase(BEFORE_ROWS)
AFTER = _by_phrase(AFTER_ROWS)
NEARBY = _spoken_of()
