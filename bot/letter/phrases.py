"""What mail programs and offices write around people's words, by language.

Vocabularies: a program or language that is missing here is a line to add, with a letter in
tests/letter/ that shows it. All is compared in lower case.
"""

import re


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of these words, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# ── The header of an old message, as Outlook and its kind write it above it ──────────────────────────

HEADER_LABELS: dict[str, tuple[str, ...]] = {
    "from": (
        "from", "von", "de", "da", "van", "från", "fra", "od", "lähettäjä", "feladó", "kimden",
        "gönderen", "от", "від", "από", "de la", "expéditeur", "remitente", "mittente", "remetente",
        "nadawca", "отправитель", "差出人", "送信元", "发件人", "寄件者", "寄件人", "보낸 사람",
        "보낸사람", "מאת", "من", "từ", "จาก", "dari", "saatja", "nuo", "no",
    ),
    "date": (
        "sent", "date", "sent on", "received", "gesendet", "datum", "gesendet am", "envoyé", "envoyé le",
        "date d'envoi", "enviado", "enviado el", "enviado em", "enviada em", "enviada", "fecha", "data",
        "inviato", "data invio", "verzonden", "verstuurd", "skickat", "sendt", "dato", "lähetetty",
        "päivämäärä", "päiväys", "wysłano", "wysłane", "data wysłania", "odesláno", "odoslané", "dátum",
        "elküldve", "küldve", "trimis", "tarih", "gönderildi", "gönderme tarihi", "отправлено", "дата",
        "надіслано", "στάλθηκε", "ημερομηνία", "送信日時", "日付", "发送时间", "发送日期", "日期",
        "寄件日期", "傳送日期", "보낸 날짜", "날짜", "נשלח", "תאריך", "تاريخ", "đã gửi", "ngày", "วันที่",
        "tanggal",
    ),
    "to": (
        "to", "an", "à", "a", "para", "aan", "naar", "till", "til", "do", "komu", "dla", "vastaanottaja",
        "címzett", "către", "kime", "alıcı", "кому", "προς", "destinataire", "destinatario",
        "destinatário", "宛先", "收件人", "收件者", "받는 사람", "받는사람", "אל", "إلى", "đến", "ถึง",
        "kepada",
    ),
    "cc": (
        "cc", "kopie", "copie à", "copia", "kopia", "kopi", "kopio", "másolat", "dw", "копия", "копія",
        "cópia", "bcc", "참조", "抄送", "副本",
    ),
    "subject": (
        "subject", "betreff", "objet", "asunto", "oggetto", "assunto", "onderwerp", "ämne", "emne",
        "aihe", "temat", "předmět", "predmet", "tárgy", "subiect", "konu", "тема", "θέμα", "件名", "主题",
        "主旨", "제목", "נושא", "الموضوع", "chủ đề", "tiêu đề", "เรื่อง", "perihal", "subjek", "re",
    ),
    "other": (
        "reply-to", "importance", "priority", "attachments", "anlagen", "wichtigkeit", "pièces jointes",
        "organization",
    ),
}  # fmt: skip

# ── The line above a quote: it begins so, and ends so ────────────────────────────────────────────────

ATTRIBUTION_STARTS = (
    "on", "am", "le", "el", "il", "op", "em", "na", "den", "de", "på", "dne", "dňa", "w dniu", "dnia",
    "pe", "în data de", "vào", "στις", "a(z)", "il giorno", "el día", "em qua", "no dia", "am", "at",
    "ons", "tor", "fre", "lör", "sön", "man", "mån", "tir", "tis", "lør", "søn", "ma", "ti", "ke", "to",
    "pe", "la", "su", "pada", "dana", "dnia", "ngày", "vom", "от", "в", "у", "בתאריך", "في", "於", "于",
    "sent from samsung", "from",
)  # fmt: skip

