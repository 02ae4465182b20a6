"""What programs are called where people read of them."""


def program_shown(program: str) -> str:
    """Return a program's name as people read it: `refund-desk` is Refund desk."""
    name = program.removesuffix(".exe")
    if name.startswith(("org.", "com.", "net.", "io.")):
        name = name.rpartition(".")[2]
    name = " ".join(name.replace("-", " ").replace("_", " ").split()) or program
    return name[:1].upper() + name[1:]
