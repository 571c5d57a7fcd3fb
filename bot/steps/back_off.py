"""How long to wait before the next try: longer each time, half an hour at most."""

from datetime import timedelta

FIRST = timedelta(seconds=15)
LONGEST = timedelta(minutes=30)


def back_off(attempts: int) -> timedelta:
    """Return the wait after so many attempts, doubling from 15 seconds to half an hour."""
    return min(FIRST * (1 << min(max(attempts - 1, 0), 10)), LONGEST)
