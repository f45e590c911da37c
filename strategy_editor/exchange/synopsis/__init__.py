"""Editions side by side, unit by unit: what fell away, what is new, and why.

The federal rules for such tables (Handbuch der Rechtsförmlichkeit, 3rd ed., marginal numbers 854
to 856) say how it looks: what falls away is italic on the left, what is new is bold on the right,
whole units are called unchanged or dropped. Units correspond by identity and lineage, never by
their numbers. A result is plain values; writing them is for ``docx``.
"""
