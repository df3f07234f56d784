"""The year's round: what HR chooses before opening it, whom it settles one by one, talks outside
it, and the plain words on who gets what. Whose turn it is stands in `conversations.turns`; the work
that makes the conversations in `conversations.services.rounds`."""
