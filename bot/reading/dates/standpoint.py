"""Where the reader stands: what "tomorrow" counts from, and how this firm writes its numbers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo


class Order(StrEnum):
    """Which of two numbers is the month."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    EITHER = "either"  # both are in daily use


ORDERS = {"US": Order.MONTH_FIRST, "CA": Order.EITHER, "PH": Order.MONTH_FIRST, "PR": Order.MONTH_FIRST}


@dataclass(frozen=True)
class Standpoint:
    """The moment a letter came, as it reads on the firm's clock, and the firm's ways."""

    now: datetime  # aware, in `zone`
    zone: ZoneInfo
    country: str  # ISO 3166, "US"

    @classmethod
    def of(cls, now: datetime, zone: ZoneInfo, locale: str) -> "Standpoint":
        """Stand where a firm does; a locale without a country reads as American English."""
        region = locale.replace("_", "-").rpartition("-")[2].upper()
        local = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
        return cls(local, zone, region if len(region) == 2 and region != "EN" else "US")

    @cached_property
    def today(self) -> date:
        return self.now.date()

    @property
    def order(self) -> Order:
        return ORDERS.get(self.country, Order.DAY_FIRST)
