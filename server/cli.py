"""The `handrail` command: the only place that knows both halves.

A command reads its words, calls one function and prints what it gave. Errors go to standard error as one
sentence with the mend; the exit code is 1 for a failure and 2 for a wrong call.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recorder import __version__
from recorder.errors import RecorderError
from server.errors import ServerError

if TYPE_CHECKING:
    from server.base import KnowledgeBase
    from server.links import Role
    from server.settings import Settings
    from server.sharing import Invitation


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="handrail")
def commands() -> None:
    """Do a task once; get a guide your team can read, follow, run and trust."""


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
@click.argument("files", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "link", required=True, metavar="LINK", help="The editor's link of the knowledge base.")
def push(files: tuple[Path, ...], link: str) -> None:
    """Hand guides to a team's knowledge base, and print where they are."""
    from recorder.push import push_guide

    for file in files:
        click.echo(push_guide(file, link))


@commands.group(invoke_without_command=True)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="The knowledge base's folder.")
@click.pass_context
def share(context: click.Context, data: Path | None) -> None:
    """List the links that let others in; add, renew and end them. A running server knows at once."""
    from server.base import opened_base
    from server.invitations import write_list
    from server.settings import Settings
    from server.sharing import current_links

    context.obj = Settings() if data is None else Settings(data=data)
    if context.invoked_subcommand is None:
        with opened_base(context.obj) as base:
            click.echo(write_list(current_links(base)))


@share.command("add")
@click.option("--name", required=True, help="For whom it is: a person or a group.")
@click.option("--role", required=True, type=click.Choice(["reader", "editor"]), help="What they may do.")
@click.pass_obj
def share_add(settings: Settings, name: str, role: Role) -> None:
    """Make a link and print it."""
    from server.base import opened_base
    from server.sharing import add

    with opened_base(settings) as base:
        _print_invitation(base, add(base, name, role))


@share.command("renew")
@click.argument("name")
@click.pass_obj
def share_renew(settings: Settings, name: str) -> None:
    """Print a new link in place of an old one, which ends for all who opened it."""
    from server.base import opened_base
    from server.sharing import renew

    with opened_base(settings) as base:
        _print_invitation(base, renew(base, name))


@share.command("end")
@click.argument("name")
@click.pass_obj
def share_end(settings: Settings, name: str) -> None:
    """End a link for all who opened it."""
    from server.base import opened_base
    from server.sharing import end

    with opened_base(settings) as base:
        link = end(base, name)
    click.echo(f"The link of {link.name} has ended; whoever opened it is out.")


def _print_invitation(base: KnowledgeBase, invitation: Invitation) -> None:
    from server.addresses import base_addresses
    from server.invitations import write_invitation
    from server.sharing import noted_addresses

    noted = noted_addresses(base)
    click.echo(write_invitation(invitation, noted or base_addresses("", base.settings.port)))
    if not noted:
        click.echo("It opens as soon as the knowledge base runs with: handrail serve --share")


def main() -> None:
    """Run the command line; an error that a person can meet becomes one sentence and exit code 1."""
    try:
        commands()
    except (RecorderError, ServerError) as error:
        click.echo(f"handrail: {error}", err=True)
        sys.exit(1)
