"""People who sign in: staff, with a second factor; residents, by a code sent to their e-mail."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from guildhall.commons.accounts.keys import ApiKey

__all__ = ["AccountChange", "ApiKey", "User"]


class UserManager(BaseUserManager["User"]):
    """Makes people by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in. What they may do is in their grants, never on this row."""

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.partition(" ")[0]


class AccountChange(models.Model):
    """What was done to somebody's account or roles, and by whom: rows are added and never changed."""

    user = models.ForeignKey(User, models.CASCADE, related_name="account_changes")
    by = models.CharField(max_length=200)
    sentence = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["at"], name="account_change_at"),)

    def __str__(self) -> str:
        return f"{self.user} {self.sentence} ({self.by})"
