"""One conversation's page, by topic.

page     what the reader may see: questions with what stands beside, goals and needs, last year's
rail     the parts at the left
ratings  the competences on their scale
way      the bridge, and whose turn it is
"""

from conversations.selectors.parts.page import PREPARE, TALK, Page, page_of

__all__ = ["PREPARE", "TALK", "Page", "page_of"]
