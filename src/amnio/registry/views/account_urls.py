"""Addresses of what belongs to the person at the keyboard: drafts, accounts, the trail."""

from django.urls import path

from amnio.registry.views import drafts

account = [
    path("drafts/", drafts.keep_draft, name="keep_draft"),
    path("drafts/forget/", drafts.forget_draft, name="forget_draft"),
]
