"""The next period's report file: from a template's blank form, or from the last period's file."""
