from django.urls import path

from .views import attending, reading, sections, todos, writing

app_name = "minutes"
urlpatterns = [
    path("opgaver/", todos.todos, name="todos"),
    path("opgaver/<int:todo_id>/", todos.todo, name="todo"),
    path("<int:pk>/fremmoede/", attending.attendance, name="attendance"),
    path("<int:pk>/referat/", reading.page, name="page"),
    path("<int:pk>/referat/begynd/", writing.begin, name="begin"),
    path("<int:pk>/referat/skriv/", writing.write, name="write"),
    path("<int:pk>/referat/hvem/", writing.who, name="who"),
    path("<int:pk>/referat/punkt/<int:order>/", sections.section, name="section"),
    path("<int:pk>/referat/punkt/<int:order>/fjern/", sections.drop, name="drop"),
    path("<int:pk>/referat/punkt/<int:order>/kommentar/", reading.comment, name="comment"),
    path("<int:pk>/referat/kommentarer/", writing.open_for_comments, name="open"),
    path(
        "<int:pk>/referat/kommentarer/<int:comment_id>/",
        reading.take_in,
        name="take_in",
    ),
    path("<int:pk>/opfoelgning/", writing.follow_up, name="follow_up"),
    path("<int:pk>/referat/endeligt/", reading.finish, name="finish"),
    path("<int:pk>/referat/tilfoejelse/", reading.add, name="add"),
]
