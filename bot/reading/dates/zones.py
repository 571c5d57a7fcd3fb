"""Wall time to moment: the one place where clock changes are decided, and the names of zones.

An hour that comes twice, when clocks go back, is the first of the two. An hour that never comes, when
clocks go forward, is an error: whoever said it must be asked.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# What people write after an hour. A plain number is minutes from UTC; a name follows that place's clock.
ZONES: dict[str, str | int] = {
    "et": "America/New_York", "est": "America/New_York", "edt": "America/New_York",
    "eastern": "America/New_York", "ct": "America/Chicago", "cst": "America/Chicago",
    "cdt": "America/Chicago", "central": "America/Chicago", "mt": "America/Denver", "mst": "America/Denver",
    "mdt": "America/Denver", "mountain": "America/Denver", "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
    "arizona": "America/Phoenix", "alaska": "America/Anchorage", "akst": "America/Anchorage",
    "akdt": "America/Anchorage", "hawaii": "Pacific/Honolulu", "hst": "Pacific/Honolulu",
    "atlantic": "America/Halifax", "adt": "America/Halifax", "newfoundland": "America/St_Johns", "gmt": 0,
    "utc": 0, "zulu": 0, "z": 0, "bst": "Europe/London", "uk": "Europe/London", "london": "Europe/London",
    "irish": "Europe/Dublin", "dublin": "Europe/Dublin", "cet": "Europe/Paris", "cest": "Europe/Paris",
    "aest": 600, "aedt": 660, "acst": 570, "acdt": 630, "awst": 480, "sydney": "Australia/Sydney",
    "melbourne": "Australia/Melbourne", "brisbane": "Australia/Brisbane", "perth": "Australia/Perth",
    "adelaide": "Australia/Adelaide", "nzst": 720, "nzdt": 780, "nz": "Pacific/Auckland", "sast": 120,
    "chicago": "America/Chicago", "denver": "America/Denver", "toronto": "America/Toronto",
    "vancouver": "America/Vancouver", "ny": "America/New_York", "ast": "America/Halifax",
    "nst": "America/St_Johns", "ist": "Asia/Kolkata", "india": "Asia/Kolkata", "manila": "Asia/Manila",
}  # fmt: skip


def localize(day: date, hour: time, zone: tzinfo) -> datetime:
    """Return the moment of a wall time.

    Args:
        hour: Naive wall time.

    Returns:
        Aware in `zone`, fold 0: of an hour that comes twice the first.

    Raises:
        ValueError: The clocks skip this hour on this day, or it lies outside the calendar; a sentence.
    """
    local = datetime.combine(day, hour, tzinfo=zone)
    try:
        same = local.astimezone(UTC).astimezone(zone)
    except OverflowError:
        raise ValueError(f"{day:%Y-%m-%d} lies outside the calendar") from None
    if same.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None):
        raise ValueError(f"{hour:%H:%M} does not exist on {day:%Y-%m-%d} in {zone}: the clocks skip it")
    return local


def on_firms_clock(day: date, hour: time, zone: tzinfo | None, firm: tzinfo) -> datetime:
    """Return a wall time of `zone`, or of the firm where none was said, as it reads on the firm's clock.

    Raises:
        ValueError: The wall time does not exist; a sentence.
    """
    try:
        return localize(day, hour, zone or firm).astimezone(firm)
    except OverflowError:
        raise ValueError(f"{day:%Y-%m-%d} lies outside the calendar") from None


def zone_of(name: str, firm: ZoneInfo, now: datetime) -> tzinfo:
    """Return the zone that a name means to a writer of this firm.

    A short name of the firm's own zone, summer's or winter's, is the firm's clock: people write "EST" in
    July. Elsewhere it is that place's.
    """
    name = name.removesuffix("'s")  # "8:00 AM Eastern's fine"
    seasons = (now.replace(month=1, day=1), now.replace(month=7, day=1))
    if name.upper() in {firm.tzname(season.replace(tzinfo=None)) for season in seasons}:
        return firm
    known = ZONES[name]
    return ZoneInfo(known) if isinstance(known, str) else timezone(timedelta(minutes=known))
