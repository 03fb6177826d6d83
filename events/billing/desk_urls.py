from django.urls import path

from .views.desk import documents, exporting, overview, paying, payments, selling

app_name = "billing_desk"
urlpatterns = [
    path("afsender/", selling.seller, name="seller"),
    path("<int:pk>/", overview.overview, name="overview"),
    path("<int:pk>/fakturer/", overview.bill, name="bill"),
    path("<int:pk>/afbud/<int:registration_id>/", overview.late, name="late"),
    path("<int:pk>/betaler/<int:registration_id>/", paying.payer, name="payer"),
    path("<int:pk>/betalinger/", payments.payments, name="payments"),
    path("<int:pk>/fakturaer.csv", exporting.ledger, name="ledger"),
    path("<int:pk>/e-fakturaer.zip", exporting.e_invoices, name="e_invoices"),
    path("<int:pk>/<int:bill_id>/", documents.document, name="document"),
    path("<int:pk>/<int:bill_id>/faktura.pdf", exporting.pdf, name="pdf"),
    path("<int:pk>/<int:bill_id>/faktura.xml", exporting.xml, name="xml"),
    path("<int:pk>/<int:bill_id>/betalt/", documents.paid, name="paid"),
    path("<int:pk>/<int:bill_id>/ikke-betalt/", documents.unpaid, name="unpaid"),
]
