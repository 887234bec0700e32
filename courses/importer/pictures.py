"""Pictures, videos and files that a lesson names, looked up in the folder."""

from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

from django.utils.translation import gettext as _

from courses.importer.folder import Folder
from courses.importer.markdown import Node, line_of, local_path, plain
from courses.importer.plan import Media
from courses.importer.report import Report

DRAWN = {".svg"}
PHOTOS = {".png", ".jpg", ".jpeg", ".webp", ".gif"}
ALT_LIMIT, CAPTION_LIMIT = 500, 300
TITLE_LIMIT = 160


class Shelf:
    """Finds the media of one lesson; ``media`` is shared by all lessons of the plan."""

    def __init__(self, folder: Folder, report: Report, media: dict[str, Media], lines: list[str]) -> None:
        self.folder, self.report, self.media, self.lines = folder, report, media, lines

    def closes(self, node: Node) -> bool:
        """Whether a container ends with its own ``:::`` line, not with the end of the text."""
        end = node.map[1] if node.map else len(self.lines)
        return end < len(self.lines) and self.lines[end].strip().startswith(":::")

    def picture(self, node: Node) -> tuple[str, dict[str, str]] | None:
        address, line = str(node.attrs.get("src", "")), line_of(node)
        path = self._local(address, line)
        if path is None:
            return None
        ending = PurePosixPath(path).suffix.lower()
        if ending not in DRAWN | PHOTOS:
            self._fault(
                line, address, _("Jenis gambar ini tidak didukung."), _("Pakai SVG, PNG, JPEG, atau WebP.")
            )
            return None
        caption = str(node.attrs.get("title", "") or "")
        value = {
            "image": path,
            "alt": self.report.fits(line, self._alt(node, line), ALT_LIMIT, _("Teks alternatif")),
            "caption": self.report.fits(line, caption, CAPTION_LIMIT, _("Keterangan gambar")),
        }
        self._keep(path, "image")
        return ("figure" if ending in DRAWN else "image"), value

    def file(self, node: Node) -> tuple[str, dict[str, str]] | None:
        line, address = line_of(node), str(node.attrs.get("href", ""))
        path = self._local(address, line)
        if path is None:
            return None
        self._keep(path, "document")
        title = plain(node) or PurePosixPath(path).name
        return "file", {"file": path, "title": self.report.fits(line, title, TITLE_LIMIT, _("Judul berkas"))}

    def video(self, node: Node, transcript: str) -> dict[str, Any] | None:
        """``:::video name.mp4 captions=name.vtt`` with the transcript inside."""
        line, words = line_of(node), node.info.split()[1:]
        names = [word for word in words if "=" not in word]
        options = dict(word.split("=", 1) for word in words if "=" in word)
        film = self._named(names[0] if names else "", {".mp4"}, line)
        captions = self._named(options["captions"], {".vtt"}, line) if "captions" in options else None
        if not captions and not transcript:
            self.report.incomplete(
                line,
                node.info.strip(),
                _("Video ini tidak mempunyai takarir atau transkrip."),
                _("Tambahkan captions=nama.vtt, atau tulis transkrip di dalam blok."),
            )
        return {"file": film, "captions": captions, "transcript": transcript} if film else None

    def _named(self, name: str, endings: set[str], line: int | None) -> str | None:
        """A name as ``:::video`` gives it: a file of ``media/``, or a path from the root of the folder."""
        path = next(
            (p for p in (normpath(f"media/{name}"), normpath(name)) if name and p in self.folder), None
        )
        if path is None:
            self._fault(
                line, name, _("Berkas video atau takarir ini tidak ada di media/."), _("Tambahkan berkasnya.")
            )
        elif PurePosixPath(path).suffix.lower() not in endings:
            self._fault(
                line,
                name,
                _("Jenis berkas ini tidak didukung."),
                _("Pakai MP4 untuk video, VTT untuk takarir."),
            )
            return None
        else:
            self._keep(path, "document")
        return path

    def _local(self, address: str, line: int | None) -> str | None:
        path = local_path(address, self.report.file)
        if path is None:
            self.report.leave_out(
                line,
                address,
                _("Gambar atau berkas di luar folder tidak diambil. Simpan di media/ bila diperlukan."),
            )
        elif path not in self.folder:
            self._fault(
                line,
                address,
                _("Berkas ini tidak ada di folder."),
                _("Periksa nama dan huruf besar-kecilnya."),
            )
            return None
        return path

    def _alt(self, node: Node, line: int | None) -> str:
        alt = plain(node)
        if not alt:
            self.report.incomplete(
                line,
                str(node.attrs.get("src", "")),
                _("Gambar ini tidak mempunyai teks alternatif."),
                _("Tulis di antara kurung siku apa yang ditunjukkan gambar."),
            )
        return alt

    def _keep(self, path: str, kind: str) -> None:
        self.media.setdefault(
            path, Media(path, kind, PurePosixPath(path).stem.replace("-", " ").capitalize())
        )

    def _fault(self, line: int | None, value: str, reason: str, mend: str) -> None:
        self.report.fault(line, value, reason, mend)
