"""Fills the peer with the same job: one queue, so many tickets in Chinese, eight entries in each
history. Prints the address of one ticket's public page and the cookie of a member of staff."""
import json
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "helpdesk_site"
django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from helpdesk.models import FollowUp, Queue, Ticket

tickets = int(sys.argv[1])
call_command("migrate", verbosity=0)
user = get_user_model().objects.create_superuser("staff", "staff@example.com", "staff")
queue = Queue.objects.create(title="消费投诉", slug="complaints", allow_public_submission=True)
with transaction.atomic():
    for number in range(tickets):
        ticket = Ticket.objects.create(
            queue=queue,
            title=f"电饭煲不通电，商家拒绝退货（{number}）",
            submitter_email="person@example.com",
            description="购买的电饭煲使用三天后不通电，商家拒绝退货。" * 4,
        )
        for _ in range(8):
            FollowUp.objects.create(
                ticket=ticket, date=timezone.now(), title="联系经营者", comment="商家表示愿意协商。", public=True, user=user
            )
client = Client()
client.force_login(user)
print(
    json.dumps(
        {
            "page": ticket.ticket_url.split("//", 1)[-1].split("/", 1)[-1],
            "cookie": f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}",
            "queue": queue.id,
        }
    )
)
