"""What the clerk wrote: the YAML file as text, as values with places, and as a Report."""
