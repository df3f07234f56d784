"""Pages of conversations: load through the read doors, ask the policy, form, service, render."""
