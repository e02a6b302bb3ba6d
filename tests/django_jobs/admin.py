"""The admin of the tests."""

from __future__ import annotations

from django.contrib import admin

from .models import Job


@admin.register(Job)
class JobAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # It takes none at run time.
    """Lists both the texts and what they say."""

    list_display = ("name", "schedule", "get_schedule_display", "quartz", "chosen", "get_chosen_display")
    list_editable = ("quartz",)
    list_filter = ("schedule", "chosen")
    search_fields = ("schedule",)
    readonly_fields = ("careful",)
