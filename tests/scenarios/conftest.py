"""A house for each scenario; when the scenario ends, nothing may have gone unseen."""

from collections.abc import Callable, Iterator

import pytest

from bot.store.database import open_database
from bot.store.work import Store
from tests.conftest import TEST_IDS
from tests.scenarios.house import InMemory


@pytest.fixture
def a_house(sqlite_url: str) -> Iterator[Callable[..., InMemory]]:
    """Build a house with settings of its own."""
    store, built = Store(open_database(sqlite_url), TEST_IDS), list[InMemory]()

    def build(**more: object) -> InMemory:
        built.append(InMemory(store, **more))  # type: ignore[arg-type]
        return built[-1]

    yield build
    for house in built:
        house.is_over()
    store.close()


@pytest.fixture
def house(a_house: Callable[..., InMemory]) -> InMemory:
    """The house as most desks have it."""
    return a_house()


@pytest.fixture
def house_on_both(store: Store) -> Iterator[InMemory]:
    """The same on SQLite and on PostgreSQL."""
    house = InMemory(store)
    yield house
    house.is_over()
