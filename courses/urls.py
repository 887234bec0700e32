from django.urls import URLPattern, URLResolver, include, path

from courses.views import catalogue, feeds, mandates, plans, player, surveys

urlpatterns: list[URLPattern | URLResolver] = [
    path("pelatihan/", catalogue.catalogue_page, name="catalogue"),
    path("pelatihan/<int:pk>/", catalogue.course_page, name="course"),
    path("pelatihan/<int:pk>/daftar/", catalogue.enrol_view, name="enrol"),
    path("pelatihan/<int:pk>/keluar/", catalogue.leave_view, name="leave"),
    path("pelatihan/<int:pk>/ulangi/", catalogue.renew_view, name="renew"),
    path("belajar/<int:course_id>/", player.resume_view, name="resume"),
    path("belajar/<int:course_id>/materi/<int:pk>/", player.lesson_page, name="lesson"),
    path("belajar/<int:course_id>/materi/<int:pk>/selesai/", player.finish_view, name="lesson_finish"),
    path("belajar/<int:course_id>/materi/<int:pk>/catatan/", player.note_view, name="lesson_note"),
    path(
        "belajar/<int:course_id>/materi/<int:pk>/periksa/<str:block_id>/",
        player.check_view,
        name="lesson_check",
    ),
    path("", include("courses.import_urls")),
    path("", include("courses.training_urls")),
    path("ukuran-teks/", player.text_size_view, name="text_size"),
    path("pelatihan/<int:pk>/penilaian/", surveys.survey, name="survey"),
    path("pengampu/penilaian/<int:pk>/", surveys.survey_results, name="survey_results"),
    path("saya/kalender/", feeds.my_calendar, name="my_calendar"),
    path("saya/kalender/cabut/", feeds.calendar_revoke, name="calendar_revoke"),
    path("kalender/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("rencana/", plans.plans, name="plans"),
    path("rencana/baru/", plans.plan_new, name="plan_new"),
    path("rencana/<int:pk>/", plans.plan_page, name="plan"),
    path("rencana/<int:pk>/setujui/", plans.plan_accept, name="plan_accept"),
    path("rencana/<int:pk>/buang/", plans.plan_drop, name="plan_drop"),
    path("penugasan/", mandates.mandates, name="mandates"),
    path("penugasan/baru/", mandates.mandate_new, name="mandate_new"),
    path("penugasan/<int:pk>/", mandates.mandate_page, name="mandate"),
    path("penugasan/<int:pk>/kecualikan/", mandates.mandate_exempt, name="mandate_exempt"),
    path("pengecualian/<int:pk>/akhiri/", mandates.exemption_end, name="exemption_end"),
    path("penugasan/<int:pk>/batalkan/", mandates.mandate_withdraw, name="mandate_withdraw"),
]
