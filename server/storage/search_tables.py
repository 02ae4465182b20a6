"""The tables of the search index, made and mended by `search.py`."""

from sqlalchemy import Column, Float, Integer, MetaData, String, Table, Text

from server.storage.tables import Serial

metadata = MetaData()

entries = Table(
    "search_guides",
    metadata,
    Column("id", Serial, primary_key=True),  # a new one each time, so that others see what is new
    Column("guide", String(64), nullable=False, unique=True),
    Column("language", String(10), nullable=False, index=True),  # the one its words are stemmed in
    Column("about", Text, nullable=False),
    Column("programs", Text, nullable=False),  # one a line
    Column("lines", Text, nullable=False),
    Column("words", Text, nullable=False),  # all of them, unstemmed, with spaces between
    sqlite_autoincrement=True,
)

postings = Table(
    "search_postings",
    metadata,
    Column("stem", String(50), primary_key=True),
    Column("entry", Serial, primary_key=True, autoincrement=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)

vocabulary = Table(
    "search_words",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("word", String(50), nullable=False, unique=True),
    Column("guides", Integer, nullable=False),  # how many hold it
    sqlite_autoincrement=True,
)
