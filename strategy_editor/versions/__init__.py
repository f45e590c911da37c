"""The named states of a strategy, kept in a Git repository that its authors never see.

Only this package knows Git (through pygit2). It deals in bytes and documents; merging two
histories is brought together with the structural merge in ``workspace``.
"""
