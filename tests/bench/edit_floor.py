"""The floor of an edit: a bare route that reads the same body and commits one row."""

import json
import sqlite3
import sys
from typing import Annotated, Any

import uvicorn
from fastapi import Body, FastAPI


def floor(path: str) -> FastAPI:
    """Return the application over a database at that path."""
    app = FastAPI()
    database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=NORMAL")
    database.execute("CREATE TABLE IF NOT EXISTS edits (serial INTEGER PRIMARY KEY, payload TEXT)")

    @app.post("/edits")
    def post_edits(sent: Annotated[dict[str, Any], Body()]) -> Any:
        kept = database.execute("INSERT INTO edits (payload) VALUES (?)", [json.dumps(sent["edits"])])
        return {"serial": kept.lastrowid}

    return app


if __name__ == "__main__":
    uvicorn.run(floor(sys.argv[1]), port=int(sys.argv[2]), access_log=False, log_level="warning")
