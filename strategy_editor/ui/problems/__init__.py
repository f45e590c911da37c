"""The problems panel: what the check finds, with a way to the place."""
