"""The words by which automatic mail is known where it carries no header that says so. Lower case; no code."""

AUTO_REPLY_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response",
    "autoresponse", "automatic response", "automated reply", "automated response", "auto:",
    "out of office", "out of the office", "out-of-office", "ooo:", "ooto", "away from the office",
    "away from my email", "on vacation", "on annual leave", "on leave:", "vacation notice",
    "vacation reply", "holiday notice", "absence notice", "i am away", "i'm away", "automatische antwort",
    "abwesenheitsnotiz", "abwesend", "nicht im büro", "réponse automatique", "absence du bureau",
    "message d'absence", "absent du bureau", "absent(e) du bureau", "respuesta automática",
    "fuera de la oficina", "ausente de la oficina", "risposta automatica", "fuori ufficio", "fuori sede",
    "resposta automática", "ausência temporária", "fora do escritório", "ausente do escritório",
    "automatisch antwoord", "afwezig", "afwezigheid", "automatiskt svar", "autosvar", "automatisk svar",
    "fraværsassistent", "fravær", "frånvaro", "ikke på kontoret", "automaattinen vastaus", "poissa",
    "automatyczna odpowiedź", "odpowiedź automatyczna", "nieobecność", "automatická odpověď",
    "automatická odpoveď", "automatikus válasz", "házon kívül", "răspuns automat", "otomatik yanıt",
    "автоматический ответ", "автоответ", "автоматична відповідь", "αυτόματη απάντηση", "自動応答",
    "自動返信", "自动答复", "自动回复", "自動回覆", "자동 회신", "부재중", "תשובה אוטומטית", "رد تلقائي",
    "trả lời tự động", "respons otomatis", "request received", "ticket received", "we have received your",
    "we've received your", "your request has been received", "your ticket has been", "ticket created",
    "case created", "new ticket created", "case opened", "thank you for contacting",
)  # fmt: skip

# An absence is believed from the text alone only together with what such notices add to it.
ABSENT = (
    "i am out of the office", "i am currently out of", "i'm out of the office", "i'm currently out of",
    "i am out of office", "i will be out of the office", "i am away from the office",
    "i am currently away", "i am away until", "i am on annual leave", "i am currently on annual leave",
    "i am on vacation", "i'm on vacation", "i am on holiday", "i am currently on holiday",
    "i am on leave", "i am currently on leave", "i am on maternity leave", "i am on parental leave",
    "i am travelling", "i am traveling", "the office is now closed", "our office is closed",
    "our offices are closed", "the office is closed", "we are closed", "ich bin nicht im büro",
    "ich bin derzeit nicht", "ich bin im urlaub", "ich befinde mich", "ich bin abwesend",
    "ich bin außer haus", "je suis absent", "je suis actuellement absent", "je suis en congé",
    "je serai absent", "estoy fuera de la oficina", "me encuentro fuera", "estoy de vacaciones",
    "estaré fuera", "sono fuori ufficio", "sarò assente", "sono assente", "estou fora do escritório",
    "estou ausente", "estou de férias", "ik ben afwezig", "ik ben niet op kantoor", "ik ben met vakantie",
    "jag är inte på kontoret", "jag är på semester", "jag är ledig", "jeg er ikke på kontoret",
    "jeg er på ferie", "olen lomalla", "olen poissa", "przebywam na urlopie", "jestem nieobecn",
    "jsem mimo kancelář", "меня нет в офисе", "я в отпуске", "нахожусь в отпуске",
)  # fmt: skip
ABSENCE_ADDS = (
    "limited access to", "no access to", "without access to", "not checking email", "not checking e-mail",
    "not reading email", "will respond when i", "will respond upon", "will reply when i",
    "will reply upon", "will get back to you", "upon my return",
    "will reopen", "for urgent", "for anything urgent", "for immediate", "if urgent",
    "if your matter is urgent", "if this is urgent", "if you need immediate",
    "in my absence", "during my absence", "thank you for your email", "thank you for your e-mail",
    "thanks for your email", "thank you for your message", "thank you for contacting", "ihre nachricht",
    "ihre e-mail", "in dringenden fällen", "nach meiner rückkehr", "nicht weitergeleitet",
    "en cas d'urgence", "pour toute urgence", "à mon retour", "votre message", "en caso de urgencia",
    "a mi regreso", "su mensaje", "in caso di urgenza", "al mio rientro", "la sua mail",
    "em caso de urgência", "meu retorno", "bij spoed", "in dringende gevallen", "uw bericht",
    "vid brådskande", "ved hastende", "kiireellisissä", "w pilnych sprawach", "w sprawach pilnych",
    "po powrocie", "в срочных случаях", "по срочным",
)  # fmt: skip

