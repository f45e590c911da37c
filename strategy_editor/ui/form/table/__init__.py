"""The page of a table: a grid whose cells are edited in place, as in a spreadsheet."""
