"""Document <-> files. A writer knows the Document and the layout, and nothing else."""
