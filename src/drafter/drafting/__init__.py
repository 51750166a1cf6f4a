"""(Report, template) -> Document: the Jinja environment, the values it sees, chapters and library sections."""
