"""What people write, by what they mean: many voices, so that the house has to read and is not told.

A text may be read as unsure; that is asked back. Read as its opposite, it breaks a promise, and is seen.
"""

from collections.abc import Mapping
from enum import StrEnum


class Meaning(StrEnum):
    """What the writer truly means, whatever is read in it."""

    REQUEST = "request"
    REQUEST_UNDATED = "request_undated"
    DATE = "date"
    MOVE = "move"
    CANCEL = "cancel"
    DONE = "done"
    NOT_DONE = "not_done"
    WAIT = "wait"  # "not finished after all"
    NOTHING_IN = "nothing_in"
    SOME_IN = "some_in"
    MATCH = "match"
    MISMATCH = "mismatch"
    QUESTION = "question"
    THANKS = "thanks"
    PERSON = "person"
    OTHER = "other"  # no import business
    AWAY = "away"  # a vacation responder
    RETURNED = "returned"  # a delivery report
    NAMES_VENDOR = "names_vendor"  # who will say for the firm that it is complete
    ORDER = "order"  # a command of staff


M = Meaning

# {day} and {hour} are the writer's own, {name} is what is imported.
VOICES: Mapping[Meaning, tuple[str, ...]] = {
    M.REQUEST: (
        "We bought the {name} practice and would like to import their clients on {day} at {hour}.",
        "Hi team,\n\nwe plan a data import for the {name} acquisition. Could we do {day} at {hour}?",
        "Please schedule our bulk update of client records for {day}, {hour}.",
        "Hello, we need to import the {name} client list. We'd like to start at {hour} on {day}.",
        "Good morning. We'd like to book an import of the {name} clients for {day}, starting {hour}.",
    ),
    M.REQUEST_UNDATED: (
        "We have acquired the {name} firm and need to import their clients. What do you need from us?",
        "We would like to import the {name} clients, sometime next month.",
        "Can you help us plan a data import for the {name} acquisition?",
    ),
    M.DATE: (
        "Let's do {day} at {hour}.",
        "{day} at {hour} please.",
        "{day}, {hour} works for us.",
        "How about {day} at {hour}?",
    ),
    M.MOVE: (
        "We need to move the import to {day} at {hour}.",
        "Something came up. Can we reschedule the import to {day}, {hour}?",
        "Sorry, we have to postpone the import to {day} at {hour}.",
    ),
    M.CANCEL: (
        "Something came up, we have to cancel the import.",
        "Please cancel the import.",
        "The deal fell through. Please cancel our import.",
    ),
    M.DONE: (
        "The import is complete.",
        "The import is finished, please turn the data flow back on.",
        "Import complete.\n\nThanks",
        "We're done, everything is imported. You can turn the flow back on.",
        "All done! All clients are imported.",
        "Hi,\n\nall of the clients have been imported successfully and the import is complete.\n\nBest",
        "it finished!! took 5 hrs but every last one is in",
        "Completed at 3:15pm. Thanks.",
        "The upload has now finished and all records have been processed.",
    ),
    M.NOT_DONE: (
        "We are still importing.",
        "Not finished yet, about half of it is in.",
        "Clients are done, contacts are done, WIP is next.",
        "We're about three quarters of the way through. Will shout when it's complete.",
        "It'll be done within the hour.",
        "The job finished but only 310 of the 412 clients came across. Looking into why.",
        "Import is complete apart from the invoices, those are queued for tonight.",
        "So close. One more batch and we're done.",
        "Once the balances are in we'll be complete.",
        "Consultant reckons it's finished but I want to look at the AR before you turn anything on.",
    ),
    M.WAIT: (
        "Wait, we are not finished after all. Please keep the data flow off.",
        "Sorry, it is not complete: we found another file to import. Please don't turn it on yet.",
        "Hold on, the import is not done yet.",
        "Stop! The import is not finished.",
        "I spoke too soon, we're still importing.",
    ),
    M.NOTHING_IN: (
        "Nothing was loaded.",
        "Nothing has been loaded yet.",
        "We did not load anything.",
    ),
    M.SOME_IN: (
        "Some of it was loaded.",
        "About half of it is loaded already.",
        "We loaded the clients but not the invoices.",
    ),
    M.MATCH: (
        "We compared ten clients and all ten match.",
        "All ten match.",
        "Checked 10 clients, everything matches to the cent.",
    ),
    M.MISMATCH: (
        "Nine match, but Smith is 1,200.00 in practice management and 1,300.00 in the portal.",
        "Most of them match, but the Jones balance differs.",
    ),
    M.QUESTION: (
        "Will our clients be able to log in to the portal meanwhile?",
        "How long does it usually take?",
        "Who will be on call that day?",
    ),
    M.THANKS: ("Thanks!", "Great, thank you.", "Perfect, thanks for letting us know."),
    M.PERSON: ("*person*", "Please have somebody call me.\n\n*person*"),
    M.OTHER: (
        "I can't log in to the portal any more, could you reset my password?",
        "Attached is our signed contract renewal.",
        "Our invoice for October seems to be wrong. Could you have a look?",
        "Join us for a webinar on practice growth next Thursday at 2 pm!",
    ),
    M.NAMES_VENDOR: (
        "Victor at Movers ({vendor}) will tell you when it's complete.",
        "Our consultant {vendor} will let you know once the import is finished.",
    ),
    M.AWAY: ("I am out of the office until Monday and will answer your mail when I am back.",),
}

DAYS = ("%B {d}, %Y", "%A, %B {d}, %Y", "{d} %B %Y", "%b {d}, %Y")
PRACTICES = ("Lindgren", "Harmon", "Ortiz", "Baker & Sons", "Whitfield")
