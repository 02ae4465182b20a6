"""The `handrail` command: the only place that knows both halves.

A command reads its words, calls one function and prints what it gave. Errors go to standard error as one
sentence with the mend; the exit code is 1 for a failure and 2 for a wrong call.
"""

import sys

import click

from recorder import __version__
from recorder.errors import RecorderError
from server.errors import ServerError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail")
def commands() -> None:
    """Do a task once; get a guide your team can read, follow, run and trust."""


def main() -> None:
    """Run the command line; an error that a person can meet becomes one sentence and exit code 1."""
    try:
        commands()
    except (RecorderError, ServerError) as error:
        click.echo(f"handrail: {error}", err=True)
        sys.exit(1)
