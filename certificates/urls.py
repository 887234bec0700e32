from django.urls import URLPattern, URLResolver, path

from certificates.views import badges, own, public, staff

urlpatterns: list[URLPattern | URLResolver] = [
    path("sertifikat/", own.certificates, name="certificates"),
    path("sertifikat/<int:pk>.pdf", own.certificate_pdf, name="certificate_pdf"),
    path("sertifikat/<int:pk>/lencana.<slug:shape>", own.certificate_badge, name="certificate_badge"),
    path("sertifikat/semua/", staff.certificates_all, name="certificates_all"),
    path("sertifikat/<int:pk>/cabut/", staff.certificate_withdraw, name="certificate_withdraw"),
    path("sertifikat/<int:pk>/ganti/", staff.certificate_correct, name="certificate_correct"),
    path("v/<str:token>/", public.verify, name="verify"),
    path("v/<str:token>/bukti.json", public.verify_proof, name="verify_proof"),
    path("v/<str:token>/lencana.png", badges.badge_picture, name="badge_picture"),
    path(".well-known/did.json", badges.badge_issuer, name="badge_issuer"),
    path("verifikasi/lencana/<int:year>-<int:part>.json", badges.badge_status, name="badge_status"),
    path("verifikasi/kompetensi/<slug:code>/", badges.badge_skill, name="badge_skill"),
    path("verifikasi/buku-besar/", public.checkpoints, name="checkpoints"),
    path("verifikasi/buku-besar/<int:size>.json", public.checkpoint, name="checkpoint"),
    path("verifikasi/", public.verify_form, name="verify_form"),
    path("verifikasi/berkas/", public.verify_file, name="verify_file"),
    path("verifikasi/segel/", public.seal_keys, name="seal_keys"),
    path("verifikasi/segel/<slug:fingerprint>.pem", public.seal_key, name="seal_key"),
]
