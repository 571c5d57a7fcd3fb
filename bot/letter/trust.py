"""How well our own mail server vouches for a letter's From: one function decides, everybody asks it.

It fails closed. A verdict counts only if it stands where our server writes (above the first Received field
that is not ours), in our server's name, reads as a whole, speaks of the very domain in From, and is
contradicted by nobody. ARC, Received-SPF and X- fields count for nothing.

A server that writes no verdict leaves every letter unproved, unless we check DKIM signatures ourselves.
"""

import ipaddress
import re
from dataclasses import dataclass
from typing import Literal, assert_never

from bot.letter.authres import NotParsed, Result, authserv_id, results_in
from bot.letter.charsets import clean_line
from bot.letter.headers import Headers
from bot.letter.letter import Verdict
from bot.letter.sender import Sender
from bot.letter.signed import KeyLookup, is_signed_by

GOOGLE_ID = "mx.google.com"
EXCHANGE_HOSTS = ("outlook.com", "office365.com", "exchangelabs.com")
EXCHANGE_BORDER = "mail.protection.outlook.com"  # takes mail from outside; the verdict stands above its hop


@dataclass(frozen=True, slots=True)
class Receiver:
    """How this mailbox's server states its verdict; made from the settings."""

    kind: Literal["rfc8601", "google", "microsoft365", "dkim", "none"]
    authserv_id: str = ""  # rfc8601: the name it puts first in Authentication-Results, whole
    trusted_internal: str = ""  # microsoft365: the domain whose mail is ours when Exchange marks it internal
    own_hosts: tuple[str, ...] = ()  # rfc8601: further hosts, or domains, whose Received fields are ours
    keys: KeyLookup | None = None  # dkim: where public keys are asked for


@dataclass(frozen=True, slots=True)
class Trust:
    """A verdict, and the sign it rests on or what is missing."""

    verdict: Verdict
    why: str


def trust_in(headers: Headers, sender: Sender, receiver: Receiver, raw: bytes = b"") -> Trust:
    """Judge the From of a letter by what our own server says of it; never raises.

    Args:
        raw: The whole letter, where its signature is checked by ourselves.
    """
    if sender.address is None:
        return unproved(sender.why)
    domain = sender.address.rpartition("@")[2]
    match receiver.kind:
        case "rfc8601" | "google":
            return by_name(headers, domain, receiver)
        case "microsoft365":
            return by_position(headers, domain, receiver)
        case "dkim":
            return by_signature(raw, headers, domain, receiver)
        case "none":
            return unproved("this mailbox's server states no verdict")
        case _:
            assert_never(receiver.kind)


def unproved(why: str) -> Trust:
    return Trust(Verdict.UNPROVED, clean_line(why)[:200])  # it may quote what the sender wrote


def by_name(headers: Headers, domain: str, receiver: Receiver) -> Trust:
    """Judge by every field in our server's name above the first Received that is not ours."""
    ours = GOOGLE_ID if receiver.kind == "google" else receiver.authserv_id.lower()
    if not ours:
        return unproved("no authserv-id is configured")
    hosts = (ours, *(host.lower() for host in receiver.own_hosts))
    values = [value for name, value in own_zone(headers, hosts) if name == "authentication-results"]
    try:
        named = [value for value in values if authserv_id(value) == ours]
        results = [result for value in named for result in results_in(value)]
    except NotParsed as error:
        return unproved(f"an Authentication-Results field cannot be read: {error}")
    if not named:
        return unproved(f"no verdict of {ours} {above_which(headers, hosts)}")
    return judged(results, domain, headers)


def by_signature(raw: bytes, headers: Headers, domain: str, receiver: Receiver) -> Trust:
    """Judge by the DKIM signature of the domain itself, checked here."""
    if receiver.keys is None:
        return unproved("no name server is at hand to check signatures")
    if has_length_tag(headers):
        return unproved("a DKIM signature covers only part of the text (l=)")
    if is_signed_by(domain, raw, headers, receiver.keys):
        return Trust(Verdict.PROVED, f"signed by {domain}")
    return unproved(f"no valid signature of {domain}")


def by_position(headers: Headers, domain: str, receiver: Receiver) -> Trust:
    """Judge by the topmost field, which Exchange Online writes without a name of its own."""
    zone = exchange_zone(headers)
    internal = receiver.trusted_internal.lower()
    if internal and domain == internal and is_internal(zone):
        return Trust(Verdict.PROVED, f"mail inside {internal}, as Exchange marks it")
    topmost = next((value for name, value in zone if name == "authentication-results"), None)
    if topmost is None:
        return unproved("no verdict of Exchange")
    try:
        return judged(results_in(topmost), domain, headers)
    except NotParsed as error:
        return unproved(f"the Authentication-Results field cannot be read: {error}")


def is_internal(zone: tuple[tuple[str, bytes], ...]) -> bool:
    """Tell whether Exchange marks a mail as written inside; it strips this mark from mail of others."""
    marks = [value.strip().lower() for name, value in zone if name == "x-ms-exchange-organization-authas"]
    return marks == [b"internal"]


