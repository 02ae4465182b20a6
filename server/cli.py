"""The `handrail` command: the only place that knows both halves.

A command reads its words, calls one function and prints what it gave. Errors go to standard error as one
sentence with the mend; the exit code is 1 for a failure and 2 for a wrong call.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder import __version__
from recorder.errors import GuideFileError, RecorderError
from server.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.base import KnowledgeBase
    from server.links import Role
    from server.settings import Settings
    from server.sharing import Invitation

FORMS = ("html", "md", "pdf", "docx", "pptx", "gif", "mp4")


DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="The knowledge base's folder."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(__version__, prog_name="handrail")
@click.pass_context
def commands(context: click.Context) -> None:
    """Do a task once; get a guide your team can read, follow, run and trust.

    Without a command the knowledge base of this machine opens in the browser.
    """
    if context.invoked_subcommand is None:
        from server.serving import open_in_browser

        open_in_browser(_settings(share=False, host=""), _say)


@commands.command()
@DATA
@click.option("--host", help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on; 0 takes a free one.")
@click.option("--share", is_flag=True, default=None, help="Let others in, each with a link.")
def serve(**wished: Path | str | int | bool | None) -> None:
    """Serve the knowledge base until Ctrl+C or SIGTERM."""
    from server.serving import serve as serve_base

    serve_base(_settings(**wished), _say)


@commands.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@DATA
def import_(files: tuple[Path, ...], data: Path | None) -> None:
    """Take guide files into the knowledge base on this machine."""
    if not _take_in(_settings(data=data), files):
        sys.exit(1)


def _take_in(settings: Settings, files: Sequence[Path]) -> bool:
    """Take guide files in, saying what became of each; return whether all of them could be."""
    from server.base import opened_base
    from server.importing import take_in
    from server.painting import draw_waiting
    from server.storage.people import machine_user

    failed = False
    with opened_base(settings) as base:
        with base.database.writing() as connection:
            person = machine_user(connection)
        for file in files:
            try:
                arrival = take_in(base, file, person)
            except GuideFileError as error:
                click.echo(f"handrail: {file.name}: {error}", err=True)
                failed = True
            else:
                click.echo(f"{file.name}: {_OUTCOMES[arrival.outcome]} (/guides/{arrival.guide})")
        draw_waiting(base)
    return not failed


_OUTCOMES = {
    "new": "is in the knowledge base",
    "same": "was there already, just so",
    "draft": "differs from what came before; it waits as a draft, and nothing was overwritten",
}


@commands.command()
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--title", default="", help="The guide's title; by default one is proposed.")
@click.option("--process", default="", help="The process that the guide belongs to.")
@click.option("--stage", default="", help="The stage of that process.")
@click.option("--monitor", type=int, help="Record only what is done on this monitor, counted from 1.")
@click.option("--window", default="", metavar="TITLE", help="Record only this window: its title, or 0x… id.")
@click.option("--exclude-window", multiple=True, metavar="TITLE", help="Never keep windows of this title.")
@click.option("--whole-screen", is_flag=True, help="Keep what lies outside the windows acted on.")
@click.option("--keep", is_flag=True, help="Leave the recording where it is after the guide is written.")
@click.option("--push", metavar="LINK", help="Hand the guide to the knowledge base of this editor's link.")
@click.option("--stop-keys", default="Ctrl+Alt+End", show_default=True, help="The hotkey that stops.")
def record(push: str | None, **wished: object) -> None:
    """Record until the stop hotkey, Ctrl+C or SIGTERM, and write the guide."""
    from recorder.capture.surroundings import check_surroundings

    check_surroundings()
    from recorder.capture.record import Wishes, record_guide
    from recorder.desktop.linux import LinuxDesktop

    if push:
        from recorder.push import push_guide, read_link

        read_link(push)
    wishes = Wishes(**wished)  # type: ignore[arg-type]  # named as the options above
    desktop = LinuxDesktop(None, os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    guide = record_guide(wishes, desktop, lambda sentence: click.echo(sentence, err=True))
    click.echo(f"{wishes.output}: {guide.title}, {len(guide.steps)} steps")
    if push:
        click.echo(push_guide(wishes.output, push))


@commands.command()
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file, or a folder for several.")
@click.option("--keep", is_flag=True, help="Leave the recordings where they are.")
def recover(output: Path | None, *, keep: bool) -> None:
    """Finish what a crash interrupted."""
    from recorder.capture.recover import recover_all
    from recorder.capture.spool import spool_root

    done: list[bool] = []
    for each in recover_all(spool_root(), output, keep=keep):
        done.append(each.guide is not None)
        click.echo(each.told, err=not done[-1])
    if not done:
        click.echo("No recording was interrupted.")
    if not all(done):
        sys.exit(1)


@commands.command()
@click.option("--stop-keys", default="Ctrl+Alt+End", show_default=True, help="The hotkey to look at.")
def doctor(stop_keys: str) -> None:
    """Tell what works here, and how to mend what does not."""
    from recorder.doctor import examine

    findings = []
    for each in examine(os.environ, stop_keys):
        findings.append(each)
        click.echo(f"{'ok ' if each.well else 'not'}  {each.name}: {each.told}")
    if any(each.needed and not each.well for each in findings):
        sys.exit(1)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the whole document as JSON.")
@click.option("--ledger", is_flag=True, help="Print what became of every recorded event.")
def show(file: Path, *, as_json: bool, ledger: bool) -> None:
    """Print the title and the steps of a guide."""
    from recorder.document.guidefile import read_guide
    from recorder.document.guidejson import guide_to_json
    from server.outline import account, outline

    with read_guide(file) as opened:
        guide = opened.guide
    if as_json:
        click.echo(guide_to_json(guide))
    elif ledger:
        click.echo(account(guide.recorded.ledger if guide.recorded else None))
    else:
        click.echo(outline(guide))


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The format.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Where to write; beside FILE if not said."
)
def export(file: Path, form: str, output: Path | None) -> None:
    """Write a guide in another format: one HTML file that opens anywhere, offline."""
    if form != "html":
        click.echo(f"handrail: Export to {form} is not in this release yet; use --to html.", err=True)
        sys.exit(2)
    from recorder.document.guidefile import read_guide
    from server.exporters.files import write_whole
    from server.exporters.html import to_html

    with read_guide(file) as opened:
        text = to_html(opened.guide, opened.images)
    written = output or file.with_suffix(".html")
    write_whole(written, text.encode())
    click.echo(written)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "link", required=True, metavar="LINK", help="The editor's link of the knowledge base.")
def push(files: tuple[Path, ...], link: str) -> None:
    """Hand guides to a team's knowledge base, and print where they are."""
    from recorder.push import push_guide

    failed = False
    for file in files:
        try:
            click.echo(push_guide(file, link))
        except RecorderError as error:
            click.echo(f"handrail: {file.name}: {error}", err=True)
            failed = True
    if failed:
        sys.exit(1)


