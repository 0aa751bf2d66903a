"""How sure a rank is: draws of the choices behind it, and what they do to the ranking."""
