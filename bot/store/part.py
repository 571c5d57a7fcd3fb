"""What the parts of one transaction have in common."""

from sqlalchemy import Connection

from bot.store.ids import Ids


class Part:
    """Some of what can be done inside one transaction; `Work` is all parts together."""

    def __init__(self, db: Connection, ids: Ids) -> None:
        self.db = db
        self.ids = ids
