"""Chinese of the messages of: scheme."""

SCHEME: dict[str, str] = {}
