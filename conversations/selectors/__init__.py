"""Reads that return what a page, a letter or another app needs.

needs     agreed needs of a team (for the training plan)
standing  whose turn a conversation is and by when
parts     one conversation's page: bridge, rail, questions, ratings, items
reading   the agreed content as it is shown, one's own preparation as a whole
lists     one's own conversations
team      a supervisor's team and its competence
overview  that conversations exist, for HR and directors
"""

from conversations.selectors.needs import team_needs

__all__ = ["team_needs"]
