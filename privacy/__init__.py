"""Privacy by law: who has looked, a person's own data, retention, notices."""
