from django.urls import path

from guildhall.services.contacts.pages import (
    board,
    contacts,
    knowledge,
    lists,
    logging,
    numbers,
    points,
    skills,
    telephony,
)

urlpatterns = [
    path("contacts/", contacts.helpdesk, name="helpdesk"),
    path("contacts/board/", board.supervisors_board, name="contacts_board"),
    path("contacts/log/", logging.log_contact, name="log_contact"),
    path("contacts/beside/", logging.articles_beside, name="articles_beside"),
    path("contacts/list/", lists.listed, name="contacts_listed"),
    path("contacts/list.csv", lists.listed_csv, name="contacts_csv"),
    path("contacts/topics/", numbers.by_topic, name="contacts_by_topic"),
    path("contacts/knowledge/", knowledge.knowledge, name="knowledge"),
    path("contacts/points/", points.service_points, name="service_points"),
    path("contacts/skills/", skills.skills_matrix, name="skills"),
    path("contacts/skills/<int:number>/", skills.adviser, name="adviser"),
    path("contacts/telephony/", telephony.telephony, name="telephony"),
    path("contacts/telephony/<str:day>/", telephony.day_of_calls, name="day_of_calls"),
    path("contacts/<int:number>/", contacts.contact, name="contact"),
    path("opening-hours/", points.opening_hours, name="opening_hours"),
]
