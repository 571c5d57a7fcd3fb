"""What is asked for every letter and every task stays cheap however long the history grows."""

import re
from typing import Any

from sqlalchemy import Connection, Executable, event, insert, text

from bot.store import arrivals, claims, letters, threads, tickets, work
from bot.store.tables import OPEN_TICKET, QUARANTINED, WANTS_A_PERSON, BytesRow
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import BOX, has_ticket

# One statement each makes 20,000 closed tickets, with a letter that was settled and a mail that was sent.
MANY = "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 20999)"
HISTORY = (
    f"""INSERT INTO tickets (id, firm, mailbox, stage, attention, opened_at, delegates, version, length, head,
        body)
    {MANY} SELECT i, 'north', 'support', 'closed', '', '2026-01-01', '', 1, 0, '', '' FROM n""",
    f"""INSERT INTO letters (id, mailbox, folder, uidvalidity, uid, direction, identity, message_id,
        raw_sha256, received_at, arrived_at, size, abridged, came_from, turn, attempts, disposition, reason,
        ticket)
    {MANY} SELECT i, 'support', 'INBOX', 7, i, 'received', 'i' || i, '<' || i || '@x>',
        '', '2026-01-01', '2026-01-01', 1, false, 'x', 0, 1, 'acted', '', i FROM n""",
    f"""INSERT INTO tasks (id, key, kind, body, ticket, firm, due_at, free_at, state, holder, fence, unclear,
        outcome)
    {MANY} SELECT i, 'k' || i, 'SendMail', '', i, 'north', '2026-01-01', '2026-01-01', 'done', '', 1, 0,
        '' FROM n""",
    f"""INSERT INTO received_ids (message_id, ticket, letter, audience, at)
    {MANY} SELECT '<' || i || '@x>', i, i, 'firm', '2026-01-01' FROM n""",
    f"""INSERT INTO missed (id, mailbox, folder, uidvalidity, uid, why, arrived_at, settled_at)
    {MANY} SELECT i, 'support', 'INBOX', 7, i, '', '2026-01-01', '2026-01-01' FROM n""",
    f"""INSERT INTO sent_ids (message_id, task, ticket, audience)
    {MANY} SELECT '<' || i || '@d>', 'k' || i, i, 'firm' FROM n""",
)

# Each hot query, what it is asked with, and the indexes that answer it.
HOT: dict[str, tuple[Executable, dict[str, Any], tuple[str, ...]]] = {
    "the next unread letter": (letters.BEGIN, {"of_mailbox": BOX}, ("letters_unread",)),
    "sent mail that is unread": (letters.SENT_UNREAD, {"of_mailbox": BOX}, ("letters_unread",)),
    "letters we have": (
        arrivals.KNOWN,
        {"mailbox": BOX, "identities": ["i1", "i2"]},
        ("letters_by_identity",),
    ),
    "letters that wait of a domain": (
        arrivals.WAITING,
        {"mailbox": BOX, "domains": ["x", "y"]},
        ("letters_unread",),
    ),
    "letters in doubt": (
        letters.IN_DOUBT,
        {"of_mailbox": BOX, "addresses": ["a@b.example"], "domains": ["b.example"]},
        ("letters_unread", "letters_quarantined", "missed_waiting"),
    ),
    "the task longest due": (claims.READY, {"now": MONDAY}, ("tasks_ready", "one_switch_per_flow")),
    "the switch longest due": (
        claims.READY_OF_KINDS,
        {"now": MONDAY, "kinds": ["SwitchFlow"]},
        ("tasks_ready_of_kind", "one_switch_per_flow"),
    ),
    "the next task": (work.NEXT_TASK, {"now": MONDAY}, ("tasks_ready",)),
    "the next alarm": (work.NEXT_ALARM, {"now": MONDAY}, ("tickets_alarms",)),
    "alarms that are due": (tickets.DUE_ALARMS, {"now": MONDAY, "at_most": 100}, ("tickets_alarms",)),
    "days that are full": (
        tickets.FULL_DAYS,
        {"since": MONDAY.date(), "but_ticket": 1, "at_most": 4},
        ("tickets_(days|open)",),  # whichever is shorter
    ),
    "open tickets of a delegate": (
        tickets.OPEN_OF_DELEGATE,
        {"address": "a@b.example"},
        ("tickets_delegates",),
    ),
    "open tickets of a firm": (tickets.OPEN_OF_FIRM, {"of_firm": "north"}, ("tickets_open",)),
    "open tickets": (tickets.TICKETS.where(OPEN_TICKET), {}, ("tickets_open",)),
    "tickets for a person": (tickets.TICKETS.where(WANTS_A_PERSON), {}, ("tickets_attention",)),
    "letters set aside": (letters.LETTERS.where(QUARANTINED), {}, ("letters_quarantined",)),
    "tickets by ids we sent": (threads.BY_SENT, {"message_ids": ["<1@d>"]}, ("sent_ids",)),
    "tickets by ids we received": (threads.BY_RECEIVED, {"message_ids": ["<1@x>"]}, ("received_ids",)),
}
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}
SCANS = {"sqlite": "SCAN (?!CONSTANT ROW)", "postgresql": "Seq Scan"}


def plan_of(db: Connection, statement: Executable, parameters: dict[str, Any]) -> str:
    """Return the plan for exactly what the driver is given: bound values may hide an index."""
    given: list[tuple[str, Any]] = []

    def note(_db: object, _cursor: object, sql: str, values: Any, *_: object) -> None:
        given.append((sql, values))

    event.listen(db, "before_cursor_execute", note)
    db.execute(statement, parameters)
    event.remove(db, "before_cursor_execute", note)
    sql, values = given[-1]
    return "\n".join(str(row[-1]) for row in db.exec_driver_sql(EXPLAIN[db.dialect.name] + sql, values))


def test_hot_queries_are_answered_by_indexes_on_open_work(store: Store) -> None:
    """With 20,000 closed tickets none of them is looked at, on either database."""
    has_ticket(store)
    with store.transaction() as work:
        for statement in HISTORY:
            work.db.execute(text(statement))
        work.db.execute(insert(BytesRow), [{"letter": n, "raw": b""} for n in range(1000, 21000)])
        work.db.execute(text("ANALYZE"))
        plans = {name: plan_of(work.db, query, asked) for name, (query, asked, _) in HOT.items()}
        scan = SCANS[work.db.dialect.name]
    for name, (_, _, indexes) in HOT.items():
        missing = [index for index in indexes if not re.search(rf"\b{index}\b", plans[name])]
        assert not missing, f"{name}: {missing} not in\n{plans[name]}"
        scanned = [line for line in plans[name].splitlines() if re.search(scan, line)]
        assert not [line for line in scanned if not any(index in line for index in indexes)], plans[name]
