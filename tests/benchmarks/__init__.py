"""What the program promises of its speed, measured: ``python3 dev.py bench``.

Every figure stands beside a floor taken in the same run: the least work that anybody could do
for the same result. Nothing here asserts; a figure that misses its target says so.
"""
