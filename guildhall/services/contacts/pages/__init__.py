"""The pages only the helpdesk has: logging, knowledge beside the call, hours, skills, and the telephone."""
