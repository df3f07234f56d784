"""Target levels of units and job titles, beside a framework's own (requirement 34, A9)."""
