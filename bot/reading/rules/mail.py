"""What people say about the mail itself, and business that is none of ours."""

from bot.reading.rules.rule import Act, How, Rule

ANYHOW = frozenset(How) - {How.ASSERTED, How.QUOTED, How.NEGATED}

MAIL: tuple[Rule, ...] = (
    Rule(
        "asks",
        Act.ASK,
        (
            "please advise|clarify|explain",
            "glad|like|love|grateful|keen|interested to know|hear|understand whether|if|how|what|when",
            "can|could you tell|advise|explain|clarify|confirm|let|check|say",
            "let|tell us|me know? if|whether|how|what|which|when",
            "question|questions|wondering|wonder",
            "^ how|what|why does|do|did|will|long|much|many|happens|is|are|s|time|should|about",
        ),
        takes=ANYHOW,
        says=(
            "Please advise.",
            "Can you tell from your side whether the update completed?",
            "Two questions ahead of the 30th.",
        ),
    ),
    Rule(
        "points below",
        Act.SEE_BELOW,
        (
            "see|per|read|note|noted [the|my|his|her|their] .. below|attached|beneath|underneath",
            "below|forwarded|forwarding .. set|see|please|from|for",
            "fyi",
            "set this up",
            "the below",
            "this on the|your calendar|schedule|diary|books",
            "arrange|organise|organize|book|schedule|action this $",
            "arrange|organise|organize|book|schedule|action this for|with|please",
            "get this booked|scheduled|sorted|arranged|done",
            "passing|pass this on|along",
            "only|just the messenger",
            "over to you|your_way",
        ),
        takes=ANYHOW,
        says=(
            "Please see Pam's note below and set this up with us.",
            "FYI",
            "As per the below, can you arrange?",
        ),
    ),
    Rule(
        "wants a person",
        Act.PERSON,
        (
            "^ [a|the|real] person|human [please] $",
            "speak|talk|chat with|to a|an|somebody|someone|anyone|one|your|you|real|human|person|support",
            "call|ring|phone|telephone me|us [back|on|at|please|when|asap|now] ..",
            "give me|us a call|ring|shout|bell|buzz",
            "real|actual|live person|human",
            "need|want|prefer|get a|an|to_speak human|person|operator",
            "have|get somebody|someone call|ring|phone|contact",
            "get on the|a phone|call",
            "escalate|manager",
        ),
        takes=ANYHOW - {How.QUESTION, How.CONDITIONAL},
        says=(
            "person",
            "Can I speak to someone please?",
            "Please call me on my cell.",
            "Give me a ring when you can.",
        ),
        says_not=("My consultant told you so by phone.", "We'll call it a day."),
    ),
    Rule(
        "sells something",
        Act.MARKETING,
        (
            "special offer",
            "did you know",
            "pay nothing|zero",
            "slot|time on my calendar",
            "show you how|our|what",
            "business development",
            "migration experts|specialists",
            "save NUM percent",
            "book a free",
            "unsubscribe",
            "firms|companies|businesses|practices like yours|you",
            "our customers|clients report|say|love|save",
            "came across your company|firm|website|profile",
            "our|new|powerful .. toolkit|solution|platform|software|tool",
            "save you|your|them|clients .. hours|time|money",
            "quick|free|short demo|call|chat|trial|consultation",
            "NUM minutes .. on|for|this",
            "help|helps|helping firms|companies|businesses|practices",
            "webinar|newsletter|whitepaper|discount|ebook|sponsor",
        ),
        takes=ANYHOW,
        says=(
            "LedgerLift helps firms like yours complete migrations.",
            "Do you have 15 minutes on Thursday for a quick demo?",
        ),
    ),
    Rule(
        "other business",
        Act.OTHER_BUSINESS,
        (
            "cc d|would|copied|looped|looping",
            "invoice|invoices",
            "bill|billing|statement for|from|dated|query|question",
            "log|sign in|into",
            "wrong balance|balances|amount",
            "bills|billed|billing us|me|for|question|address",
            "add .. to this|the thread|list|email|distribution",
            "PLEASE [also|always|just] copy|cc|loop",
            (
                "copy|copying|cc|include|including .. on|to|in this|the|future thread|emails|email|mails|"
                "correspondence"
            ),
            "taking|takes|take over from|for",
            "new .. contact|phone|address|number|email",
            (
                "update|updating|change|changing|changed|correct|correcting|note [the|my|our|your] [billing|"
                "main|primary|mobile] contact|phone|number|email|title|surname|signature|extension"
            ),
            "billing|mailing|postal|office|street address|records|details|contact",
            "my|his|her|our [new|direct] extension|cell|mobile|number is|has",
            (
                "phone|cell|mobile|train|flight|car [BE|HAVE|just] died|dead|broke|crashed|failed|delayed|"
                "cancelled"
            ),
            "password|login|log_in|reset|locked",
            "out of office|the_office",
            "refund|credit_note|subscription|seats",
        ),
        takes=ANYHOW,
        says=(
            "Your invoice 30118 dated 2/15 bills us for 42 seats.",
            "Please add Priya Raman to this thread.",
        ),
    ),
)
