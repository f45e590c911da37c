"""What is done to elements as wholes: adding, moving, removing."""
