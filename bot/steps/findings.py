"""What the last run of the checks found, as a mail shows it: the first groups in it, the rows beside it."""

from bot.checks.csv_file import to_csv
from bot.checks.port import CheckResult, CheckVerdict
from bot.checks.words import group_lines
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Ticket
from bot.post.compose import Enclosed
from bot.store.work import Work

SHOW_ROWS = frozenset({Mail.STAFF_CHECKS, Mail.DUPLICATES_FOUND})


def hits(work: Work, ticket: Ticket, audience: Audience) -> tuple[CheckResult, ...]:
    """Return the checks of the ticket's last run that hit; a firm sees no mere resemblance."""
    runs = work.check_runs(ticket.id)
    found = (r for r in (runs[-1].results if runs else ()) if r.verdict is CheckVerdict.HITS)
    return tuple(hit for hit in found if audience is not Audience.FIRM or hit.severity == "stop")


def groups_shown(work: Work, ticket: Ticket | None, send: SendMail) -> tuple[str, ...]:
    """Return a line for each of the first groups, for a mail that shows rows."""
    if ticket is None or send.mail not in SHOW_ROWS:
        return ()
    return group_lines(hits(work, ticket, send.audience))


def findings_as_csv(work: Work, ticket: Ticket, send: SendMail) -> tuple[Enclosed, ...]:
    """Return the rows, a file for each check that hit."""
    found = hits(work, ticket, send.audience)
    return tuple(Enclosed(f"{hit.name}.csv", "text/csv", to_csv(hit)) for hit in found)
