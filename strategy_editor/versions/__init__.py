"""The named states of a strategy, kept in a Git repository that its authors never see.

Only this package knows Git (through pygit2). It deals in bytes and documents; merging two
histories is brought together with the structural merge in ``workspace``.

Where: a file has a bare repository of its own beside it (``.<name>.versions``), which moves and
is backed up with it and surprises nobody; one repository for a folder would mix strategies.
A file in somebody's working tree uses that repository, on the branch that is checked out, and
touches there what ``git commit --only FILE`` would: the branch and the index entry of the file.

References: versions are commits on the branch, and their name, kind and fingerprint stand in the
message (see ``message``), for a commit with its message is one object and moving the branch to it
is one step, while a tag beside it could be missing after a crash and clash between colleagues.
Working states, what the draft was made from and which frozen versions were seen are references
below ``refs/strategy-editor/``, which are never sent. Names need not be unique, ids are.

Form: every version holds the canonical form, so that ``git log -p`` shows what was edited; bytes
that were not canonical are kept as they were in a version before it, once, for where the history
is canonical already they differ in layout alone. Pictures that a version shows are kept with it.

Safety: objects are written and flushed first, then the branch moves, comparing and swapping under
Git's own lock: a process killed at any moment leaves the history as before or complete. Writers
of this program take turns by a lock of the system, which no dead process can hold; what it left
of Git's lock files is swept by the next one, while those of other programs stay (see ``guard``).
"""
