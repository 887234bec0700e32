from django.urls import URLPattern, URLResolver, path

from assessments.views import (
    attempt,
    banks,
    chances,
    corrections,
    editor,
    learner,
    live,
    offline,
    replay,
    results,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("belajar/<int:course_id>/kuis/<int:quiz_id>/", learner.quiz, name="quiz"),
    path("belajar/<int:course_id>/kuis/<int:quiz_id>/mulai/", learner.attempt_start, name="attempt_start"),
    path("kuis/<int:attempt_id>/", attempt.attempt, name="attempt"),
    path("kuis/pekerja.js", offline.attempt_worker, name="attempt_worker"),
    path("kuis/<int:attempt_id>/semua/", attempt.attempt_whole, name="attempt_whole"),
    path("kuis/<int:attempt_id>/simpan/", live.attempt_save, name="attempt_save"),
    path("kuis/<int:attempt_id>/keadaan/", live.attempt_state, name="attempt_state"),
    path("kuis/<int:attempt_id>/periksa/", learner.attempt_check, name="attempt_check"),
    path("kuis/<int:attempt_id>/kumpulkan/", learner.attempt_submit, name="attempt_submit"),
    path("kuis/<int:attempt_id>/hasil/", learner.attempt_result, name="attempt_result"),
    path("kuis/<int:attempt_id>/tanda-terima/", learner.attempt_receipts, name="attempt_receipts"),
    path("pengampu/soal/", banks.banks, name="banks"),
    path("pengampu/soal/bank-baru/", banks.bank_new, name="bank_new"),
    path("pengampu/soal/<int:bank_id>/", banks.bank, name="bank"),
    path("pengampu/soal/<int:bank_id>/baru/<slug:kind>/", editor.question_new, name="question_new"),
    path("pengampu/soal/butir/<int:question_id>/", editor.question_edit, name="question_edit"),
    path("pengampu/soal/butir/<int:question_id>/pakai/", editor.question_use, name="question_use"),
    path("pengampu/soal/butir/<int:question_id>/koreksi/", corrections.correction_ask, name="correction_ask"),
    path("pengampu/koreksi/<int:correction_id>/", corrections.correction, name="correction"),
    path(
        "pengampu/koreksi/<int:correction_id>/terapkan/",
        corrections.correction_apply,
        name="correction_apply",
    ),
    path(
        "pengampu/koreksi/<int:correction_id>/batal/", corrections.correction_cancel, name="correction_cancel"
    ),
    path("pengampu/percobaan/<int:attempt_id>/", replay.attempt_replay, name="attempt_replay"),
    path("pengampu/terlambat/<int:late_id>/hitung/", replay.late_count, name="late_count"),
    path("kuis-untuk/<int:quiz_id>/", chances.quiz_exceptions, name="quiz_exceptions"),
    path("kuis-untuk/cabut/<int:exception_id>/", chances.exception_take_back, name="exception_take_back"),
    path("operator/gangguan/", chances.outages, name="outages"),
    path("pengampu/kuis/<int:quiz_id>/", results.quiz_results, name="quiz_results"),
]
