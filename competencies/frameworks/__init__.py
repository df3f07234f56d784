"""Writing frameworks: drafts, scale, tree of competences, publication (requirement 34)."""
