"""What a house needs before it can live: settings, templates, an empty database; dear ones are made once."""

import tempfile
from functools import lru_cache
from pathlib import Path

from bot.config.settings import Settings
from bot.desk.policy import Policy
from bot.post.render import Templates, ready_templates
from bot.simulation.offices import ADMIN, BORDER, STAFF, SUPPORT
from bot.simulation.script import Script
from bot.store.database import open_database
from bot.store.migrate import migrate


@lru_cache
def the_templates() -> Templates:
    """Return the ready templates, compiled once in a process."""
    return Templates([ready_templates()])


@lru_cache
def an_empty_database() -> bytes:
    """Return an SQLite file with our tables, as bytes; made once in a process."""
    with tempfile.TemporaryDirectory(prefix="simulation-") as folder:
        engine = open_database(f"sqlite:///{folder}/empty.db")
        migrate(engine)
        engine.dispose()  # the last connection writes everything into the one file
        return Path(folder, "empty.db").read_bytes()


def settings_of(script: Script) -> Settings:
    """Return the settings of a house in the town."""
    return Settings.model_validate(
        {
            "token_key": "env:PATH",
            "desk_name": "Support",
            "mailbox": [
                {
                    "name": "support",
                    "address": SUPPORT,
                    "host": "localhost",
                    "tls": "none",
                    "trust": {"receiver": "rfc8601", "authserv_id": BORDER},
                }
            ],
            "smtp": {"host": "localhost", "tls": "none"},
            "people": {"staff": STAFF, "admins": [ADMIN], "zone": "America/New_York"},
            "policy": Policy(confirm=script.confirm, read_every_minutes=30),
        }
    )
