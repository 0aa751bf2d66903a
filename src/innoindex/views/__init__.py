"""From results to views, one file a command."""
