"""The event log for people: who has looked at one's data, and the data-protection officer."""