def judged(results: list[Result], domain: str, headers: Headers) -> Trust:
    """Weigh our server's results for the domain in From."""
    dmarc = [result for result in results if result.method == "dmarc"]
    spf = aligned(results, "spf", domain)
    if has_length_tag(headers) and spf != {"pass"}:
        return unproved("a DKIM signature covers only part of the text (l=)")
    for result in dmarc:
        if result.get("header.from") != domain:
            return unproved(f"the verdict is about {result.get('header.from') or 'nobody'}, not {domain}")
    outcomes = {result.outcome for result in dmarc}
    if outcomes == {"pass"}:
        return Trust(Verdict.PROVED, f"dmarc=pass for {domain}")
    if outcomes - {"none", "bestguesspass"}:
        return unproved(f"dmarc={'/'.join(sorted(outcomes))} for {domain}")
    if aligned(results, "dkim", domain) == {"pass"}:
        return Trust(Verdict.PROVED, f"dkim=pass for {domain}")
    if spf == {"pass"} and outcomes:
        return Trust(Verdict.SPF_ONLY, f"spf=pass for {domain}, which has no policy")
    return unproved(f"nothing proves {domain}")


def aligned(results: list[Result], method: str, domain: str) -> set[str]:
    """Return the outcomes of a method for exactly this domain; "no signature" is no outcome."""
    return {
        result.outcome
        for result in results
        if result.method == method and result.outcome != "none" and domain_of(result) == domain
    }


def domain_of(result: Result) -> str:
    if result.method == "dkim":
        return result.get("header.d") or result.get("header.i").rpartition("@")[2]
    return result.get("smtp.mailfrom").rpartition("@")[2]


LENGTH_TAG = re.compile(rb"(?:^|;)\s*l\s*=", re.IGNORECASE)


def has_length_tag(headers: Headers) -> bool:
    return any(LENGTH_TAG.search(value) for value in headers.all("dkim-signature"))


def own_zone(headers: Headers, hosts: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """Return the fields above the first Received that is not ours.

    Our servers' hops come first; the hop that took the letter from outside is the last of them. Whatever
    stands below the next Received was in the letter when it came.
    """
    taken = False
    for index, (name, value) in enumerate(headers.fields):
        if name != "received":
            continue
        if taken or not is_ours(by_host(value), hosts):
            return headers.fields[:index]
        taken = not is_inner_hop(value, hosts)
    return headers.fields


def exchange_zone(headers: Headers) -> tuple[tuple[str, bytes], ...]:
    """Return the fields above the hop by which Exchange Online took the letter from outside."""
    for index, (name, value) in enumerate(headers.fields):
        if name == "received":
            host = by_host(value)
            if not is_ours(host, EXCHANGE_HOSTS) or host.endswith(EXCHANGE_BORDER):
                return headers.fields[:index]
    return headers.fields


def above_which(headers: Headers, hosts: tuple[str, ...]) -> str:
    """Say where the search ended, so that an admin can see a host of his that the settings do not name."""
    end = len(own_zone(headers, hosts))
    if end == len(headers.fields):
        return "in the header"
    return f"above the Received field of {by_host(headers.fields[end].value) or 'nobody'}"


FROM_PART = re.compile(rb"\s*from\s+(\S{1,253})(.{0,600}?)(?:\s+by\s|\Z)", re.IGNORECASE | re.DOTALL)
BY_PART = re.compile(rb"(?:^|\s)by\s+([A-Za-z0-9.:_-]{1,253})", re.IGNORECASE)
IN_BRACKETS = re.compile(rb"\[(?:IPv6:)?([0-9a-fA-F.:]{2,45})\]|\(([0-9a-fA-F]*[.:][0-9a-fA-F.:]{2,45})\)")


def by_host(received: bytes) -> str:
    # The "from" part is the sender's word; it must not be able to hold a "by" of its own.
    start = FROM_PART.match(received)
    found = BY_PART.search(received, start.end(2) if start else 0)
    return found[1].decode("ascii", "replace").lower().rstrip(".") if found else ""


def is_ours(host: str, hosts: tuple[str, ...]) -> bool:
    # Google names its inner hops by address: "by 2002:a05:6102:...".
    if host.startswith("2002:a") and GOOGLE_ID in hosts:
        return True
    return any(host == own or host.endswith("." + own) for own in hosts)


def is_inner_hop(received: bytes, hosts: tuple[str, ...]) -> bool:
    """Tell whether one of our servers took the letter from another of ours, over our own network."""
    start = FROM_PART.match(received)
    if start is None:
        return True
    if not is_ours(start[1].decode("ascii", "replace").lower(), hosts):
        return False
    return not any(is_public(match[1] or match[2]) for match in IN_BRACKETS.finditer(start[2]))


def is_public(address: bytes) -> bool:
    try:
        return ipaddress.ip_address(address.decode("ascii")).is_global
    except ValueError:
        return True
