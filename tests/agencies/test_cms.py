"""What Wagtail's own people pages may do."""

from django.urls import reverse

from agencies.models import User
from tests.factories import UserFactory


def test_nobody_is_deleted_in_the_cms(client, site):
    superuser = User.objects.create_superuser("chief@example.org", "x")
    person = UserFactory()
    client.force_login(superuser)

    response = client.post(reverse("wagtailusers_users:delete", args=[person.pk]), follow=True)

    assert "People are not deleted" in response.content.decode()
    assert User.objects.filter(pk=person.pk).exists()
