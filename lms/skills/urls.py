from django.urls import URLPattern, path

from lms.skills.views import claims, framework, mine, needs, observing, targets

urlpatterns: list[URLPattern] = [
    path("saya/kompetensi/", mine.my_skills, name="my_skills"),
    path("saya/sertifikat-luar/", claims.my_claims, name="my_claims"),
    path("saya/sertifikat-luar/ajukan/", claims.claim_new, name="claim_new"),
    path("saya/sertifikat-luar/<int:pk>/tarik/", claims.claim_take_back, name="claim_take_back"),
    path("kompetensi/", framework.framework, name="framework"),
    path("kompetensi/<slug:code>/", framework.skill, name="skill"),
    path("kompetensi/<slug:code>/persyaratan/", framework.requirements, name="requirements"),
    path("kompetensi/<slug:code>/aturan/", framework.skill_rule, name="skill_rule"),
    path("pegawai/<int:pk>/kompetensi/", observing.person_skills, name="person_skills"),
    path("pegawai/<int:pk>/pengamatan/", observing.observe, name="observe"),
    path("pengamatan/<int:pk>/tarik/", observing.observation_take_back, name="observation_take_back"),
    path("usulan/", needs.need_list, name="needs"),
    path("usulan/baru/", needs.need_new, name="need_new"),
    path("usulan/<int:pk>/", needs.need, name="need"),
    path("usulan/<int:pk>/putuskan/", needs.need_decide, name="need_decide"),
    path("usulan/<int:pk>/komentar/", needs.need_comment, name="need_comment"),
    path("usulan/<int:pk>/tarik/", needs.need_withdraw, name="need_withdraw"),
    path("target/", targets.targets, name="targets"),
    path("target/tambah/", targets.target_new, name="target_new"),
    path("target/<int:pk>/", targets.target_edit, name="target_edit"),
    path("target/<int:pk>/hapus/", targets.target_drop, name="target_drop"),
    path("sertifikat-luar/", claims.claims, name="claims"),
    path("sertifikat-luar/<int:pk>/", claims.claim, name="claim"),
    path("sertifikat-luar/<int:pk>/berkas/", claims.claim_file, name="claim_file"),
    path("sertifikat-luar/<int:pk>/periksa/", claims.claim_check, name="claim_check"),
    path("sertifikat-luar/<int:pk>/setujui/", claims.claim_approve, name="claim_approve"),
    path("sertifikat-luar/<int:pk>/tolak/", claims.claim_refuse, name="claim_refuse"),
]