ATTRIBUTION_VERBS = (
    "wrote", "writes", "sent", "said", "schrieb", "schrieb am", "hat geschrieben", "geschrieben",
    "a écrit", "a ecrit", "écrit", "escribió", "escribio", "ha escrito", "escreveu", "ha scritto",
    "scrisse", "schreef", "het volgende geschreven", "skrev", "skrev följande", "kirjoitti", "napisał",
    "napisała", "napisał(a)", "pisze", "napsal", "napsal(a)", "napsala", "napísal", "napísal(a)", "írta",
    "ezt írta", "a scris", "yazdı", "şunları yazdı", "написал", "написала", "написал(а)", "пишет", "пише",
    "έγραψε", "đã viết", "viết", "menulis", "kirjutas", "rašė", "je napisao", "je napisao/la", "כתב",
    "כתבה", "מאת", "כתב/ה", "كتب", "写道", "寫道", "作成", "のメッセージ", "さんは書きました", "님이 작성",
    "napisao",
)  # fmt: skip

# ── Lines that part an old message from the new one, between dashes or alone ─────────────────────────

ORIGINAL_MESSAGE = (
    "original message", "original-nachricht", "ursprüngliche nachricht", "originalnachricht",
    "message d'origine", "message original", "mensaje original", "messaggio originale",
    "mensagem original", "oorspronkelijk bericht", "ursprungligt meddelande", "originalmeddelande",
    "oprindelig meddelelse", "opprinnelig melding", "original meddelelse", "alkuperäinen viesti",
    "wiadomość oryginalna", "oryginalna wiadomość", "původní zpráva", "pôvodná správa", "eredeti üzenet",
    "mesaj original", "orijinal mesaj", "исходное сообщение", "оригинальное сообщение",
    "вихідне повідомлення", "αρχικό μήνυμα", "original appointment", "reply message", "original email",
    "元のメッセージ", "原始邮件", "原始郵件", "원본 메시지", "הודעה מקורית", "thư gốc", "antwoord",
    "in reply to",
)  # fmt: skip

FORWARDED_MESSAGE = (
    "forwarded message", "begin forwarded message", "forwarded email", "forwarded by",
    "start of forwarded message", "weitergeleitete nachricht", "weitergeleitete mail",
    "anfang der weitergeleiteten nachricht", "message transféré", "message transmis",
    "début du message transféré", "début du message réexpédié", "courriel transféré", "mensaje reenviado",
    "inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato",
    "mensagem encaminhada", "mensagem reencaminhada", "início da mensagem encaminhada",
    "doorgestuurd bericht", "begin doorgestuurd bericht", "vidarebefordrat meddelande",
    "videresendt meddelelse", "videresendt melding", "välitetty viesti", "edelleenlähetetty viesti",
    "wiadomość przekazana", "przekazana wiadomość", "přeposlaná zpráva", "preposlaná správa",
    "továbbított üzenet", "mesaj redirecționat", "yönlendirilen ileti", "i̇letilen mesaj",
    "пересылаемое сообщение", "переадресованное сообщение", "προωθημένο μήνυμα", "転送メッセージ",
    "转发的邮件", "轉寄郵件", "전달된 메시지", "הודעה שהועברה", "thư đã chuyển tiếp",
)  # fmt: skip

FORWARD_SUBJECTS = (
    "fw", "fwd", "wg", "tr", "rv", "i", "enc", "res enc", "doorst", "vb", "vs", "vl", "pd", "továbbítás",
    "ilt", "пересл", "转发", "轉寄",
)  # fmt: skip
REPLY_SUBJECTS = (
    "re", "aw", "antw", "sv", "ref", "r", "rif", "res", "odp", "vá", "ynt", "відп", "отв", "回复", "回覆",
    "réf", "antwort",
)  # fmt: skip

