"""HR edits the templates of conversations: drafts, publishing, archiving, preview."""
