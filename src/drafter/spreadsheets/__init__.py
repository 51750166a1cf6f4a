"""Spreadsheets in: tables that others made, bounded, every cell with its place as it was typed."""
