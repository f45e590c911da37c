"""What differs between the open document and another edition or state."""
