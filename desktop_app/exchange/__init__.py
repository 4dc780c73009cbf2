"""Files of other programs: workbooks, tables as text, records line by line."""
