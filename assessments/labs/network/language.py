"""The forms of commands, and finding the one that a line means. Words may be shortened while they stay unique."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.labs.network.state import HOST, KINDS, ROUTER, SWITCH


class CommandError(ValueError):
    """A command that can't be done; the text says why, to the learner."""


class UnknownCommand(CommandError):
    """No form of this kind of device has these words."""


@dataclass(frozen=True)
class Form:
    """``usage``: what follows the words; ``reads``: changes nothing; a form without ``about`` stays out of help."""

    words: str
    usage: str = ""
    about: str | Promise = ""
    kinds: tuple[str, ...] = KINDS
    reads: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.words.split())

    def __str__(self) -> str:
        return f"{self.words} {self.usage}".strip()


ROUTES = (SWITCH, ROUTER)
FORMS = (
    Form("show interfaces", "", gettext_lazy("antarmuka, keadaan, alamat, VLAN"), reads=True),
    Form("show ip interface", reads=True),
    Form("show ip route", "", gettext_lazy("tabel rute"), reads=True),
    Form("show vlan", "", gettext_lazy("VLAN dan portnya"), (SWITCH,), reads=True),
    Form("show running-config", "", gettext_lazy("konfigurasi sebagai perintah"), reads=True),
    Form("ipconfig", kinds=(HOST,), reads=True),
    Form("ping", "ALAMAT", gettext_lazy("uji sampai dan kembali"), reads=True),
    Form("traceroute", "ALAMAT", gettext_lazy("perangkat yang dilewati"), reads=True),
    Form("tracert", "ALAMAT", reads=True),
    Form("help", "", gettext_lazy("daftar ini"), reads=True),
    Form("?", reads=True),
    Form("interface", "NAMA", gettext_lazy("pilih antarmuka yang diatur")),
    Form("no interface", "NAMA", gettext_lazy("hapus sub-antarmuka atau antarmuka VLAN"), ROUTES),
    Form("ip address", "ALAMAT/PANJANG", gettext_lazy("beri alamat, misalnya 10.0.1.1/24")),
    Form("no ip address", "", gettext_lazy("hapus alamat")),
    Form("shutdown", "", gettext_lazy("matikan antarmuka")),
    Form("no shutdown", "", gettext_lazy("hidupkan antarmuka")),
    Form("ip gateway", "ALAMAT", gettext_lazy("gateway"), (HOST, SWITCH)),
    Form("ip default-gateway", "ALAMAT", "", (HOST, SWITCH)),
    Form("no ip gateway", "", gettext_lazy("hapus gateway"), (HOST, SWITCH)),
    Form("no ip default-gateway", "", "", (HOST, SWITCH)),
    Form("ip route", "JARINGAN/PANJANG via ALAMAT", gettext_lazy("tambah rute statis"), ROUTES),
    Form("no ip route", "JARINGAN/PANJANG via ALAMAT", gettext_lazy("hapus rute statis"), ROUTES),
    Form("ip routing", "", gettext_lazy("switch meneruskan paket antar-VLAN"), (SWITCH,)),
    Form("no ip routing", "", gettext_lazy("switch berhenti meneruskan paket"), (SWITCH,)),
    Form("encapsulation dot1q", "VLAN", gettext_lazy("VLAN sub-antarmuka"), (ROUTER,)),
    Form("vlan", "VLAN", gettext_lazy("buat VLAN, boleh beberapa: 10,20"), (SWITCH,)),
    Form("no vlan", "VLAN", gettext_lazy("hapus VLAN"), (SWITCH,)),
    Form("switchport mode", "access | trunk", gettext_lazy("jenis port"), (SWITCH,)),
    Form("switchport access vlan", "VLAN", gettext_lazy("port akses di VLAN ini"), (SWITCH,)),
    Form("no switchport access vlan", "", "", (SWITCH,)),
    Form(
        "switchport trunk allowed vlan",
        "10,20 | add 30 | remove 30 | all | none",
        gettext_lazy("VLAN trunk"),
        (SWITCH,),
    ),
    Form("no switchport trunk allowed vlan", "", "", (SWITCH,)),
    Form("switchport trunk native vlan", "VLAN", gettext_lazy("VLAN tanpa tag di trunk"), (SWITCH,)),
    Form("exit"),
    Form("end"),
    Form("enable"),
    Form("configure terminal"),
    Form("write"),
)


