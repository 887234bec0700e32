"""Reading the staff sheet that SIASN exports: pure reading, no database.

``table.open_table`` tells what a file is by its content, finds the head row and yields rows of the wanted
columns; ``staff_row.read_row`` turns one of them into a ``StaffRow`` and the faults found in it.
"""
