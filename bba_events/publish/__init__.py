"""Entries to bytes that people read: feeds, block, agenda page and data; byte for byte stable.

This room knows how things are written.  What is true of an event, which entries there are and when a
run happens is left to the rooms that call it; nothing here opens a connection, reads a clock or asks
the store.  ``outputs`` says which files there are, ``files`` puts them on disk.
"""