# A ticket system speaking for itself.
ACKNOWLEDGED = (
    "would like to recall the message", "awaits moderator approval", "is being held until the list moderator",
    "this is an automated", "this is an automatic", "this is an auto-generated",
    "this is a system generated", "this is a system-generated", "this automated message",
    "this email was automatically generated", "this message was automatically generated",
    "this message was generated automatically", "this message was sent automatically",
    "this email was sent automatically", "we have opened ticket", "we have created ticket",
    "we have opened a ticket", "we have logged your", "automatically generated email",
    "automatically generated message", "automated confirmation", "do not reply to this email",
    "do not reply to this message", "do not reply to this automated", "this mailbox is not monitored",
    "this inbox is not monitored", "unmonitored mailbox", "your request has been received",
    "your ticket has been received", "your ticket has been created", "has been received and is being",
    "a ticket has been created", "a ticket has been opened", "a support ticket has been",
    "your case has been created",
    "has been assigned ticket",
    "dies ist eine automatisch", "diese e-mail wurde automatisch", "ceci est un message automatique",
    "message généré automatiquement", "este es un mensaje automático", "questo è un messaggio automatico",
    "esta é uma mensagem automática", "dit is een automatisch", "detta är ett automatiskt",
    "dette er en automatisk",
)  # fmt: skip

CHALLENGES = (
    "verify your email address to deliver", "added to the recipient's allowed",
    "ensure delivery of your email", "confirm your email address so that your message",
    "to complete this verification", "your message is being held", "your message has been held",
    "protected by a spam filter which requires", "click the link below to verify", "approve this sender",
    "guest list", "sender verification", "please click on the link below to release",
    "requires that you confirm", "prove that you are human",
    "message was not delivered because you are not",
)  # fmt: skip

# ── Delivery reports of the old style ────────────────────────────────────────────────────────────────

DAEMONS = (
    "mailer-daemon", "mailerdaemon", "postmaster", "mail-daemon", "mdaemon", "mail delivery",
    "mail delivery subsystem", "microsoftexchange", "mail.daemon", "maildelivery",

)  # fmt: skip

BOUNCE_SUBJECTS = (
    "undeliver", "undelivered", "delivery status notification", "delivery failure", "delivery failed",
    "delivery notification", "delivery has failed", "mail delivery failed", "mail delivery failure",
    "mail delivery problem", "mail system error", "returned mail", "returned to sender", "failure notice",
    "failed delivery", "message status - undeliverable", "non delivery report", "non-delivery report",
    "nondeliverable", "not delivered", "could not be delivered", "message you sent blocked",
    "mail failure", "permanent delivery failure", "user unknown", "unzustellbar", "nicht zugestellt",
    "zustellung", "non remis", "non distribuable", "échec de la remise", "no se puede entregar",
    "no entregado", "devuelto", "impossibile recapitare", "mancato recapito", "não entregue",
    "não foi possível entregar", "onbestelbaar", "niet bezorgd", "kunde inte levereras", "oleverbart",
    "kan ikke leveres", "niedostarczon", "zwrot", "nedoručiteln", "не доставлено", "недоставлен",
    "配信不能", "无法送达", "退信",
)  # fmt: skip

BOUNCE_TEXTS = (
    "could not be delivered", "couldn't be delivered", "cannot be delivered", "was not delivered",
    "wasn't delivered", "has not been delivered", "unable to deliver", "undeliverable",
    "delivery to the following recipient", "delivery has failed", "did not reach the following recipient",
    "permanent fatal errors", "permanent error", "the following addresses had",
    "the following address failed", "this is a permanent error", "returning message to sender",
    "giving up on", "user unknown", "mailbox unavailable", "no such user", "mailbox is full",
    "over quota", "i'm afraid i wasn't able to deliver", "failed to deliver", "message has been rejected",
    "is not accepting mail", "rejected by", "return to sender", "couldn't be found", "does not exist",
    "doesn't exist", "not a valid user", "no such recipient", "unknown user",
)  # fmt: skip

DELAYS = (
    "delayed", "will retry", "will keep trying", "still being retried", "not yet been delivered",
    "has not yet been", "will be retried", "warning: could not send", "warning: message", "temporarily",
    "still trying", "continue to try", "no action is required", "delivery incomplete", "verzögert",
    "retardé", "retrasado", "ritardo", "successfully delivered", "was successfully", "relayed",
    "has been delivered", "delivery confirmation", "will continue",
)  # fmt: skip

RECEIPT_SUBJECTS = (
    "read:", "read receipt", "return receipt", "gelesen:", "lu :", "lu:", "leído:", "letto:", "lida:",
    "gelezen:", "läst:", "læst:", "lest:", "luettu:", "przeczytano:", "not read:", "delivered:",
    "zugestellt:", "прочитано:",
)  # fmt: skip

CALENDAR_ANSWERS = (
    "has accepted this invitation", "has declined this invitation",
    "has tentatively accepted this invitation",
)  # fmt: skip

CALENDAR_SUBJECTS = (
    "accepted:", "declined:", "tentative:", "tentatively accepted:", "canceled event", "cancelled event",
    "invitation:", "updated invitation", "zugesagt:", "abgelehnt:", "mit vorbehalt:", "accepté :",
    "accepté:", "refusé :", "refusé:", "aceptado:", "rechazado:", "accettato:", "rifiutato:", "aceito:",
    "recusado:", "geaccepteerd:", "afgewezen:", "new time proposed:",
)  # fmt: skip

BULK_SENDERS = (
    "noreply", "no-reply", "donotreply", "do-not-reply", "newsletter", "news", "marketing", "mailer",
    "notifications", "updates",
)  # fmt: skip
BULK_TEXTS = (
    "unsubscribe", "manage your preferences", "update your preferences",
    "view this email in your browser", "opt out", "abmelden", "se désabonner", "darse de baja",
)  # fmt: skip