# What a writer says whose answers stand inside the old message, in another colour perhaps.
POINTS_BELOW = (
    "answers below", "answered below", "answer below", "answers inline", "answered inline", "comments inline",
    "comments below", "responses below", "responses inline", "replies inline", "replies below", "see inline",
    "inline below", "in red", "in blue", "in green", "in ihrer mail", "rot markiert", "en rouge", "en rojo",
    "in rosso", "em vermelho", "in het rood",
)  # fmt: skip

REPLY_ABOVE = (
    "reply above this line", "type your reply above this line", "write a reply above", "reply above this",
    "please reply above", "respond above this line", "add your reply above",
    "do not write below this line", "antworten sie oberhalb dieser zeile",
    "bitte oberhalb dieser zeile antworten", "répondez au-dessus de cette ligne",
    "responda por encima de esta línea", "escriba su respuesta por encima", "responda acima desta linha",
    "antwoord boven deze regel", "rispondi sopra questa riga", "svar over denne linje",
    "svara ovanför denna rad",
)  # fmt: skip

# ── What phones and programs put below ───────────────────────────────────────────────────────────────

SENT_FROM = (
    "sent from my", "sent via my", "sent using my", "get outlook for", "outlook für", "outlook for ios",
    "outlook for android", "von meinem", "von unterwegs",
    "gesendet von", "gesendet mit", "diese nachricht wurde von meinem", "envoyé de", "envoyé depuis",
    "envoyé à partir", "télécharger outlook", "obtenir outlook", "enviado desde", "obtener outlook",
    "inviato da", "scarica outlook", "enviado do", "enviado de", "enviado via", "obter o outlook",
    "verstuurd vanaf", "verzonden vanaf", "verzonden met", "outlook voor", "skickat från",
    "skickades från", "hämta outlook", "sendt fra", "hent outlook", "lähetetty", "wysłane z",
    "wysłano z", "odesláno z", "odoslané z", "elküldve", "trimis de pe", "trimis din", "iphone'umdan",
    "отправлено с", "отправлено из", "надіслано з", "στάλθηκε από", "发自我的", "從我的", "iphoneから送信",
)  # fmt: skip

# What it was sent from: a maker's name, which also stands without "my" …
BRANDS = (
    "iphone", "ipad", "ipod", "android", "samsung", "galaxy", "blackberry", "outlook", "mail for windows",
    "windows phone", "pixel", "huawei", "xiaomi", "redmi", "oneplus", "nokia", "motorola", "htc", "xperia",
    "yahoo mail", "yahoo", "gmail", "proton mail", "protonmail", "aol", "mailbox for", "sparrow", "boxer",
    "superhuman", "thunderbird", "zoho mail", "workspace one", "t-mobile", "verizon", "vodafone",
    "polymail", "mailspring", "airmail", "acompli", "nine", "spark", "canary", "bluemail", "aqua mail",
    "mailbird", "em client", "missive", "fastmail", "k-9 mail", "fairemail", "shortwave", "tuta mail",
    "tutanota", "gmx", "web.de", "iphoneから送信", "айфон",
)  # fmt: skip

# … or a word for it, which only counts after one of the phrases above.
DEVICES = (
    "phone", "mobile", "handy", "smartphone", "tablet", "device", "móvil", "movil", "telefon", "téléphone",
    "telefoon", "puhelin", "cellulare", "telefone", "teléfono", "mail", "windows", "телефон",
)  # fmt: skip

EXCUSES = (
    "excuse typos", "excuse any typos", "excuse the typos", "excuse my typos", "excuse any errors",
    "excuse brevity", "excuse the brevity", "excuse my brevity", "pardon any typos", "pardon the brevity",
    "apologies for any typos", "typos courtesy", "brevity and typos", "typed with my thumbs",
    "entschuldigen sie tippfehler",
)  # fmt: skip

