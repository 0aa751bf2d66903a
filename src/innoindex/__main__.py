"""`python -m innoindex`."""

from .cli import main

main()
