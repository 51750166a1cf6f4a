"""From an old report to a report file whose draft is that report."""
