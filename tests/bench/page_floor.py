"""The floor of a page: a FastAPI route that looks up who asks and answers with bytes that are there already.

python page_floor.py DATABASE COOKIE BYTES PORT
"""

import sqlite3
import sys
from pathlib import Path
from typing import Annotated

import uvicorn
from fastapi import Depends, FastAPI, HTTPException, Request, Response


def floor(database: str, cookie: str, body: bytes) -> FastAPI:
    """Return the application; whoever shows a device of that database may read."""
    app = FastAPI()
    connection = sqlite3.connect(database, check_same_thread=False)

    async def who_asks(request: Request) -> int:
        _, _, device, *_ = (*request.cookies.get(cookie, "").split("."), "", "", "")
        query = (
            "SELECT links.id FROM links JOIN devices ON devices.link = links.id "
            "WHERE devices.id = ? AND links.ended_at IS NULL"
        )
        found = connection.execute(query, [device]).fetchone()
        if found is None:
            raise HTTPException(401)
        return int(found[0])

    @app.get("/{path:path}")
    async def page(path: str, asks: Annotated[int, Depends(who_asks)]) -> Response:
        del path, asks
        return Response(body, media_type="text/html; charset=utf-8")

    return app


if __name__ == "__main__":
    _, at, name, kept, port = sys.argv
    app = floor(at, name, Path(kept).read_bytes())
    uvicorn.run(app, port=int(port), access_log=False, log_level="warning")
