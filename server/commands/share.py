"""`handrail share`: the links that let others in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.commands.options import DATA, settings

if TYPE_CHECKING:
    from pathlib import Path

    from server.base import KnowledgeBase
    from server.links import Role
    from server.sharing import Invitation


@click.group(invoke_without_command=True)
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

    with opened_base(settings(data=data or above)) as base:
        _print_invitation(base, add(base, name, role))


@share.command("renew")
@click.argument("name")
@DATA
@click.pass_obj
def share_renew(above: Path | None, name: str, data: Path | None) -> None:
    """Print a new link in place of an old one, which ends for all who opened it."""
    from server.base import opened_base
    from server.sharing import renew

    with opened_base(settings(data=data or above)) as base:
        _print_invitation(base, renew(base, name))


@share.command("end")
@click.argument("name")
@DATA
@click.pass_obj
def share_end(above: Path | None, name: str, data: Path | None) -> None:
    """End a link for all who opened it."""
    from server.base import opened_base
    from server.sharing import end

    with opened_base(settings(data=data or above)) as base:
        link = end(base, name)
    click.echo(f"The link of {link.name} has ended; whoever opened it is out.")


def _print_links(data: Path | None) -> None:
    from server.base import opened_base
    from server.invitations import write_list
    from server.sharing import current_links

    with opened_base(settings(data=data)) as base:
        click.echo(write_list(current_links(base)))


def _print_invitation(base: KnowledgeBase, invitation: Invitation) -> None:
    from server.addresses import base_addresses
    from server.invitations import write_invitation
    from server.sharing import noted_addresses

    noted = noted_addresses(base)
    click.echo(write_invitation(invitation, noted or base_addresses("", base.settings.port)))
    if not noted:
        click.echo("It opens as soon as the knowledge base runs with: handrail serve --share")