def understood(line: str, kind: str) -> tuple[Form, list[str]]:
    """The form that a line means on this kind of device, and the words after it."""
    words = line.split()
    if words[:1] == ["do"]:
        words = words[1:]
    if not words:
        raise CommandError(_("Tulis perintah, misalnya help."))
    try:
        return _found(words, [form for form in FORMS if kind in form.kinds])
    except UnknownCommand as error:
        form = _elsewhere(words, kind)
        if form is None:
            raise error from None
        said = {"words": form.words, "kind": kind, "kinds": ", ".join(form.kinds)}
        raise CommandError(_("“%(words)s” bukan perintah %(kind)s, melainkan %(kinds)s.") % said) from None


def _elsewhere(words: Sequence[str], kind: str) -> Form | None:
    """The form that other kinds of devices would find in these words."""
    try:
        return _found(words, [form for form in FORMS if kind not in form.kinds and form.about])[0]
    except CommandError:
        return None


def _found(words: Sequence[str], forms: Sequence[Form]) -> tuple[Form, list[str]]:
    """No form begins with the whole of another, so the words of a form end where no form goes on."""
    for index, word in enumerate(words):
        nearer = _going_on(forms, index, word.lower())
        if not nearer:
            whole = [form for form in forms if len(form.parts) == index]
            if len(whole) == 1:
                return whole[0], list(words[index:])
            _refuse_two_meanings(words[:index], forms)
            raise UnknownCommand(_unknown(words[: index + 1], forms))
        forms = nearer
    _refuse_two_meanings(words, forms)
    if len(forms) == 1 and len(forms[0].parts) == len(words):
        return forms[0], []
    following = sorted({form.parts[len(words)] for form in forms})
    raise CommandError(
        _("Perintah “%(words)s” belum lengkap. Sesudahnya: %(following)s.")
        % {"words": " ".join(words), "following": ", ".join(following)}
    )


def _going_on(forms: Sequence[Form], index: int, word: str) -> list[Form]:
    """The forms that have this word next; one that is written in full leaves out those that only begin so."""
    nearer = [form for form in forms if len(form.parts) > index and form.parts[index].startswith(word)]
    return [form for form in nearer if form.parts[index] == word] or nearer


def _refuse_two_meanings(words: Sequence[str], forms: Sequence[Form]) -> None:
    for index, word in enumerate(words):
        meant = sorted({form.parts[index] for form in forms if len(form.parts) > index})
        if len(meant) > 1:
            raise CommandError(
                _("“%(word)s” dapat berarti %(meant)s. Tulis lebih lengkap.")
                % {"word": word, "meant": ", ".join(meant)}
            )


def _unknown(words: Sequence[str], forms: Sequence[Form]) -> str:
    if len(words) == 1:
        return _("Perintah “%(word)s” tidak dikenal. Ketik help untuk daftar perintah.") % {"word": words[0]}
    return _("“%(word)s” tidak dikenal setelah “%(before)s”. Yang ada: %(offered)s.") % {
        "word": words[-1],
        "before": " ".join(words[:-1]),
        "offered": ", ".join(sorted({form.parts[len(words) - 1] for form in forms})),
    }


def helped(kind: str) -> list[str]:
    """One line for each form that a device of this kind has."""
    forms = [form for form in FORMS if kind in form.kinds and form.about]
    width = max(len(str(form)) for form in forms)
    return [f"{form!s:<{width}}  {form.about}" for form in forms]
