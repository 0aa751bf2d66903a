"""Chinese of the messages of: cli."""

CLI: dict[str, str] = {}