@commands.group(invoke_without_command=True)
@DATA
@click.pass_context
def share(context: click.Context, data: Path | None) -> None:
    """List the links that let others in; add, renew and end them. A running server knows at once."""
    context.obj = data
    if context.invoked_subcommand is None:
        _print_links(data)


@share.command("list")
@DATA
@click.pass_obj
def share_list(above: Path | None, data: Path | None) -> None:
    """List the links that hold."""
    _print_links(data or above)


@share.command("add")
@click.option("--name", required=True, help="For whom it is: a person or a group.")
@click.option("--role", required=True, type=click.Choice(["reader", "editor"]), help="What they may do.")
@DATA
@click.pass_obj
def share_add(above: Path | None, name: str, role: Role, data: Path | None) -> None:
    """Make a link and print it."""
    from server.base import opened_base
    from server.sharing import add

    with opened_base(_settings(data=data or above)) as base:
        _print_invitation(base, add(base, name, role))


@share.command("renew")
@click.argument("name")
@DATA
@click.pass_obj
def share_renew(above: Path | None, name: str, data: Path | None) -> None:
    """Print a new link in place of an old one, which ends for all who opened it."""
    from server.base import opened_base
    from server.sharing import renew

    with opened_base(_settings(data=data or above)) as base:
        _print_invitation(base, renew(base, name))


@share.command("end")
@click.argument("name")
@DATA
@click.pass_obj
def share_end(above: Path | None, name: str, data: Path | None) -> None:
    """End a link for all who opened it."""
    from server.base import opened_base
    from server.sharing import end

    with opened_base(_settings(data=data or above)) as base:
        link = end(base, name)
    click.echo(f"The link of {link.name} has ended; whoever opened it is out.")


def _print_links(data: Path | None) -> None:
    from server.base import opened_base
    from server.invitations import write_list
    from server.sharing import current_links

    with opened_base(_settings(data=data)) as base:
        click.echo(write_list(current_links(base)))


def _print_invitation(base: KnowledgeBase, invitation: Invitation) -> None:
    from server.addresses import base_addresses
    from server.invitations import write_invitation
    from server.sharing import noted_addresses

    noted = noted_addresses(base)
    click.echo(write_invitation(invitation, noted or base_addresses("", base.settings.port)))
    if not noted:
        click.echo("It opens as soon as the knowledge base runs with: handrail serve --share")


@commands.command()
@click.option("--no-serve", is_flag=True, help="Write the guide to the file given with -o, and end.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Keep the guide here.")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="Keep what is served here.")
def demo(*, no_serve: bool, output: Path | None, data: Path | None) -> None:
    """Record a sample task on a desktop of its own and serve the guide."""
    from tempfile import TemporaryDirectory

    from recorder.demo.demo import record_demo
    from recorder.demo.stopping import stopped_by_signals

    if no_serve and output is None:
        raise click.UsageError("--no-serve needs a file to write: add -o refund.guide.")
    with stopped_by_signals(), TemporaryDirectory(prefix="handrail-demo-") as folder:
        file = output or Path(folder, "refund.guide")
        click.echo("Recording how an order is refunded, on a desktop of its own …", err=True)
        record_demo(file, [sys.executable, "-P", "-m", "server.cli", "record"])
        if not no_serve:
            _serve_demo(file, data or Path(folder, "data"))


def _serve_demo(file: Path, data: Path) -> None:
    """Publish the guide in a knowledge base of its own, and serve that on a free port of this machine."""
    from server.serving import serve as serve_base

    own = _settings(data=data, database="", host="127.0.0.1", port=0, share=False, review_first=False)
    if _take_in(own, [file]):
        serve_base(own, _say)


def _settings(**wished: object) -> Settings:
    """Return the settings: what was said on the command line, else the environment's."""
    from pydantic import ValidationError

    from server.settings import Settings

    try:
        return Settings(**{name: value for name, value in wished.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"]).upper()
        raise click.UsageError(f"HANDRAIL_{name} is not right: {first['msg']}.") from error


def _say(line: str) -> None:
    """Print a line at once, also into a pipe."""
    click.echo(line)
    sys.stdout.flush()


def main() -> None:
    """Run the command line; an error that a person can meet becomes one sentence and exit code 1."""
    try:
        commands()
    except (RecorderError, ServerError) as error:
        click.echo(f"handrail: {error}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
