"""Many cases in, one record for each out: in order, in constant memory, and no bad row stops the rest.

`rows` reads chunks of raw rows, `chunk` answers one chunk (in a worker process), `pipeline` keeps the workers busy
and the order kept, `run` is what the command calls.
"""
