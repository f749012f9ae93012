"""What can be visited in this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from wellserved.people.views import clients, contacts, imports, members, service_map, serving_members, teams

urlpatterns: list[URLPattern] = [
    path("clients/", clients.clients, name="clients"),
    path("clients/new/", clients.client_new, name="client_new"),
    path("clients/<int:client_id>/", clients.client, name="client"),
    path("clients/<int:client_id>/edit/", clients.client_edit, name="client_edit"),
    path("contacts/", contacts.contacts, name="contacts"),
    path("contacts/new/", contacts.contact_new, name="contact_new"),
    path("contacts/<int:contact_id>/", contacts.contact, name="contact"),
    path("contacts/<int:contact_id>/edit/", contacts.contact_edit, name="contact_edit"),
    path("contacts/<int:contact_id>/opt-out/", contacts.contact_opt_out, name="contact_opt_out"),
    path("contacts/<int:contact_id>/address/", contacts.contact_trust, name="contact_trust"),
    path("contacts/<int:contact_id>/opt-in/", contacts.contact_opt_in, name="contact_opt_in"),
    path("contacts/import/", imports.contacts_import, name="contacts_import"),
    path("teams/", teams.teams, name="teams"),
    path("teams/new/", teams.team_new, name="team_new"),
    path("teams/<int:team_id>/", teams.team, name="team"),
    path("teams/<int:team_id>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<int:team_id>/archive/", teams.team_archive, name="team_archive"),
    path("teams/<int:team_id>/restoration/", teams.team_restore, name="team_restore"),
    path("teams/<int:team_id>/members/", teams.team_join, name="team_join"),
    path("teams/<int:team_id>/members/<int:member_id>/removal/", teams.team_leave, name="team_leave"),
    path("teams/<int:team_id>/members/<int:member_id>/lead/", teams.team_lead, name="team_lead"),
    path("service-map/", service_map.service_map, name="service_map"),
    path("service-map/lines.csv", service_map.service_map_sheet, name="service_map_sheet"),
    path("service-map/import/", imports.service_map_import, name="service_map_import"),
    path("service-map/teams/<int:team_id>/", service_map.team_customers, name="team_customers"),
    path("service-map/teams/<int:team_id>/customers/", service_map.customer_add, name="customer_add"),
    path(
        "service-map/teams/<int:team_id>/customers/<int:client_id>/removal/",
        service_map.customer_remove,
        name="customer_remove",
    ),
    path("members/", members.members, name="members"),
    path("members/new/", members.member_new, name="member_new"),
    path("members/import/", imports.members_import, name="members_import"),
    path("members/<int:member_id>/", members.member, name="member"),
    path("members/<int:member_id>/edit/", members.member_edit, name="member_edit"),
    path("members/<int:member_id>/contact/", serving_members.member_contact, name="member_contact"),
    path("members/<int:member_id>/contact/removal/", serving_members.member_no_contact, name="member_no_contact"),
    path("members/<int:member_id>/invitation/", members.member_invite, name="member_invite"),
    path("members/<int:member_id>/role/", members.member_role, name="member_role"),
    path("members/<int:member_id>/departure/", members.member_leave, name="member_leave"),
    path("members/<int:member_id>/return/", members.member_return, name="member_return"),
]
