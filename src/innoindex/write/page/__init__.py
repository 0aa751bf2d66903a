"""A unit's report as a page: its parts, the templates, the script that recomputes the ranks."""
