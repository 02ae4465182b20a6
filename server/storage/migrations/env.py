"""What Alembic runs for each command: the connection is handed in by `server.storage.schema`."""

from alembic import context

from server.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
    include_name=context.config.attributes["include_name"],
)
context.run_migrations()
