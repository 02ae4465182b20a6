"""The programs that a guide is for, and what they are called where people read of them."""

from recorder.document.guide import Guide


def programs_of(guide: Guide) -> tuple[str, ...]:
    """Return the programs that the guide's steps are done in, in their order."""
    apps = (step.window.app.strip() for step in guide.steps if step.window)
    return tuple(dict.fromkeys(app for app in apps if app))


def programs_shown(guide: Guide) -> str:
    """Return them as people read them, each once."""
    return ", ".join(dict.fromkeys(map(program_shown, programs_of(guide))))


def program_shown(program: str) -> str:
    """Return a program's name as people read it: `refund-desk` is Refund desk."""
    name = program.removesuffix(".exe")
    if name.startswith(("org.", "com.", "net.", "io.")):
        name = name.rpartition(".")[2]
    name = " ".join(name.replace("-", " ").replace("_", " ").split()) or program
    return name[:1].upper() + name[1:]
