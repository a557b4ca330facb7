"""Where the files under `resources/` are: inside the installed package first, else beside the checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Return the path of `name` (such as "mappings/northwind.toml") under `resources/`."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name
