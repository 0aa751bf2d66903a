"""Spreadsheets: sheets of tables, their look, a native chart, what stands on the first page."""
