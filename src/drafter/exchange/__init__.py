"""What goes between the report file and Word or Excel, out and back."""
