"""Goals through the year: one's own, the team's, what was noted of them, and what signing asks."""
