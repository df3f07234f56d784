"""Models live beside their rules, in the rooms of this app; Django finds them here."""
