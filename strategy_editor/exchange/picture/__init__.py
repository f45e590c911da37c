"""Pictures of a strategy as SVG: the flow of goals from one edition to the next, and horizons.

Where things stand is computed apart from how they are drawn, so that a window can find what was
clicked on. SVG 1.1 with patterns, which browsers, office suites and Qt draw alike; every shape
that means something has a title, and nothing is told by colour alone.
"""
