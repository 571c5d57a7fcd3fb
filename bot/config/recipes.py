"""Ready settings for well-known systems, one file each in `bot/flow/recipes`.

One rule merges them: what the settings say stands before what the recipe says, key by key in tables at any
depth; everything else, a list too, is replaced whole.
"""

import tomllib
from functools import cache
from pathlib import Path

RECIPES = Path(__file__).parent.parent / "flow" / "recipes"


def recipe_names() -> tuple[str, ...]:
    """Return the names of all recipes, sorted."""
    return tuple(sorted(file.stem for file in RECIPES.glob("*.toml")))


def with_recipe(raw: object) -> object:
    """Return a driver's settings with those of the recipe they name beneath them.

    Raises:
        ValueError: There is no such recipe.
    """
    if not isinstance(raw, dict) or "recipe" not in raw:
        return raw
    name, known = raw["recipe"], recipe_names()
    if name not in known:
        raise ValueError(f"there is no recipe {name!r}; known: {', '.join(known)}")
    return merged(_recipe(name), raw)


def merged(below: object, above: object) -> object:
    """Return two settings as one; those above stand before those below."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return {**below, **{key: merged(below.get(key), value) for key, value in above.items()}}


@cache
def _recipe(name: str) -> dict[str, object]:
    return tomllib.loads((RECIPES / f"{name}.toml").read_text(encoding="utf-8"))
