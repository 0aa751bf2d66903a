"""Views written out: one file a format."""
