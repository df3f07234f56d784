"""What happens to sessions and identities, for those above to write down (audit.sign_in)."""

from django.dispatch import Signal

# user, reason ("idle" or "age"): a session reached its limit
session_ended = Signal()
# user, everywhere (bool): somebody ended a session of one's own
session_closed = Signal()
# user: one showed once more who one is
reauthenticated = Signal()
# user (None when unknown), reason: the provider vouched for somebody whom we did not let in
openid_refused = Signal()
# user: an account was joined to an identity at the provider
openid_linked = Signal()
