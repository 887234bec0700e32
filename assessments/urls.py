from django.urls import URLPattern, URLResolver, path

from assessments.views import attempt, banks, editor, integrity, learner, live, offline, results

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
    path("pengampu/soal/", banks.banks, name="banks"),
    path("pengampu/soal/bank-baru/", banks.bank_new, name="bank_new"),
    path("pengampu/soal/<int:bank_id>/", banks.bank, name="bank"),
    path("pengampu/soal/<int:bank_id>/baru/<slug:kind>/", editor.question_new, name="question_new"),
    path("pengampu/soal/butir/<int:question_id>/", editor.question_edit, name="question_edit"),
    path("pengampu/soal/butir/<int:question_id>/pakai/", editor.question_use, name="question_use"),
    path("pengampu/kuis/<int:quiz_id>/", results.quiz_results, name="quiz_results"),
    path("pengampu/kuis/<int:quiz_id>/hitung/", results.quiz_statistics_renew, name="quiz_statistics_renew"),
    path("pengampu/kuis/<int:quiz_id>/lembar/", results.quiz_statistics_sheet, name="quiz_statistics_sheet"),
    path("pengampu/kuis/<int:quiz_id>/soal/<int:question_id>/", results.quiz_question, name="quiz_question"),
    path("pengampu/kuis/<int:quiz_id>/integritas/", integrity.integrity, name="integrity"),
    path("pengampu/kuis/<int:quiz_id>/integritas/periksa/", integrity.integrity_ask, name="integrity_ask"),
]
