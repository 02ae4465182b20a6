"""The `handrail` command: with `commands/` beside it the only place that knows both halves.

A command reads its words, calls one function and prints what it gave. Errors go to standard error as one
sentence with the mend; the exit code is 1 for a failure and 2 for a wrong call.
"""

import gc
import os
import sys

import click

from recorder import __version__
from recorder.errors import RecorderError
from server.commands.demo import demo
from server.commands.doctor import doctor
from server.commands.export import export
from server.commands.here import here
from server.commands.import_ import import_
from server.commands.options import say, settings
from server.commands.push import push
from server.commands.record import record
from server.commands.recover import recover
from server.commands.serve import serve
from server.commands.share import share
from server.commands.show import show
from server.errors import ServerError


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="handrail")
@click.pass_context
def commands(context: click.Context) -> None:
    """Do a task once; get a guide your team can read, follow, run and trust.

    Without a command the knowledge base of this machine opens in the browser, ready to record.
    """
    if context.invoked_subcommand is None:
        from server.commands.reading import picture_reader
        from server.recording.child import ChildRecorder
        from server.rendering import BRAND
        from server.serving import open_in_browser

        wished, own = settings(share=False, host=""), [sys.executable, "-P", "-m", "server.cli"]
        record = [*own, "record", f"--exclude-window={BRAND}"]  # a click on the page's buttons is no step
        recorder = ChildRecorder(record, [*own, "recover"], wished.data / "takes")
        open_in_browser(wished, say, recorder, picture_reader())


for each in (serve, import_, record, recover, doctor, show, here, export, push, share, demo):
    commands.add_command(each)


def main() -> None:
    """Run the command line; an error that a person can meet becomes one sentence and exit code 1."""
    _occupy_standard_streams()
    try:
        commands()
    except (RecorderError, ServerError) as error:
        click.echo(f"handrail: {error}", err=True)
        sys.exit(1)
    finally:
        gc.freeze()  # else the interpreter looks at every object once more, for a quarter of a second


def _occupy_standard_streams() -> None:
    """Open what was closed, so that no file gets its number and with it what others say to standard error."""
    for descriptor, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
        if getattr(sys, name) is None:
            setattr(sys, name, open(descriptor, mode, closefd=False, encoding="utf-8"))  # noqa: SIM115


if __name__ == "__main__":
    main()
