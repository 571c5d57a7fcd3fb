"""The column types that keep a promise on both databases; every table is made of these."""

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import DateTime, TypeDecorator
from sqlmodel import Field


def clean(text: str) -> str:
    """Return `text` without what a database refuses: NUL, and halves of a surrogate pair."""
    if "\0" in text:
        text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


class CleanText(TypeDecorator[str]):
    """Text of any length that PostgreSQL and SQLite both take."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        return None if value is None else clean(value)


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC to the microsecond.

    SQLite forgets zones, so a naive value would silently become another moment: it is refused.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone cannot be stored: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite numbers rows by itself only in a column that is exactly INTEGER.
WIDE = BigInteger().with_variant(Integer(), "sqlite")

Words = Annotated[str, Field(sa_type=CleanText)]
MaybeWords = Annotated[str | None, Field(sa_type=CleanText)]
Moment = Annotated[datetime, Field(sa_type=UtcMoment)]
MaybeMoment = Annotated[datetime | None, Field(sa_type=UtcMoment)]
Wide = Annotated[int, Field(sa_type=WIDE)]
