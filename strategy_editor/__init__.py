"""Edit, compare and export government strategy documents."""

__version__ = "0.1.0"