SIGN_OFFS = (
    "regards", "kind regards", "best regards", "warm regards", "warmest regards", "kindest regards",
    "with regards", "with kind regards", "with best regards", "many regards", "rgds", "brgds", "br", "kr",
    "best", "all the best", "best wishes", "with best wishes", "cheers", "thanks", "thank you",
    "thanks again", "thank you again", "many thanks", "thanks so much", "thank you so much",
    "thanks in advance", "thank you in advance", "thanks and regards", "thanks & regards",
    "thanks and kind regards", "thanks & best regards", "thank you and kind regards", "thx", "ta", "tia",
    "with thanks", "much appreciated", "appreciated", "sincerely", "yours sincerely", "sincerely yours",
    "yours truly", "very truly yours", "yours faithfully", "yours", "respectfully", "respectfully yours",
    "cordially", "warmly", "take care", "talk soon", "have a good weekend", "have a great weekend",
    "have a good day", "have a great day", "aloha", "mahalo", "slán", "slainte", "le meas",
    "mit freundlichen grüßen", "freundliche grüße", "mit freundlichen grüssen", "freundliche grüsse",
    "viele grüße", "beste grüße", "liebe grüße", "schöne grüße", "herzliche grüße", "mfg", "vg", "lg",
    "danke", "vielen dank", "cordialement", "bien cordialement", "très cordialement", "salutations",
    "sincères salutations", "meilleures salutations", "bien à vous", "merci", "merci beaucoup", "saludos",
    "saludos cordiales", "un saludo", "atentamente", "cordialmente", "gracias", "muchas gracias",
    "atenciosamente", "cumprimentos", "com os melhores cumprimentos", "obrigado", "obrigada",
    "cordiali saluti", "distinti saluti", "saluti", "grazie", "met vriendelijke groet",
    "met vriendelijke groeten", "vriendelijke groet", "groeten", "groetjes", "bedankt", "mvg",
    "med vänlig hälsning", "med vänliga hälsningar", "vänliga hälsningar", "hälsningar", "mvh",
    "med venlig hilsen", "venlig hilsen", "vh", "hilsen", "med vennlig hilsen", "vennlig hilsen",
    "hälsning", "tack", "tak", "takk", "ystävällisin terveisin", "terveisin", "kiitos", "pozdrawiam",
    "z poważaniem", "dziękuję", "s pozdravem", "děkuji", "üdvözlettel", "cu stimă", "saygılarımla",
    "с уважением", "спасибо", "diolch", "cofion", "よろしくお願いします", "此致", "谢谢",
)  # fmt: skip

# ── Notices around a letter ──────────────────────────────────────────────────────────────────────────

