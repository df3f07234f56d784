"""Pages of group conversations."""
