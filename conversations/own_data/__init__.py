"""What of development conversations is handed to the person (core.personal).

talks  one's own conversations
led    what holding conversations with others leaves of oneself, and documents
"""

from conversations.own_data import led, talks  # noqa: F401 - they register themselves
