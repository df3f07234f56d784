"""The privacy notice (GDPR 13-14) and its version.

The text is templates/privacy/notices/text.html. When it changes in substance, so does VERSION, and
everybody is shown it once more before the next conversation. tests/test_notices.py keeps a
digest, so that neither changes without the other by oversight.
"""

VERSION = "2026-11"
