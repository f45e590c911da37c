"""The actions of ``versions``: one module for each.

JSON outputs share one shape for a version (``outlines.version_shape``) and name their own
format; a field is never taken away or given another meaning within one number.
"""
