"""The verbs that write, by topic:

collecting  how thoughts are sent; sending them; the closing of the collection
writing     agreed texts, headings, items, practices, attendance
scheduling  time, place and invitation
closing     the summary, closing and reopening
"""
