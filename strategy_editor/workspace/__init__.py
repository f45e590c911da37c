"""One open document and what the faces share: the session, and putting results into words."""
