"""The small window that shows a recording and controls it, a program of its own.

It needs nothing but Python and Tk, as it may run on another Python than the recorder's. It reads events from
standard input and writes orders to standard output, lines of JSON both; when the input ends, it ends. Where
it stands is decided by the recorder, which sees the pointer.
"""
