"""What became of former goals: the view of dispositions, its pictures, the next edition."""
