"""The command line: one module for each command, none of which loads Qt.

Exit codes: 0 done, with warnings and hints included; 1 errors found; 2 something cannot be read
or written, or the call was not understood.
"""
