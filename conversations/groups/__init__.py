"""Group conversations (requirements 11-13, 23, 30, 35-37, 44, 46): teams, responsibility areas,
leadership groups, heads' teams, and the strategic conversation's common parts.

Who sees what stands in docs/architecture.md; `querysets.py` and `policies.py` are the only doors.
"""
