"""Every page of the application: who opens it, and where it stands in the filled district."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

PAGES: dict[str, str] = {
    # role: its addresses; {…} are keys of the filled district
    "": """
        /rights /activate /sign-in/login/ /sign-in/inactive/
    """,
    "officer": """
        / /board /rounds /rounds/add /rounds/r1 /rounds/r1/policy /rounds/r1/semesters
        /rounds/r1/collaborations/add /rounds/collaborations/c1
        /staffing /staffing/accounts/{account} /staffing/accounts/{account}/roles/{role}
        /staffing/at/lead /staffing/at/lead/role /staffing/at/lead/hand-over /complaints
        /collaborations/ /collaborations/c1/
        /outings/{silent}/confirm-late/ /outings/{silent}/
        /mentoring/{pair_waiting}/confirm-late/ /mentoring/outputs/{output}/confirm-late/
        /secondments/{secondment_waiting}/confirm-late/ /aid/{aid}/confirm-late/
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
    "leader": "/sign-in/password/set/",
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
        /sign-in/2fa/ /sign-in/2fa/totp/activate/
        /complaints/{complaint} /sign-in/reauthenticate/
    """,
    "partner_teacher": "/outings/notes/{note}/reply/",
    "lead_coordinator": """
        / /outings/record/ /mentoring/new/c1/ /mentoring/reconfirm/
        /mentoring/{pair}/ /mentoring/{pair}/end/ /mentoring/{pair_waiting}/edit/
        /mentoring/{pair_waiting}/withdraw/ /mentoring/outputs/{output}/
        /aid/new/c1/ /aid/{aid}/ /aid/{aid}/edit/ /aid/{aid}/withdraw/
        /collaborations/c1/ /collaborations/c1/duties/lecture/t3/ /collaborations/c1/summary/t3/
        /imports/people/new /imports/{run_people}/columns
        /imports/semester/c1/t3/ /imports/semester-uploads/{run_semester}/
        /imports/semester-uploads/{semester_wrong}/ /imports/semester-uploads/{semester_done}/
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

ARRIVED_AT: tuple[str, ...] = (
    # pages in the middle of something: the test goes there as a person would
    "start",
    "activate/password",
    "sign-in/2fa/authenticate/",
)

NO_PAGES: dict[str, str] = {
    # role: addresses that answer with a file or lead on; the test asks each of them
    "": """
        /sign-in/oidc/oidc/login/callback/ /rights.xlsx
    """,
    "officer": """
        /inspections/ratings/c1/ /assessments/quality/
        /board.xlsx /rounds/r1/policy.toml /rounds/r1/policy.xlsx /staffing.xlsx
        /assessments/quality/bureau/2025/figures.xlsx /schools/schools.xlsx /schools/lead/people/people.xlsx
        /files/{file}/ /files/{file}/small/
    """,
    "auditor": "/audit/download",
    "viewer": "/sign-in/2fa/recovery-codes/download/",
    "lead_teacher": "/outings/{waiting}/edit/",
    "lead_coordinator": """
        /mentoring/new/ /aid/new/ /imports/semester/c1/ /imports/semester/c1/t3/workbook
    """,
    "partner_coordinator": "/mentoring/outputs/new/ /secondments/new/",
    "lead_head": "/plans/new/",
}

REFUSED: dict[str, str] = {
    # role: addresses whose form says what is wrong when it is sent empty
    "": "/activate /sign-in/login/",
    "officer": """
        /rounds/add /rounds/r1/collaborations/add /staffing/at/lead/role /staffing/at/lead/hand-over
        /schools/add /schools/lead/rename /schools/lead/merge /schools/lead/close
        /imports/schools/new /inspections/new/c1/ /waivers/new/c1/ /complaints
        /outings/{silent}/confirm-late/
    """,
    "lead_teacher": """
        /sign-in/password/change/ /files/add/outing/{waiting}/ /complaints
        /outings/drafts/{draft}/what/
    """,
    "lead_coordinator": "/mentoring/new/c1/ /aid/new/c1/",
    "partner_coordinator": "/secondments/new/c1/ /mentoring/outputs/new/c1/",
    "partner_head": "/outings/{waiting}/reject/ /plans/new/c1/ /aid/{aid}/reject/",
    "lead_head": "/schools/lead/people/add /secondments/{secondment}/evaluate/",
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


def visits(keys: dict[str, object], pages: dict[str, str] = PAGES) -> list[tuple[str, str]]:
    """Who opens what, with the district's keys in the addresses."""
    return [
        (role, address.format(**keys))
        for role, addresses in pages.items()
        for address in addresses.split()
    ]


def route_of(address: str) -> str:
    """The pattern that an address falls under."""
    return resolve(address).route
