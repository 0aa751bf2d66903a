"""Chinese of the messages of: compute."""

COMPUTE: dict[str, str] = {}
