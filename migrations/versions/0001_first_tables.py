"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_index("batches_by_arrival", "batches", ["arrived_at"], unique=False)
    op.create_table(
        "brakes",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pressed", sa.Integer(), nullable=False),
        sa.Column("tripped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_brakes")),
    )
    op.create_index(
        "brakes_tripped",
        "brakes",
        ["key"],
        unique=False,
        sqlite_where=sa.text("tripped_at IS NOT NULL"),
        postgresql_where=sa.text("tripped_at IS NOT NULL"),
    )
    op.create_table(
        "digests",
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("reader", "day", name=op.f("pk_digests")),
    )
    op.create_table(
        "firms",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_firms")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "missed",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed")),
    )
    op.create_index("missed_by_arrival", "missed", ["arrived_at"], unique=False)
    op.create_index(
        "missed_waiting",
        "missed",
        ["mailbox", "id"],
        unique=False,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "positions",
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("read_to_end_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("mailbox", "folder", name=op.f("pk_positions")),
    )
    op.create_table(
        "states",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_states")),
    )
    op.create_table(
        "contacts",
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["firm"], ["firms.key"], name=op.f("fk_contacts_firm")),
        sa.PrimaryKeyConstraint("firm", "address", name=op.f("pk_contacts")),
    )
    op.create_index("contacts_by_address", "contacts", ["address"], unique=False)
    op.create_table(
        "domains",
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["firm"], ["firms.key"], name=op.f("fk_domains_firm")),
        sa.PrimaryKeyConstraint("firm", "domain", name=op.f("pk_domains")),
    )
    op.create_index("domains_by_domain", "domains", ["domain"], unique=False)
    op.create_table(
        "flows",
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("staff_off", sa.Boolean(), nullable=False),
        sa.Column("switching_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firm"], ["firms.key"], name=op.f("fk_flows_firm")),
        sa.PrimaryKeyConstraint("firm", name=op.f("pk_flows")),
    )
    op.create_index(
        "flows_not_on",
        "flows",
        ["firm"],
        unique=False,
        sqlite_where=sa.text("state <> 'on'"),
        postgresql_where=sa.text("state <> 'on'"),
    )
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("firm", sa.Text(), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("attention", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("alarm_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("delegates", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["firm"], ["firms.key"], name=op.f("fk_tickets_firm")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
    )
    op.create_index(
        "tickets_alarms",
        "tickets",
        ["alarm_at", "id"],
        unique=False,
        sqlite_where=sa.text("alarm_at IS NOT NULL"),
        postgresql_where=sa.text("alarm_at IS NOT NULL"),
    )
    op.create_index(
        "tickets_attention",
        "tickets",
        ["id"],
        unique=False,
        sqlite_where=sa.text("attention <> ''"),
        postgresql_where=sa.text("attention <> ''"),
    )
    op.create_index(
        "tickets_days",
        "tickets",
        ["day", "id"],
        unique=False,
        sqlite_where=sa.text("day IS NOT NULL AND stage NOT IN ('closed', 'cancelled')"),
        postgresql_where=sa.text("day IS NOT NULL AND stage NOT IN ('closed', 'cancelled')"),
    )
    op.create_index(
        "tickets_delegates",
        "tickets",
        ["delegates", "id"],
        unique=False,
        sqlite_where=sa.text("delegates > '' AND stage NOT IN ('closed', 'cancelled')"),
        postgresql_where=sa.text("delegates > '' AND stage NOT IN ('closed', 'cancelled')"),
    )
    op.create_index(
        "tickets_open",
        "tickets",
        ["firm", "id"],
        unique=False,
        sqlite_where=sa.text("stage NOT IN ('closed', 'cancelled')"),
        postgresql_where=sa.text("stage NOT IN ('closed', 'cancelled')"),
    )
    op.create_table(
        "check_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("known", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_check_runs_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_runs")),
    )
    op.create_index("check_runs_of_ticket", "check_runs", ["ticket", "id"], unique=False)
    op.create_table(
        "letters",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("identity", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("abridged", sa.Boolean(), nullable=False),
        sa.Column("came_from", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=True),
        sa.Column("sender_domain", sa.Text(), nullable=True),
        sa.Column("firm", sa.Text(), nullable=True),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_letters_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
    )
    op.create_index("letters_by_arrival", "letters", ["arrived_at", "disposition"], unique=False)
    op.create_index("letters_by_identity", "letters", ["mailbox", "identity"], unique=True)
    op.create_index(
        "letters_of_ticket",
        "letters",
        ["ticket"],
        unique=False,
        sqlite_where=sa.text("ticket IS NOT NULL"),
        postgresql_where=sa.text("ticket IS NOT NULL"),
    )
    op.create_index(
        "letters_quarantined",
        "letters",
        ["id"],
        unique=False,
        sqlite_where=sa.text("disposition = 'quarantined'"),
        postgresql_where=sa.text("disposition = 'quarantined'"),
    )
    op.create_index(
        "letters_unread",
        "letters",
        ["mailbox", "turn", "id", "came_from"],
        unique=False,
        sqlite_where=sa.text("disposition = 'unread'"),
        postgresql_where=sa.text("disposition = 'unread'"),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("firm", sa.Text(), nullable=True),
        sa.Column("message_id", sa.Text(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("free_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_tasks_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
        sa.UniqueConstraint("key", name=op.f("uq_tasks_key")),
    )
    op.create_index(
        "one_switch_per_flow",
        "tasks",
        ["firm"],
        unique=True,
        sqlite_where=sa.text("kind = 'SwitchFlow' AND state = 'claimed'"),
        postgresql_where=sa.text("kind = 'SwitchFlow' AND state = 'claimed'"),
    )
    op.create_index("tasks_by_end", "tasks", ["done_at"], unique=False)
    op.create_index("tasks_of_ticket", "tasks", ["ticket", "id"], unique=False)
    op.create_index(
        "tasks_ready",
        "tasks",
        ["free_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    )
    op.create_index(
        "tasks_ready_of_kind",
        "tasks",
        ["kind", "free_at", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'claimed')"),
        postgresql_where=sa.text("state IN ('waiting', 'claimed')"),
    )
    op.create_table(
        "tokens",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_tokens_ticket")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_tokens")),
    )
    op.create_table(
        "invitations",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_invitations_ticket")),
        sa.PrimaryKeyConstraint("uid", name=op.f("pk_invitations")),
        sa.UniqueConstraint("ticket", name=op.f("uq_invitations_ticket")),
    )
    op.create_table(
        "deliveries",
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.key"], name=op.f("fk_deliveries_task")),
        sa.PrimaryKeyConstraint("task", "recipient", name=op.f("pk_deliveries")),
    )
    op.create_table(
        "outbox",
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.key"], name=op.f("fk_outbox_task")),
        sa.PrimaryKeyConstraint("task", name=op.f("pk_outbox")),
    )
    op.create_table(
        "duplicates",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("letter", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("uid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_duplicates_letter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duplicates")),
    )
    op.create_index("duplicates_by_arrival", "duplicates", ["arrived_at"], unique=False)
    op.create_table(
        "entries",
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("now", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("letter", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_entries_letter")),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_entries_ticket")),
        sa.PrimaryKeyConstraint("ticket", "sequence", name=op.f("pk_entries")),
    )
    op.create_index("entries_by_time", "entries", ["at"], unique=False)
    op.create_index(
        "entries_with_words",
        "entries",
        ["at"],
        unique=False,
        sqlite_where=sa.text("salt <> ''"),
        postgresql_where=sa.text("salt <> ''"),
    )
    op.create_table(
        "letter_bytes",
        sa.Column("letter", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_letter_bytes_letter")),
        sa.PrimaryKeyConstraint("letter", name=op.f("pk_letter_bytes")),
    )
    op.create_table(
        "received_ids",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=False),
        sa.Column("letter", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["letter"], ["letters.id"], name=op.f("fk_received_ids_letter")),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_received_ids_ticket")),
        sa.PrimaryKeyConstraint("message_id", "ticket", name=op.f("pk_received_ids")),
    )
    op.create_index("received_ids_of_ticket", "received_ids", ["ticket"], unique=False)
    op.create_table(
        "sent_ids",
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Integer(), nullable=True),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["task"], ["tasks.key"], name=op.f("fk_sent_ids_task")),
        sa.ForeignKeyConstraint(["ticket"], ["tickets.id"], name=op.f("fk_sent_ids_ticket")),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_sent_ids")),
    )
    op.create_index("sent_ids_of_ticket", "sent_ids", ["ticket"], unique=False)
