"""Coverage for HR, heads of OPDs and leaders. Included by ``lms.dashboards.urls``."""

from django.urls import URLPattern, URLResolver, path

from lms.dashboards.views import coverage, exports, gaps, independence, leader, pemdi, siasn, trajectory

urlpatterns: list[URLPattern | URLResolver] = [
    path("dasbor/cakupan/", coverage.coverage, name="coverage"),
    path("dasbor/cakupan/hitung/", coverage.count_past, name="count_past"),
    path("dasbor/cakupan/ekspor/", exports.export_coverage, name="export_coverage"),
    path("dasbor/lintasan/ekspor/", exports.export_trajectory, name="export_trajectory"),
    path("dasbor/kemandirian/ekspor/", exports.export_independence, name="export_independence"),
    path("dasbor/kesenjangan/", gaps.gaps, name="gaps"),
    path("dasbor/kesenjangan/ekspor/", exports.export_gaps, name="export_gaps"),
    path("sertifikat/siasn/", siasn.siasn, name="siasn"),
    path("sertifikat/siasn/paket/", siasn.siasn_pack, name="siasn_pack"),
    path("sertifikat/siasn/<int:pk>/diunggah/", siasn.siasn_uploaded, name="siasn_uploaded"),
    path("dasbor/ekspor/<int:pk>/", exports.export, name="export"),
    path("dasbor/ekspor/<int:pk>/berkas/", exports.export_file, name="export_file"),
    path("dasbor/lintasan/", trajectory.trajectory_page, name="trajectory"),
    path("dasbor/kemandirian/", independence.independence, name="independence"),
    path("dasbor/kemandirian/bobot/", independence.weights, name="weights"),
    path("dasbor/kemandirian/<int:pk>/", independence.independence_of, name="independence_of"),
    path("dasbor/pemdi/", pemdi.pemdi_page, name="pemdi"),
    path("dasbor/pemdi/paket/", pemdi.pemdi_pack, name="pemdi_pack"),
    path("dasbor/pemdi/dokumen/", pemdi.pemdi_document_new, name="pemdi_document_new"),
    path("dasbor/pemdi/dokumen/<int:pk>/", pemdi.pemdi_document, name="pemdi_document"),
    path("dasbor/pemdi/dokumen/<int:pk>/hapus/", pemdi.pemdi_document_drop, name="pemdi_document_drop"),
    path("dasbor/pimpinan/", leader.leader, name="leader"),
]
