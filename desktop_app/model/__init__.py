"""Facts and rules of the registers in pure Python: no window, no database, no paper."""
