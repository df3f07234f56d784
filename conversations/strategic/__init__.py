"""The strategic conversation of the city manager's leadership group (requirements 30, 31, 34, 43).

The group's common parts (thoughts, texts, attendance, closing) are those of every group
(conversations.groups). Here are its agenda with the material beside, its decisions for the next
year, which take effect when they are confirmed, and the summary that HR compiles and shares.
"""
