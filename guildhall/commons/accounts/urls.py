from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.urls import path

from guildhall.commons.accounts import key_pages, pages
from guildhall.kernel.limits import SIGN_IN, limited
from guildhall.kernel.pages.audience import anyone

knock = limited(SIGN_IN)

# Before allauth's own, whose addresses these are: counted, and without passwords.
urlpatterns = [
    path("accounts/login/", anyone(knock(pages.SignIn.as_view())), name="account_login"),
    path("accounts/login/code/", anyone(knock(pages.SignIn.as_view())), name="account_request_login_code"),
    path(
        "accounts/login/code/confirm/",
        anyone(knock(account.confirm_login_code)),
        name="account_confirm_login_code",
    ),
    path("accounts/signup/", anyone(knock(account.signup)), name="account_signup"),
    path("accounts/2fa/authenticate/", anyone(knock(mfa.authenticate)), name="mfa_authenticate"),
    path("accounts/password/<path:rest>", anyone(pages.gone)),
    path("accounts/as/", pages.sign_in_as, name="sign_in_as"),
    path("keys/", key_pages.keys, name="keys"),
    path("keys/<int:number>/revoke/", key_pages.revoke, name="revoke_key"),
    path("people/", pages.everybody, name="people"),
    path("people/invite/", pages.invite, name="invite"),
    path("people/<int:number>/", pages.person, name="person"),
    path("people/<int:number>/roles/<int:grant>/end/", pages.end_role, name="end_role"),
    path("people/<int:number>/deactivate/", pages.deactivate, name="deactivate"),
    path("people/<int:number>/second-factor/", pages.reset_second_factor, name="reset_second_factor"),
]
