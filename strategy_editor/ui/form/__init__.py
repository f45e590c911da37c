"""The form of one element: fields from the plan, children as cards that open in place."""
