"""Lint: what would embarrass a report, found before it is submitted. One set of rules, whatever the text came from."""