# A paragraph that begins so is the firm's footer; what follows it is too.
FOOTERS = (
    "confidentiality notice", "confidentiality:", "confidential:", "confidentiality statement",
    "confidentiality note", "notice of confidentiality",
    "privileged and confidential", "privileged & confidential", "this email and any",
    "this e-mail and any", "this email, and any", "this e-mail, and any", "this email, including",
    "this e-mail, including", "this email (including", "this e-mail (including",
    "this message (including", "this message and any", "this message, and any", "this message, including",
    "this communication and any", "this communication (including", "this communication is",
    "this communication may", "this transmission is", "this transmission may", "this electronic message",
    "this electronic mail", "this electronic communication", "this email is confidential",
    "this e-mail is confidential", "this email is intended", "this e-mail is intended",
    "this message is intended", "this email may contain", "this e-mail may contain",
    "this message may contain", "this email contains", "this e-mail contains", "this message contains",
    "this email transmission", "this e-mail transmission", "this email has been", "this e-mail has been",
    "this email was scanned", "this message has been scanned", "the information contained in this",
    "the information in this e", "the information in this m", "the information transmitted",
    "the contents of this e", "the content of this e", "any information contained in this e",
    "information contained in this e", "emails sent to or from", "email sent to and from",
    "if you are not the intended", "if you have received this e", "if you have received this m",
    "if you received this e", "if you received this m", "if you received this in error",
    "unless you are the intended", "circular 230", "irs circular 230", "pursuant to circular 230",
    "pursuant to treasury", "pursuant to irs", "to ensure compliance with", "in accordance with irs",
    "any tax advice", "any u.s. tax advice", "any us tax advice", "tax advice disclosure",
    "liability limited by a scheme", "please do not print", "please don't print", "please don’t print",
    "do not print", "don't print", "don’t print", "please consider the environment",
    "please think of the environment",
    "think before you print", "before printing this", "save a tree", "consider the environment",
    "virus-free", "virus free.", "scanned by", "we do not accept service", "cyber security notice",
    "wire fraud alert", "beware of cyber", "please note that our bank details",
    "our bank details will not change", "we will never change our bank", "registered in england",
    "registered in scotland", "registered in ireland", "registered office", "company registered",
    "registered company", "authorised and regulated by", "a limited liability partnership registered",
    "is a trading name of", "to unsubscribe", "unsubscribe", "click here to unsubscribe",
    "you are receiving this", "you received this", "this email is a service from",
    "delivered by zendesk", "manage your preferences", "update your preferences",
    "view this email in your browser", "diese e-mail enthält", "diese e-mail kann",
    "der inhalt dieser e-mail", "diese nachricht enthält", "diese nachricht ist",
    "vertraulichkeitshinweis", "ce message et", "ce message est", "ce courriel et", "ce courriel est",
    "le présent courriel", "le présent message", "avis de confidentialité",
    "este mensaje y", "este mensaje contiene", "este correo electrónico", "este correo y",
    "aviso de confidencialidad", "questo messaggio", "questa e-mail", "ai sensi del",
    "le informazioni contenute", "esta mensagem", "este e-mail", "dit bericht", "deze e-mail",
    "de informatie in dit", "de inhoud van dit", "detta meddelande", "detta e-postmeddelande",
    "denne e-mail", "denne e-post", "niniejsza wiadomość", "данное сообщение", "это сообщение",
)  # fmt: skip

# A heading that people also write; it is a footer's if what follows speaks of one of the topics below.
FOOTER_HEADINGS = (
    "notice", "important notice", "disclaimer", "legal disclaimer", "legal notice", "email disclaimer",
    "e-mail disclaimer", "haftungsausschluss", "avis important", "avis juridique", "aviso legal",
    "note legali",
)  # fmt: skip

# A line that begins so is one, if it also speaks of one of the topics below.
NOTICES = (
    "this e-mail", "this email", "this message", "this mail", "this communication", "this transmission",
    "this document", "the information", "the contents", "the content", "information in this", "any views",
    "any opinions", "any unauthorized", "any unauthorised", "any attachments", "our emails",
    "emails from", "if you", "we accept no", "unauthorized", "unauthorised", "nothing in this",
    "diese e-mail", "diese mail", "diese nachricht", "ce message", "ce courriel", "este correo",
    "este mensaje", "questo messaggio", "esta mensagem", "dit bericht", "deze e-mail", "detta mail",
    "denne mail",
)  # fmt: skip
NOTICE_TOPICS = (
    "confidential", "privileged", "intended recipient", "intended only", "intended solely", "sole use",
    "intended for the use", "received this in error", "received it in error", "sent to you in error",
    "in error, please", "in error please", "disclos", "dissemination", "virus", "legally protected",
    "do not represent the views", "not necessarily", "tax advice", "liability", "vertraulich",
    "confidentiel", "destinataire", "confidencial", "destinatario", "riservat", "vertrouwelijk",
    "konfidenti",
)  # fmt: skip

# A paragraph that begins so, above the text, is the recipient's mail system's own warning …
BANNERS = (
    "external email", "external e-mail", "external mail", "external sender", "external message",
    "external source", "external:", "externe e-mail", "externe mail", "you don't often get email from",
    "you don’t often get email from", "some people who received this message", "this email originated",
    "this e-mail originated", "this message originated", "this email came from", "this message came from",
    "this email is from an external", "this message is from an external",
    "this email was sent from outside", "this message was sent from outside", "this is an external email",
    "sie erhalten nicht häufig", "vous ne recevez pas souvent", "no suele recibir",
    "questo messaggio proviene", "zjqcmqryfpfptbannerstart", "think before you click",
)  # fmt: skip

