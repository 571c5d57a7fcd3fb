"""When a digest is due: once a reader and day, at a time on the admins' wall; late rather than never."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.config.settings import People, Settings
from bot.desk.lateness import expires_at
from bot.desk.tasks import Audience, Mail, SendMail, Task
from bot.store.work import Work


def book_digest(work: Work, settings: Settings, now: datetime) -> None:
    """Book today's digest for each admin who has not been promised it yet, once its hour has come."""
    local = now.astimezone(ZoneInfo(settings.people.zone))
    if local.time() < settings.people.digest_at:
        return
    for reader in settings.people.admins:
        if work.claim_digest(reader, local.date()):
            digest = SendMail(Mail.DIGEST, Audience.ADMINS, to=(reader,))
            work.book(f"digest.{reader}.{local.date()}", Task(digest, now, expires_at(digest, now)))


def next_digest(people: People, now: datetime) -> datetime:
    """Return the first moment after `now` at which a digest falls due."""
    zone = ZoneInfo(people.zone)
    today = now.astimezone(zone).date()
    moments = (datetime.combine(today + timedelta(days=n), people.digest_at, zone) for n in (0, 1))
    return next(moment for moment in moments if moment > now)
