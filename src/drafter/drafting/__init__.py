"""(Report, template) -> Document: the engine of templates, what they see, chapters."""
