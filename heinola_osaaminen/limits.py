"""What costs much or writes to others, and how often one account may ask for it.

In one table, so that a reader sees them all: (method, URL name) -> (what is counted, rate). The
numbers leave room for a busy day of HR. tests/test_break_in.py walks into them.
"""

from core.limits import HOUR, MINUTE, Rate

DOCUMENTS = ("documents", Rate(60, HOUR))
CODES = ("codes", Rate(60, HOUR))
TABLES = ("tables", Rate(60, HOUR))
IMPORTS = ("imports", Rate(30, HOUR))
ROUNDS = ("rounds", Rate(10, HOUR))
INVITATIONS = ("invitations", Rate(20, HOUR))
RIGHTS = ("rights", Rate(100, HOUR))
OWN_DATA = ("own-data", Rate(5, HOUR))
LOG = ("log", Rate(60, 10 * MINUTE))
FEEDBACK = ("feedback", Rate(10, HOUR))

LIMITS: dict[tuple[str, str], tuple[str, Rate]] = {
    ("POST", "conversations:document"): DOCUMENTS,
    ("POST", "conversations:earlier"): DOCUMENTS,
    ("POST", "conversations:paper_print"): DOCUMENTS,
    ("POST", "conversations:sign_here"): CODES,
    ("POST", "conversations:give_code"): RIGHTS,
    ("POST", "conversations:reopen"): RIGHTS,
    ("POST", "groups:document"): DOCUMENTS,
    ("POST", "training_plans:plan_pdf"): DOCUMENTS,
    ("POST", "training_plans:package_pdf"): DOCUMENTS,
    ("GET", "training_plans:plan_table"): TABLES,
    ("GET", "training_plans:package_table"): TABLES,
    ("GET", "conversations:matrix_table"): TABLES,
    ("GET", "conversations:needs_table"): TABLES,
    ("GET", "conversations:needs_csv"): TABLES,
    ("POST", "conversations:needs_publish"): ROUNDS,
    ("POST", "organization:import_files"): IMPORTS,
    ("POST", "organization:import_columns"): IMPORTS,
    ("POST", "conversations:round_open"): ROUNDS,
    ("POST", "conversations:round_refresh"): ROUNDS,
    ("POST", "organization:invite_all"): INVITATIONS,
    ("POST", "organization:role_grant"): RIGHTS,
    ("POST", "organization:role_end"): RIGHTS,
    ("POST", "organization:seat_give"): RIGHTS,
    ("POST", "organization:seat_end"): RIGHTS,
    ("POST", "organization:directory_keys"): RIGHTS,
    ("POST", "organization:directory_group"): RIGHTS,
    ("GET", "organization:import_refused"): TABLES,
    ("POST", "privacy:feedback"): FEEDBACK,
    ("POST", "privacy:own_data_order"): OWN_DATA,
    ("GET", "privacy:log_export"): LOG,
    ("GET", "privacy:retention_counts"): TABLES,
    ("GET", "privacy:retention_names"): TABLES,
}
