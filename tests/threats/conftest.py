"""The house of the scenarios, under attack."""

from tests.scenarios.conftest import a_house, house, house_on_both

__all__ = ["a_house", "house", "house_on_both"]
