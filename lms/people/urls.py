from django.urls import URLPattern, URLResolver, path, re_path

from lms.people.views import imports, leaving, profile, staff, units

urlpatterns: list[URLPattern | URLResolver] = [
    path("pegawai/", staff.staff, name="staff"),
    path("pegawai/tambah/", staff.person_new, name="person_new"),
    path("pegawai/impor/", imports.staff_imports, name="staff_imports"),
    re_path(r"^pegawai/impor/contoh\.(?P<kind>xlsx|csv)$", imports.staff_template, name="staff_template"),
    path("pegawai/impor/<int:pk>/", imports.staff_import, name="staff_import"),
    path("pegawai/impor/<int:pk>/kemajuan.json", imports.staff_import_progress, name="staff_import_progress"),
    path("pegawai/impor/<int:pk>/setujui/", imports.staff_import_confirm, name="staff_import_confirm"),
    path("pegawai/impor/<int:pk>/batal/", imports.staff_import_cancel, name="staff_import_cancel"),
    path("pegawai/<int:pk>/", staff.person, name="person"),
    path("pegawai/<int:pk>/peran/", staff.grant_role, name="grant_role"),
    path("pegawai/<int:pk>/peran-digital/", staff.set_digital_role, name="set_digital_role"),
    path("pegawai/<int:pk>/waktu-kuis/", staff.set_time_factor, name="set_time_factor"),
    path("pegawai/<int:pk>/nomor/", staff.change_number, name="change_number"),
    path("pegawai/<int:pk>/tautan/", staff.sign_in_link, name="sign_in_link"),
    path("pegawai/<int:pk>/aktif/", staff.set_active, name="set_active"),
    path("pegawai/keluar/", leaving.leavers, name="leavers"),
    path("pegawai/<int:pk>/anonimkan/", leaving.anonymise, name="anonymise"),
    path("pegawai/<int:pk>/penahanan/", leaving.legal_hold, name="legal_hold"),
    path("pegawai/peran/<int:pk>/cabut/", staff.revoke_role, name="revoke_role"),
    path("unit/", units.units, name="units"),
    path("unit/tambah/", units.unit_new, name="unit_new"),
    path("unit/<int:pk>/ubah/", units.unit_edit, name="unit_edit"),
    path("unit/<int:pk>/akhiri/", units.unit_end, name="unit_end"),
    path("saya/", profile.profile, name="profile"),
    path("saya/data.json", profile.my_data, name="my_data"),
]
