"""Reads of plans, as dataclasses for pages and documents."""
