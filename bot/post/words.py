"""Moments, spans and sums of money in the words people use where the firm is.

Our mail is in English; the firm's locale decides the order of a date, 24 hours or AM and PM, and the
marks in numbers. The zone is named as it is called on that very day, so that the one hour that comes
twice in autumn is told apart too.
"""

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_time, get_timezone_gmt, get_timezone_name
from babel.numbers import format_decimal

# Which family of names each zone bears ("America_Eastern"). CLDR knows some zones by an older key.
_FAMILIES = get_global("meta_zones")
_FAMILY = {
    **_FAMILIES,
    **{new: _FAMILIES[old] for old, new in get_global("zone_aliases").items() if old in _FAMILIES},
}


def moment(at: datetime, zone: ZoneInfo, tag: str) -> str:
    """Return an aware moment whole: "Saturday, December 5, 2026, 6:00 PM Eastern Standard Time"."""
    return f"{day(at.astimezone(zone).date(), tag)}, {hour_and_zone(at, zone, tag)}"


def day(on: date, tag: str) -> str:
    """Return a date with its weekday, month in letters and year: "Saturday, December 5, 2026"."""
    return _plain(format_date(on, "full", locale=_english(tag)))


def hour(at: datetime | time, tag: str) -> str:
    """Return a wall time, from a naive value or one already in its zone: "6:00 PM", "18:00"."""
    wall = at.timetz() if isinstance(at, datetime) else at
    return _plain(format_time(wall.replace(tzinfo=None), "short", locale=_english(tag)))


def hour_and_zone(at: datetime, zone: ZoneInfo, tag: str) -> str:
    """Return an aware moment without its day: "6:00 PM Eastern Standard Time"."""
    return f"{hour(at.astimezone(zone), tag)} {zone_name(at, zone, tag)}"


def hour_beside(at: datetime, other: datetime, zone: ZoneInfo, tag: str) -> str:
    """Return `at` as it is said beside `other`: its hour, with day and zone where these differ."""
    here, there = at.astimezone(zone), other.astimezone(zone)
    same_name = zone_name(at, zone, tag) == zone_name(other, zone, tag)
    said = hour(here, tag) if same_name else hour_and_zone(at, zone, tag)
    return said if here.date() == there.date() else f"{day(here.date(), tag)}, {said}"


def in_brief(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment for a list, in few words and no doubt: "Sat 05 Dec 2026 18:00 EST (UTC-05:00)"."""
    local, from_utc = at.astimezone(zone), offset(at, zone, "en-US")
    name = local.tzname() or ""
    # Some abbreviations are those of several zones, and some zones have none but their offset.
    shown = f"{name} ({from_utc})" if name.isalpha() and name != "UTC" else from_utc
    return f"{local:%a %d %b %Y %H:%M} {shown}"


def zone_name(at: datetime, zone: ZoneInfo, tag: str) -> str:
    """Return what the zone is called at that moment: "Eastern Daylight Time"."""
    local, locale = at.astimezone(zone), _english(tag)
    name = get_timezone_name(local, width="long", locale=locale)
    if not name.startswith(("GMT+", "GMT-", "UTC+", "UTC-")):
        return name
    # Babel does not follow a renamed zone (Asia/Kolkata, Europe/Kyiv) to its names.
    names = locale.meta_zones.get(_FAMILY.get(zone.key, ""), {}).get("long", {})
    return names.get("daylight" if local.dst() else "standard") or offset(at, zone, tag)


def offset(at: datetime, zone: ZoneInfo, tag: str) -> str:
    """Return the offset from UTC at that moment: "UTC-05:00"."""
    return _plain(get_timezone_gmt(at.astimezone(zone), "long", locale=_english(tag))).replace("GMT", "UTC")


def money(amount: Decimal | None, tag: str) -> str:
    """Return an amount to the cent, without a currency, which nobody named: "1,234.50"; None: ""."""
    return "" if amount is None else _plain(format_decimal(amount, "#,##0.00", locale=_english(tag)))


@lru_cache(maxsize=256)
def _english(tag: str) -> Locale:
    """Return English as it is written in the region of a BCP 47 tag; unknown: as written internationally."""
    parts = tag.replace("_", "-").split("-")
    region = next((part.upper() for part in parts[1:] if len(part) == 2), "US" if parts[0] == "en" else "")
    try:
        return Locale.parse(f"en_{region or '001'}")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_001")


def _plain(text: str) -> str:
    """Return `text` with common spaces and hyphens; CLDR's narrow ones show as boxes in some programs."""
    return text.replace("\u202f", " ").replace("\xa0", " ").replace("\u2212", "-")
