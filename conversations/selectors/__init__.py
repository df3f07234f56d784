"""Reads that return what a page, a letter or another app needs.

needs     agreed needs of a team (for the training plan)
standing  whose turn a conversation is and by when
parts     one conversation's page: bridge, rail, questions, ratings, items
lists     one's own, the team's and everybody's conversations
"""

from conversations.selectors.needs import team_needs

__all__ = ["team_needs"]
