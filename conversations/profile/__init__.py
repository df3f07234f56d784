"""A person's own competences: where one is, where one is going, and the years behind."""
