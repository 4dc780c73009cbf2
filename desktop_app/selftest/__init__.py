"""The self-test of the shipped program: does everything a post needs work on this PC?"""
