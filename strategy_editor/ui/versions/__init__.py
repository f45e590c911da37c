"""The history of the strategy in the window; loaded when somebody asks for it, with Git."""
