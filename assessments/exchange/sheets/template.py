"""The table to fill in: one example of each kind, and a second sheet that says what each column is for."""

import csv
import io
from typing import IO

from django.utils.translation import gettext as _

from assessments.exchange.sheets.columns import HEADS, KINDS
from lms.core.exports import saved, workbook, write_sheet

EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "nama": "ip-01",
        "jenis": "tunggal",
        "kategori": "Jaringan/Alamat IP",
        "tag": "alamat-ip",
        "tingkat": "2",
        "bloom": "C2",
        "pertanyaan": "Alamat mana yang privat?",
        "pilihan_1": "192.168.10.5",
        "pilihan_2": "8.8.8.8",
        "benar": "A",
        "umpan_balik": "Lihat RFC 1918.",
        "catatan_2": "Alamat publik.",
    },
    {
        "nama": "iot-01",
        "jenis": "ganda",
        "pertanyaan": "Protokol mana yang dipakai sensor?",
        "pilihan_1": "MQTT",
        "pilihan_2": "CoAP",
        "pilihan_3": "FTP",
        "benar": "A, B",
    },
    {
        "nama": "iot-02",
        "jenis": "benar_salah",
        "pertanyaan": "MQTT memakai perantara.",
        "benar": "BENAR",
        "catatan_1": "Tepat.",
        "catatan_2": "Perantaranya disebut broker.",
    },
    {
        "nama": "iot-03",
        "jenis": "isian",
        "pertanyaan": "Perantara MQTT disebut …",
        "pilihan_1": "broker",
        "pilihan_2": "pialang",
    },
    {
        "nama": "ip-02",
        "jenis": "angka",
        "pertanyaan": "Berapa alamat yang dapat dipakai di /26?",
        "pilihan_1": "62",
        "toleransi": "0",
    },
    {
        "nama": "port-01",
        "jenis": "menjodohkan",
        "pertanyaan": "Jodohkan layanan dan port.",
        "pilihan_1": "SSH -> 22",
        "pilihan_2": "HTTPS -> 443",
        "pilihan_3": "-> 80",
    },
    {
        "nama": "insiden-01",
        "jenis": "mengurutkan",
        "pertanyaan": "Urutkan langkah saat insiden.",
        "pilihan_1": "Lapor",
        "pilihan_2": "Isolasi",
        "pilihan_3": "Pulihkan",
    },
    {
        "nama": "iot-04",
        "jenis": "kata",
        "pertanyaan": "Data mengalir dari [[1]] ke [[2]].",
        "pilihan_1": "penerbit",
        "pilihan_2": "pelanggan",
        "pilihan_3": "peladen",
    },
    {
        "nama": "ip-03",
        "jenis": "ip",
        "pertanyaan": "Tulis blok privat terbesar.",
        "pilihan_1": "cidr: 10.0.0.0/8",
    },
    {
        "nama": "etika-01",
        "jenis": "esai",
        "pertanyaan": "Jelaskan pertimbangan Anda.",
        "benar": "Jawaban acuan untuk penilai.",
    },
    {"nama": "baca-01", "jenis": "keterangan", "pertanyaan": "Soal berikut memakai denah kantor."},
)


def guide() -> list[tuple[str, str]]:
    """Column and what it is for."""
    return [
        (
            "nama",
            _("Nama tetap soal, unik di berkas ini. Impor berikutnya dengan nama sama membuat versi baru."),
        ),
        ("jenis", _("Salah satu dari: %(names)s.") % {"names": ", ".join(KINDS)}),
        ("kategori", _("Tempat soal di pohon bank, misalnya Jaringan/Alamat IP. Boleh kosong.")),
        ("tag", _("Kompetensi atau kelompok soal, boleh kosong.")),
        ("tingkat", _("1 sampai 5; kosong berarti 1.")),
        ("bloom", _("Ranah kognitif, C1 sampai C6. Boleh kosong.")),
        (
            "pertanyaan",
            _("Teks biasa. Awali dengan [html] atau [markdown] bila perlu. Jenis kata memakai [[1]]."),
        ),
        (
            "pilihan_1 …",
            _(
                "Pilihan, jawaban yang diterima, pasangan “kiri -> kanan”, atau langkah dalam urutan yang benar."
            ),
        ),
        ("benar", _("Huruf atau nomor pilihan yang benar; BENAR atau SALAH; jawaban acuan esai.")),
        ("toleransi", _("Selisih yang diterima pada jenis angka.")),
        ("satuan", _("Satuan jawaban angka, boleh kosong.")),
        (
            "aturan",
            _("Ganda: semua. Angka: selisih, persen, angka_penting. Isian: huruf (besar kecil dibedakan)."),
        ),
        ("umpan_balik", _("Ditampilkan setelah soal dinilai.")),
        ("catatan_1 …", _("Umpan balik pilihan bernomor sama; pada benar_salah: bila benar, bila salah.")),
        ("", _("Sel berisi rumus ditolak. Hapus baris contoh sebelum mengunggah.")),
    ]


def template(kind: str) -> IO[bytes]:
    """An open file: ``xlsx`` or ``csv``."""
    rows = [[row.get(head, "") for head in HEADS] for row in EXAMPLES]
    if kind == "xlsx":
        book = workbook()
        write_sheet(book, _("Soal"), HEADS, rows)
        write_sheet(book, _("Petunjuk"), [_("Kolom"), _("Isi")], guide())
        return saved(book)
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([HEADS, *rows])
    return io.BytesIO(text.getvalue().encode("utf-8-sig"))
