"""Settings come from the environment and hold still."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from server.settings import Settings
from server.zones import machine_zone


def test_the_environment_sets_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HANDRAIL_DATA", str(tmp_path))
    monkeypatch.setenv("HANDRAIL_HOSTS", "guides.example, other.example,")
    monkeypatch.setenv("HANDRAIL_UPLOAD_LIMIT", "5MB")
    monkeypatch.setenv("HANDRAIL_SHARE", "1")
    settings = Settings()
    assert settings.data == tmp_path
    assert settings.hosts == ("guides.example", "other.example")
    assert settings.upload_limit == 5_000_000
    assert settings.share


def test_a_word_on_the_command_line_overrules_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDRAIL_PORT", "1")
    assert Settings(port=2).port == 2


def test_it_listens_on_loopback_only_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDRAIL_HOST", raising=False)
    monkeypatch.delenv("HANDRAIL_SHARE", raising=False)
    assert Settings().listen_on == "127.0.0.1"
    assert Settings(share=True).listen_on == "0.0.0.0"
    assert Settings(share=True, host="192.0.2.7").listen_on == "192.0.2.7"


@pytest.mark.parametrize("name", ["port", "data"])
def test_settings_are_frozen(name: str) -> None:
    with pytest.raises(ValidationError):
        setattr(Settings(), name, 1)


def test_a_relative_data_folder_becomes_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings(data=Path("here")).database_url == f"sqlite:///{tmp_path}/here/handrail.db"


def test_an_empty_variable_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HANDRAIL_DATA", raising=False)
    usual = Settings().data
    monkeypatch.setenv("HANDRAIL_DATA", "")
    assert Settings().data == usual


def test_a_time_zone_is_one_that_there_is() -> None:
    assert Settings(timezone="Europe/Berlin").zone.key == "Europe/Berlin"
    assert Settings().zone == machine_zone()
    for wrong in ("Mars/Olympus", "../etc/passwd", "/etc/localtime"):
        with pytest.raises(ValidationError, match="no such time zone"):
            Settings(timezone=wrong)


def test_mail_comes_from_one_address() -> None:
    for fine in ("", "handrail@example.com", "Handrail <handrail@example.com>"):
        assert Settings(smtp_from=fine).smtp_from == fine
    for wrong in ("nobody", "a@b.c, d@e.f", "a@b.c\nBcc: x@y.z", "<>", "@"):
        with pytest.raises(ValidationError, match="write one address"):
            Settings(smtp_from=wrong)
