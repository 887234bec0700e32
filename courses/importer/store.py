"""Pictures and files of a folder into the library; bytes that are there already are not stored again."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from courses.importer.folder import Folder
from courses.importer.plan import Media, Plan

TITLE_LIMIT = 255


NewFiles = list[Any]


@contextmanager
def new_files(outer: NewFiles | None = None) -> Iterator[NewFiles]:
    """Around a transaction: rows go with it, files that it stored are taken away by hand when it fails (I8).

    When it does not, they are handed to the list of the transaction around it, which may still fail.
    """
    files: NewFiles = []
    try:
        yield files
    except BaseException:
        for file in files:
            if file._committed:  # else it has not reached the store
                file.storage.delete(file.name)
        raise
    if outer is not None:
        outer += files


class Store:
    """``ids`` gives the id of each medium by its path; whatever is stored anew is added to ``new``."""

    def __init__(self, course: str, by: Any, new: NewFiles) -> None:
        self.course, self.by, self.new = course, by, new
        self.ids: dict[str, int] = {}

    def keep_all(self, plan: Plan, folder: Folder) -> None:
        for media in plan.media.values():
            keep = self._image if media.kind == "image" else self._document
            self.ids[media.path] = keep(media, folder.read_bytes(media.path))

    def _image(self, media: Media, data: bytes) -> int:
        images = get_image_model().objects
        name = f"{self.course}/{media.path}"
        found = _preferred(images.filter(file_hash=_hash(data)), folder_name=name)
        if found is None:
            file = ImageFile(ContentFile(data).file, name=PurePosixPath(media.path).name)
            found = images.model(title=media.title[:TITLE_LIMIT], folder_name=name, file=file)
            self._save(found)
        return found.pk

    def _document(self, media: Media, data: bytes) -> int:
        documents = get_document_model().objects
        title = f"{self.course}/{media.path}"[:TITLE_LIMIT]
        found = _preferred(documents.filter(file_hash=_hash(data)), title=title)
        if found is None:
            file = ContentFile(data, name=PurePosixPath(media.path).name)
            found = documents.model(title=title, file=file)
            self._save(found)
        return found.pk

    def _save(self, row: Any) -> None:
        row.uploaded_by_user = self.by
        row.collection = Collection.get_first_root_node()
        if hasattr(row, "_set_image_file_metadata"):
            row._set_image_file_metadata()
        else:
            row._set_document_file_metadata()
        self.new.append(row.file)
        row.save()


def _preferred(rows: Any, **name: str) -> Any:
    """The row of this name, else any with the same bytes."""
    return rows.filter(**name).order_by("-pk").first() or rows.order_by("pk").first()


def _hash(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
