"""The outline: the structure of the strategy with numbers, titles and badges."""
