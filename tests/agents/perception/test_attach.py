"""What is taken as an attachment, and what is said of what isn't."""

from __future__ import annotations

from pathlib import Path

import pytest
from xiake.agents.perception.attach import MOST_ATTACHMENTS, attach, attached
from xiake.domain.attachment import MOST_BYTES, Attachment
from xiake.domain.errors import BadRequest
from xiake.domain.language import Language
from xiake.domain.perceived import AttachmentKind

from ...files import FILES, MP3, PNG


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_told_by_its_content(name: str, tmp_path: Path) -> None:
    mime, data = FILES[name]
    (path := tmp_path / name).write_bytes(data)
    found = attach(path, "zh")
    assert (found.mime, found.kind, found.name, found.data) == (mime, mime.partition("/")[0], name, data)
    assert attach(str(path), "en") == found == attach(found, "en")


def test_a_misleading_name_does_not_count() -> None:
    assert Attachment.of(PNG, name="note.mp3").kind == "image"
    assert Attachment.of(MP3, name="plan.png").kind == "audio"
    assert Attachment.of(PNG, name="a\x1b[31m\n.png").name == "a[31m.png"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("data", "kind", "needs"),
    [
        (b"", None, ()),
        (PNG + bytes(MOST_BYTES), None, ("7 MB",)),
        (b"%PDF-1.7\n", None, ("PNG", "MP3")),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', None, ("PNG", "MP3")),
        (PNG, "audio", ()),
        (MP3, "image", ()),
    ],
)
def test_what_cannot_be_read_is_named(
    data: bytes, kind: AttachmentKind | None, needs: tuple[str, ...], language: Language
) -> None:
    with pytest.raises(BadRequest) as caught:
        Attachment.of(data, name="my.file", kind=kind, language=language)
    (problem,) = caught.value.problems
    assert (problem.field, problem.value) == ("attachments", "my.file")
    assert all(part in problem.message for part in ("my.file", *needs))
    assert any("\u4e00" <= character <= "\u9fff" for character in problem.message) == (language == "zh")


def test_files_that_cannot_be_opened_and_too_many(tmp_path: Path) -> None:
    for given in (tmp_path / "none.png", tmp_path):
        with pytest.raises(BadRequest, match=given.name):
            attach(given, "en")
    assert [one.name for one in attached([PNG, MP3], "en")] == ["#1", "#2"]
    with pytest.raises(BadRequest, match=str(MOST_ATTACHMENTS)):
        attached([PNG] * (MOST_ATTACHMENTS + 1), "en")


def test_the_content_is_not_in_the_representation() -> None:
    assert "IHDR" not in repr(Attachment.of(PNG))
