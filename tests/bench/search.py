"""What a search costs with 10,000 guides: beside a bare FTS5 query, and over HTTP beside a bare route.

The floor in the process is one FTS5 query (porter, bm25, the best 20 ids) over the same words, asked by turns
with the whole search (stems, spelling, meaning, excerpts); CPU counts, which other work changes little.
Over HTTP, more different questions by turns than answers are kept of, and one that many ask.
"""

import gc
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote

from sqlalchemy import select

from server.base import KnowledgeBase, opened_base
from server.searching.finding import find
from server.settings import Settings
from server.storage.search_tables import entries
from tests.bench.big_base import GUIDES, big_base, copied
from tests.bench.big_words import PHASES, QUALIFIERS, SUBJECTS
from tests.bench.load import is_here, load
from tests.bench.pages import CONNECTIONS, FLOOR, ServedBase
from tests.bench.served import served

QUESTIONS = 400
MANY = 6_000
"""Over HTTP: more than a server keeps answers of, so that each is looked for anew."""
HEAD = f"{'':<46}{'p50 ms':>8}{'p90':>8}{'p99':>8}\n"
AIMS = "Aims: the whole search under 10 ms at p99; started in under 2 s.\n"


def measure(out: Callable[[str], object]) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as name, ExitStack() as opened:
        folder = Path(name)
        data = copied(big_base(GUIDES, out), folder / "big")
        with opened_base(Settings(data=data)) as base:
            _in_the_process(base, folder / "floor.db", out)
        if not is_here():
            out("Searching over HTTP is not measured: wrk is not installed.\n")
            return
        big = ServedBase(data)
        handrail = opened.enter_context(big.served())
        asked = list(dict.fromkeys(quote(each) for each in questions(MANY)))
        body = folder / "answer"
        body.write_bytes(big.fetch(handrail, f"/api/search?q={asked[0]}"))
        bare = [str(FLOOR), str(data / "handrail.db"), big.cookie[0], str(body), "{port}"]
        floor = opened.enter_context(served([sys.executable, *bare]))
        for what, server, paths in (
            ("floor: who asks is looked up, bytes are there", floor, ["/"]),
            (
                "/api/search, different questions by turns",
                handrail,
                [f"/api/search?q={each}" for each in asked],
            ),
            ("/api/search, the same question", handrail, [f"/api/search?q={asked[0]}"]),
            ("/search, the page", handrail, [f"/search?q={each}" for each in asked]),
        ):
            for turn, connections in enumerate(CONNECTIONS):
                part = paths[turn :: len(CONNECTIONS)] or paths  # or the second would be asked what is kept
                done = load(server.url, part, connections, big.headers)
                out(f"{what:<46}{connections:>4} at once: {done.rate:>8.1f}/s, p50 {done.half:.1f} ms, ")
                out(f"p99 {done.most:.1f} ms{' failed!' if done.failed else ''}\n")
        out(f"started in {handrail.started:.1f} s, {handrail.megabytes():.0f} MB at its peak\n{AIMS}")


def questions(count: int = QUESTIONS) -> Sequence[str]:
    """Return what is asked: names, parts of names, misspelt and whole sentences, always the same."""
    pick = random.Random(5)
    made = []
    for turn in range(count):
        subject, phase, qualifier = pick.choice(SUBJECTS), pick.choice(PHASES), pick.choice(QUALIFIERS)
        last = subject.one.split()[-1]
        made.append(
            (
                f"{pick.choice(phase.tasks)} {subject.one}",
                subject.one[:4],
                f"{pick.choice(subject.fields)} {qualifier}",
                f"{last[:2]}{last[3:]} {qualifier.split()[-1]}",
                f"how do I give the {subject.role} {subject.plural} back {qualifier}",
            )[turn % 5]
        )
    return made


def _in_the_process(base: KnowledgeBase, floor: Path, out: Callable[[str], object]) -> None:
    """Ask the whole search and the floor by turns and print what each took of the CPU."""
    took: dict[str, list[float]] = {"floor: a bare FTS5 query": [], "the whole search": []}
    with sqlite3.connect(floor) as bare, base.database.reading() as connection:
        bare.execute("CREATE VIRTUAL TABLE f USING fts5(words, tokenize = 'porter unicode61')")
        rows = connection.execute(select(entries.c.id, entries.c.lines))
        bare.executemany("INSERT INTO f (rowid, words) VALUES (?, ?)", [tuple(row) for row in rows])
        base.known.learn(connection)
        gc.freeze()  # as a server does
        for asked in questions():
            words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", asked)) + "*"
            began = time.thread_time()
            bare.execute("SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 20", (words,)).fetchall()
            middle = time.thread_time()
            find(connection, asked, known=base.known)
            ended = time.thread_time()
            for name, seconds in zip(took, (middle - began, ended - middle), strict=True):
                took[name].append(1000 * seconds)
    out(f"{GUIDES} guides, CPU of a search in the process\n{HEAD}")
    for name, each in took.items():
        parts = quantiles(each, n=100, method="inclusive")
        out(f"{name:<46}{parts[49]:>8.1f}{parts[89]:>8.1f}{parts[98]:>8.1f}\n")
