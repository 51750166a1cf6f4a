"""A blank form that has changed since a report was begun, brought to the report."""
