"""The version, where every room may read it; pyproject.toml says the same."""

__version__ = "0.1.0"
