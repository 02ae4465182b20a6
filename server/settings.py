"""What a knowledge base can be told: the `HANDRAIL_*` environment, overruled by the command line."""

from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import platformdirs
from pydantic import ByteSize, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from server.rhythm import Rhythm
from server.zones import machine_zone

HERE, EVERYWHERE = "127.0.0.1", "0.0.0.0"  # noqa: S104 - only with `share`, where every request needs a link


def default_data_folder() -> Path:
    """Return where this user's knowledge base lives when nobody says otherwise."""
    return platformdirs.user_data_path("handrail", appauthor=False)


class Settings(BaseSettings):
    """The settings of one knowledge base; frozen, and each also an environment variable."""

    model_config = SettingsConfigDict(
        env_prefix="HANDRAIL_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    data: Path = Field(default_factory=default_data_folder)
    """The folder that holds everything."""
    database: str = ""
    """The address of a PostgreSQL database; empty means SQLite in the data folder."""
    host: str = ""
    """The address to listen on; empty means this machine only, or all networks with `share`."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8137
    """The port to listen on; 0 takes a free one."""
    share: bool = False
    """Whether others may open it, each with a link."""
    hosts: Annotated[tuple[str, ...], NoDecode] = ()
    """More names under which requests may arrive, separated by commas."""
    upload_limit: ByteSize = ByteSize(256 * 1024 * 1024)
    """The largest upload taken in, such as `256MB`."""
    review_first: bool = False
    """Whether a new guide waits for a person's word before readers see it."""
    language: str = "en"
    """The language of the pages."""
    review_days: Annotated[int, Field(ge=1, le=3_660)] = 365
    """After how many days a guide or a process is to be looked at again."""
    review_days_high: Annotated[int, Field(ge=1, le=3_660)] = 90
    """After how many days one of high or critical risk is."""
    timezone: str = ""
    """The time zone in which days begin and end, such as `Europe/Berlin`; empty means the machine's."""

    @field_validator("hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(name.strip() for name in value.split(",") if name.strip())
        return value

    address: str = ""
    """The address under which people open this base, such as `https://guides.example`, for links in mail."""
    smtp_host: str = ""
    """The mail server that reminders go out by; empty means no mail."""
    smtp_port: Annotated[int, Field(ge=1, le=65_535)] = 587
    """The port of the mail server."""
    smtp_user: str = ""
    """The name to log in with; empty means no login."""
    smtp_password: SecretStr = SecretStr("")
    """The password to log in with."""
    smtp_from: str = ""
    """The address that reminders come from; empty means handrail at the mail server's name."""
    smtp_security: Literal["starttls", "tls", "none"] = "starttls"
    """How the way to the mail server is kept secret; `none` is for a server on this machine or network."""

    @field_validator("timezone", mode="after")
    @classmethod
    def _known(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key if value else ""
        except (OSError, ValueError, KeyError) as error:
            raise ValueError("there is no such time zone; write it like Europe/Berlin") from error

    @field_validator("smtp_from", mode="after")
    @classmethod
    def _an_address(cls, value: str) -> str:
        message = EmailMessage()
        try:
            message["From"] = value or "nobody@localhost"
            fine = [each.username and each.domain for each in message["From"].addresses]
        except (ValueError, MessageError, IndexError):
            fine = []
        if len(fine) != 1 or not all(fine):
            raise ValueError(
                "write one address, like handrail@example.com or Handrail <handrail@example.com>"
            )
        return value

    @field_validator("data", mode="after")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def listen_on(self) -> str:
        """The address to listen on."""
        return self.host or (EVERYWHERE if self.share else HERE)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days begin and end."""
        return ZoneInfo(self.timezone) if self.timezone else machine_zone()

    @property
    def rhythm(self) -> Rhythm:
        """When what is to be looked at again."""
        return Rhythm(self.zone, self.review_days, self.review_days_high)

    @property
    def database_url(self) -> str:
        """The database's address, SQLite in the data folder unless told otherwise."""
        return self.database or f"sqlite:///{self.data / 'handrail.db'}"
