"""The addresses of the peer: all of django-helpdesk at the root."""
from django.urls import include, path

urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
