"""Every page of the application: who opens it, and where it stands in the filled district."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

PAGES: dict[str, str] = {
    # role: its addresses; {…} are keys of the filled district
    "": """
        /rights /activate /sign-in/login/ /sign-in/inactive/
        /sign-in/3rdparty/login/cancelled/ /sign-in/signup/
        /sign-in/password/reset/ /sign-in/password/reset/done/ /sign-in/password/reset/key/done/
        /sign-in/password/reset/key/1-x/ /sign-in/confirm-email/x/
    """,
    "officer": """
        / /board /rounds /rounds/add /rounds/r1 /rounds/r1/semesters
        /rounds/r1/collaborations/add /rounds/collaborations/c1
        /staffing /staffing/accounts/{account} /staffing/accounts/{account}/roles/{role}
        /staffing/at/lead /staffing/at/lead/role /staffing/at/lead/hand-over /complaints
        /collaborations/ /collaborations/c1/
        /outings/{silent}/confirm-late/ /outings/{silent}/
        /schools/ /schools/add /schools/rearrange /schools/lead/
        /schools/lead/edit /schools/lead/rename /schools/lead/merge /schools/lead/close
        /schools/{closed}/reopen
        /imports/schools/new /imports/{run}/columns
        /inspections/new/ /inspections/new/c1/
        /imports/{previewed}/check /imports/{imported}/
        /inspections/ratings/c1/2025/ /inspections/{visit}/ /inspections/{visit}/edit/
        /assessments/quality/bureau/2025/
        /waivers/of/c1/ /waivers/new/c1/ /plans/{plan}/approve/
    """,
    "auditor": "/ /audit",
    "viewer": """
        / /sign-in/2fa/ /sign-in/2fa/recovery-codes/ /sign-in/2fa/totp/deactivate/
        /sign-in/2fa/reauthenticate/
        /sign-in/2fa/recovery-codes/generate/
    """,
    "lead_teacher": """
        / /me /notices /sign-in/logout/ /sign-in/password/change/
        /outings/drafts/{draft}/where/ /outings/drafts/{draft}/what/
        /outings/drafts/{draft}/who/ /outings/drafts/{draft}/led/
        /outings/drafts/{draft}/check/
        /outings/lessons/{lesson}/note/ /outings/notes/{note}/ /outings/{waiting}/sent/
        /outings/{waiting}/ /outings/{waiting}/withdraw/
        /files/add/outing/{waiting}/
        /sign-in/2fa/ /sign-in/2fa/totp/activate/ /sign-in/3rdparty/
        /complaints/{complaint} /sign-in/reauthenticate/ /sign-in/email/ /sign-in/confirm-email/
    """,
    "partner_teacher": "/outings/notes/{note}/reply/",
    "lead_coordinator": """
        / /outings/record/ /mentoring/new/c1/ /mentoring/reconfirm/
        /mentoring/{pair}/ /mentoring/{pair}/end/ /mentoring/{pair_waiting}/edit/
        /mentoring/{pair_waiting}/withdraw/ /mentoring/outputs/{output}/
        /aid/new/c1/ /aid/{aid}/ /aid/{aid}/edit/ /aid/{aid}/withdraw/
        /collaborations/c1/ /collaborations/c1/duties/lecture/t3/ /collaborations/c1/summary/t3/
        /imports/people/new /imports/{run_people}/columns
    """,
    "partner_coordinator": """
        /secondments/new/c1/ /secondments/{secondment}/
        /secondments/{secondment}/log/ /secondments/{secondment}/summary/
        /secondments/{secondment_waiting}/edit/ /secondments/{secondment_waiting}/withdraw/
        /mentoring/outputs/new/c1/ /mentoring/outputs/{output}/edit/
        /mentoring/outputs/{output}/withdraw/
    """,
    "partner_head": """
        / /outings/{waiting}/confirm/ /outings/{waiting}/reject/ /mentoring/{pair_waiting}/confirm/
        /mentoring/{pair_waiting}/reject/ /aid/{aid}/confirm/ /aid/{aid}/reject/
        /plans/new/c1/ /schools/partner/people/
    """,
    "lead_head": """
        / /collaborations/c1/ /mentoring/outputs/{output}/confirm/ /mentoring/outputs/{output}/reject/
        /secondments/{secondment}/evaluate/ /secondments/{secondment_waiting}/confirm/
        /secondments/{secondment_waiting}/reject/ /plans/{plan}/ /plans/{plan}/edit/
        /schools/lead/people/ /schools/lead/people/add /schools/people/lead-2/
        /schools/people/lead-2/edit /schools/people/lead-2/appoint /schools/people/lead-2/transfer
        /schools/people/lead-2/leave
    """,
}

NOT_VISITED: dict[str, str] = {
    "start": "only while nobody has an account",
    "activate/password": "only after the code: see test_signing_in.py",
    "language": "only sent to",
    "sign-in/password/set/": "only for a person without a password; else leads on",
    "sign-in/2fa/authenticate/": "only in the middle of signing in; as the next but one",
    # leads on
    "inspections/ratings/<key:collaboration>/": "leads on to this year's",
    "assessments/quality/": "leads on to this year's",
    "outings/<key:pk>/edit/": "leads on to the outing; sent to, to a draft",
    "mentoring/new/": "leads on to the one collaboration's",
    "mentoring/outputs/new/": "leads on to the one collaboration's",
    "secondments/new/": "leads on to the one collaboration's",
    "aid/new/": "leads on to the one collaboration's",
    "plans/new/": "leads on to the one collaboration's",
    # the template of outings/<key:pk>/confirm-late/
    "mentoring/outputs/<key:pk>/confirm-late/": "as an outing's",
    "mentoring/<key:pk>/confirm-late/": "as an outing's",
    "secondments/<key:pk>/confirm-late/": "as an outing's",
    "aid/<key:pk>/confirm-late/": "as an outing's",
    "sign-in/login/code/confirm/": "not offered: leads on",
    # files
    "board.xlsx": "a file",
    "audit/download": "a file",
    "schools/schools.xlsx": "a file",
    "schools/<key:pk>/people/people.xlsx": "a file",
    "files/<key:pk>/": "a file",
    "files/<key:pk>/small/": "a file",
    "sign-in/2fa/recovery-codes/download/": "a file",
    # parts of allauth that are not offered, or that another service begins
    "sign-in/3rdparty/login/error/": "another service's answer",
    "sign-in/3rdparty/signup/": "another service's answer",
    "sign-in/social/login/cancelled/": "leads on",
    "sign-in/social/login/error/": "leads on",
    "sign-in/social/signup/": "leads on",
    "sign-in/social/connections/": "leads on",
    r"sign-in/oidc/(?P<provider_id>[^/]+)/login/": "leads to the other service",
    r"sign-in/oidc/(?P<provider_id>[^/]+)/login/callback/": "another service's answer",
}


def routes() -> Iterator[str]:
    """Every address of the URLconf that can be opened (and not only be sent to)."""

    def walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern).removeprefix("^" if prefix else "")
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, route)
            else:
                yield route, pattern

    for route, pattern in walk(get_resolver(), ""):
        if not _only_sent_to(pattern):
            yield route


def _only_sent_to(pattern: URLPattern) -> bool:
    """Whether the view turns a GET down before it has looked at anything."""
    request = HttpRequest()
    request.method = "GET"
    try:
        return pattern.callback(request).status_code == 405
    except Exception:  # it went on to look: no user, no arguments, no database
        return False


def visits(keys: dict[str, object]) -> list[tuple[str, str]]:
    """Who opens what, with the district's keys in the addresses."""
    return [
        (role, address.format(**keys))
        for role, addresses in PAGES.items()
        for address in addresses.split()
    ]


def route_of(address: str) -> str:
    """The pattern that an address falls under."""
    return resolve(address).route
