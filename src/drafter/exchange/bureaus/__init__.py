"""Reports of many bureaus: from one table, and into one report."""
