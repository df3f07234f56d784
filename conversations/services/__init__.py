"""The verbs that write, by topic:

rounds      open a year's conversations, late joiners, the day's upkeep
handover    changes of supervisor
texts       answers and ratings, two writers on the same text
items       goals and development needs
preparing   share, or delete what was left unshared
scheduling  time, place and invitation
signing     hold, sign, lock
"""
