from django.urls import path

from .views.desk import badges, days, helpers

app_name = "check_in_desk"
urlpatterns = [
    path("<int:pk>/dagene/", days.days, name="days"),
    path("<int:pk>/dagene/ikke-kommet.xlsx", days.sheet, name="sheet"),
    path("<int:pk>/dagene/kom/<int:registration_id>/", days.tick, name="tick"),
    path("<int:pk>/navneskilte/", badges.badges, name="badges"),
    path("<int:pk>/navneskilte/ark.pdf", badges.print_batch, name="print"),
    path(
        "<int:pk>/navneskilte/<int:registration_id>/skilt.pdf", badges.print_one, name="print_one"
    ),
    path("<int:pk>/doerhjaelp/", helpers.helpers, name="helpers"),
    path("<int:pk>/doerhjaelp/<int:helper_id>/fjern/", helpers.dismiss, name="dismiss"),
]
