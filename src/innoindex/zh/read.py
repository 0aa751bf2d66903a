"""Chinese of the messages of: read."""

READ: dict[str, str] = {}
