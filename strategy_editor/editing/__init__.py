"""The changes a user can make, as functions from document to document, and undo.

An edit may produce an invalid document, for drafts are, but not one that XML cannot hold. Undo
keeps earlier roots instead of inverse operations: there is nothing to get wrong.
"""