# … and one that begins so, if it speaks of two of the topics.
BANNER_WORDS = (
    "caution", "warning", "attention", "notice", "alert", "be careful", "security notice", "important",
    "achtung", "vorsicht", "prudence", "precaución", "attenzione", "let op", "varning", "obs",
    "do not click", "stop and think",
)  # fmt: skip

BANNER_TOPICS = (
    "external", "outside", "sender", "link", "attachment", "originat", "organization", "organisation",
    "phishing", "suspicious", "click", "unknown", "not recognize", "not recognise", "extern", "absender",
    "anhäng", "expéditeur", "pièces jointes", "remitente", "enlaces", "mittente", "afzender", "avsändare",
    "learn why this is important", "untrusted", "safe",
)  # fmt: skip

# What people say who add something below their own signature, or take it back; slogans rarely do …
SECOND_THOUGHTS = (
    "actually", "wait", "hold", "hang on", "stop", "oops", "whoops", "correction", "ignore", "disregard",
    "except", "however", "although", "though", "still", "yet", "missing", "failed", "crashed", "after all",
    "instead", "almost", "one more", "is not", "isn't", "are not", "aren't", "was not", "wasn't", "were not",
    "weren't", "has not", "hasn't", "have not", "haven't", "did not", "didn't", "do not", "don't", "cannot",
    "can't", "could not", "couldn't", "not done", "not finished", "not complete", "not ready", "the flow",
    "import", "imports", "imported", "the load", "loaded", "turn it", "turn on", "wip", "doch", "noch",
    "leider", "fehlt", "pas encore", "todavía", "ancora", "ainda",
)  # fmt: skip

# … and how they begin.
SECOND_THOUGHT_STARTS = (
    "no", "nope", "not", "update", "edit", "nb", "n.b.", "fyi", "btw", "by the way", "also", "and", "but",
)  # fmt: skip

# What asks for something, and what signatures ask for.
ASKS = ("please", "pls", "kindly", "can you", "can we", "could you", "could we", "let's", "would you")
ASKED_BY_SIGNATURES = (
    "note", "be", "consider", "think", "do not", "don't", "don’t", "visit", "click", "follow", "like",
    "review", "leave", "use", "send", "remember", "find", "see", "read", "refer", "rate", "share",
    "subscribe", "contact", "call", "upload", "save", "recycle", "print", "delete", "notify", "advise",
    "book a", "book an", "schedule a", "schedule an", "feel free",
)  # fmt: skip
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COUNTED = (
    "client",
    "clients",
    "record",
    "records",
    "row",
    "rows",
    "contact",
    "contacts",
    "account",
    "accounts",
)

# Words of the trade that a signature's lines are made of, and sentences rarely end in.
TITLES = (
    "cpa", "cpas", "c.p.a.", "ca", "cga", "cma", "ea", "fca", "aca", "acca", "fcca", "mba", "cfo", "ceo",
    "coo", "cto", "cio", "llc", "llp", "pllc", "inc", "ltd", "limited", "plc", "pc", "p.c.", "gmbh", "ag",
    "bv", "pty", "partner", "partners", "director", "manager", "controller", "comptroller",
    "administrator", "admin", "accountant", "accountants", "accounting", "bookkeeper", "consultant",
    "consulting", "advisors", "advisory", "advisers", "associate", "associates", "assistant", "analyst",
    "officer", "president", "vp", "principal", "owner", "founder", "supervisor", "senior", "coordinator",
    "specialist", "engineer", "technician", "lead", "head", "support", "operations", "finance", "systems",
    "group", "firm", "office", "department", "team", "services", "solutions", "developer", "secretary",
    "receptionist", "practice", "technology", "audit", "tax", "helpdesk", "desk",
)  # fmt: skip
