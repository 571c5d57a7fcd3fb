"""How people say what kind of import it is: a practice that was bought, or records changed in bulk."""

from bot.reading.rules.rule import Act, How, Rule

ALL_BUT_DENIED = frozenset(How) - {How.NEGATED, How.ASSERTED, How.CONDITIONAL}

KINDS: tuple[Rule, ...] = (
    Rule(
        "a practice was acquired",
        Act.ACQUIRED,
        (
            "DEAL",
            (
                "deals|merged|merging|merge|acquired|acquire|acquiring|bought|buying|purchased|"
                "purchasing|absorbed|absorbing|inherited|inheriting|takeover"
            ),
            "took|taken|taking|take [..] over|on|in ... practice|clients|office|firm|book|NUM",
            "took|taken|taking them|it|him|her|that|practice over",
            "took|taken|taking over|on|in",
            "picked up clients|when|from|another|a|the|his|her|their",
            "joined|joins|joining|join his|her|their practice|firm|office",
            "clients we picked_up|got|bought|inherited",
            "closed on the",
            "WE|they|and closed on|with",
            "closes|closing on",
            "to buy",
            "HAVE? take|taken|took over in|on|last|from",
            "who|which HAVE? joined|joining|join|joins us",
            "letter of intent",
            "client base of",
            "amalgamation|amalgamated|amalgamating",
            "buy|buys a|an|one|another ... company|firm|practice|office",
            "part of our|the firm|practice|group",
            "take|taking his|her|their|its clients|practice|book",
            "buyed",
            "book we|of we|business bought",
            "went shopping",
            "practice|firm|office we BE|HAVE joining|getting|taken",
            "joining|folding into|in_with us|our",
            "seller|sellers|earnout",
            "earn out",
            "selling|sold|sells [us|his|her|their|up] .. practice|book|firm|clients|to us",
        ),
        says=(
            "We have acquired the practice of R. T. Colquhoun.",
            "It's the Nenagh practice we took over there in September.",
            "We are merging in Overholt & Associates.",
            "We've taken on Marrickville Tax.",
            "The partners went shopping.",
            "Mankato acquisition import",
            "the clients we picked up when Dr. Haskins' CPA retired",
        ),
        takes=ALL_BUT_DENIED,
        says_not=("Nothing to do with an acquisition this time.", "It is not an acquisition."),
    ),
    Rule(
        "records are changed in bulk",
        Act.BULK,
        (
            (
                "bulk|mass|global|batch update|updates|change|changes|edit|amendment|renumbering|rename|"
                "fix|correction|reassignment|reallocation|updating|changing|renaming|fixing|correcting|editing|"
                "amending"
            ),
            (
                "renumber|renumbering|renumbered|recode|recoding|reassign|reassigning|reassignment|"
                "reallocate|reallocating|reallocation|reclassify|reclassifying"
            ),
            "re allocation|allocate|allocating|code|coding",
            (
                "code|codes|rate|rates|address|addresses|partner|manager|department|office|group|email|"
                "phone change|changes|update|updates"
            ),
            (
                "update|updating|change|changing|amend|amending|correct|correcting all|every|the [our|"
                "of] .. client|clients|record|records|rates|codes|addresses|contact|contacts"
            ),
            (
                "changing|change|updating|update ... code|codes|manager|managers|partner|partners|office|"
                "group on|for|of ... clients|records"
            ),
            "rekey|rekeying|retag|retagging|reclassification|reclassifications",
            "new .. rates|codes|chargeout",
            (
                "update|updating|change|changing|amend|amending|set|setting ... for|on|of|in all|every|each "
                "... client|clients|records"
            ),
            "archive|archiving|merge|merging .. duplicate|duplicates|inactive|old",
            "across all|every|the .. clients|records",
        ),
        says=(
            "It is a bulk update by script rather than an import.",
            "We will make renumbering of all the client codes.",
            "We are reassigning all of his clients.",
            "Bulk partner code change",
        ),
        takes=ALL_BUT_DENIED,
        says_not=("Bulk load of Aberdare clients", "bulk import"),
    ),
)
