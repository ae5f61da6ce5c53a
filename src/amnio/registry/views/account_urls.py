"""Addresses of what belongs to the person at the keyboard and to administrators: accounts, drafts, staff, the trail.

Of allauth only the pages that a registry has: nobody signs up, changes an e-mail address or is mailed a password.
"""

from allauth.account import views as door
from allauth.socialaccount import views as hospital
from django.urls import include, path, re_path

from amnio.registry.views import drafts, own_account, staff, trail, where

_WHAT = "give|take|close|open|reset|unlock"

account = [
    path("drafts/", drafts.keep_draft, name="keep_draft"),
    path("drafts/forget/", drafts.forget_draft, name="forget_draft"),
    path("home/", own_account.home, name="home"),
    path("where/", where.where, name="where"),
    path("account/", own_account.account, name="account"),
    path("account/role/<int:membership>/", own_account.choose_role, name="choose_role"),
    path("account/login/", door.login, name="account_login"),
    path("account/logout/", door.logout, name="account_logout"),
    path("account/closed/", door.account_inactive, name="account_inactive"),
    path("account/password/", own_account.change_password, name="account_change_password"),
    path("account/again/", door.reauthenticate, name="account_reauthenticate"),
    path("account/factors/", include("allauth.mfa.urls")),
    path("account/hospital/cancelled/", hospital.login_cancelled, name="socialaccount_login_cancelled"),
    path("account/hospital/error/", hospital.login_error, name="socialaccount_login_error"),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("staff/", staff.staff, name="staff"),
    path("staff/add/", staff.add, name="staff_add"),
    path("staff/<int:pk>/", staff.person, name="staff_person"),
    re_path(rf"^staff/(?P<pk>[0-9]{{1,18}})/(?P<what>{_WHAT})/$", staff.change, name="staff_change"),
    path("unit/", staff.unit, name="unit"),
    path("trail/", trail.trail, name="trail"),
]
