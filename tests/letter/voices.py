"""Letters in many voices and from many mail programs, each with what we should read in it.

A letter that is misread is added here before it is mended. All of them are invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """A letter, strings that must stay in its fresh text, that must go, and that it passes on."""

    name: str
    letter: str
    keeps: tuple[str, ...]
    drops: tuple[str, ...] = ()
    forwards: tuple[str, ...] = ()
    exactly: str | None = None  # the fresh text, word for word


VOICES = (
    Voice(
        "outlook ios html",
        """\
From: Graham Tull <gtull@tullpace.example>
Subject: Re: Import window
Content-Type: text/html; charset=utf-8

<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>\
<body dir="auto"><div dir="ltr"></div>\
<div dir="ltr" data-ogsc="" class="elementToProof" style="font-family: Aptos;">We finished the load at \
half past nine. Nothing rejected.</div>\
<div id="ms-outlook-mobile-body-separator-line" data-applydefaultfontstyles="true"><div><br></div>\
</div><div id="ms-outlook-mobile-signature"><div></div>Get \
<a href="https://aka.ms/o0ukef">Outlook for iOS</a></div>\
<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">\
<font face="Calibri"><b>From:</b> Aiwyn Support &lt;support@aiwyn.example&gt;<br><b>Sent:\
</b> Saturday, December 5, 2026 6:02 PM<br><b>To:</b> Graham Tull &lt;gtull@tullpace.example&gt;<br>\
<b>Subject:</b> Import window</font><div>&nbsp;</div></div><div>The flow is off, please proceed.</div>\
</body></html>
""",
        keeps=("finished the load at half past nine",),
        drops=("Outlook for iOS", "please proceed", "From:"),
    ),
    Voice(
        "gmail mobile",
        """\
From: Priya Nair <priya@nairco.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div dir="auto">Hi team,<div dir="auto"><br></div>\
<div dir="auto">could we do Sunday instead? Saturday clashes with the fire drill.</div>\
<div dir="auto"><br></div><div dir="auto">P</div></div><br>\
<div class="gmail_quote gmail_quote_container">\
<div dir="ltr" class="gmail_attr">On Wed, 2 Dec 2026, 14:03 Aiwyn Support, &lt;\
<a href="mailto:support@aiwyn.example">support@aiwyn.example</a>&gt; wrote:<br></div>\
<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px #ccc solid;padding-left:1ex">\
<div>You are booked for Saturday, 5 December.</div></blockquote></div>
""",
        keeps=("could we do Sunday instead",),
        drops=("booked for Saturday", "wrote:"),
    ),
    Voice(
        "gmail inline html",
        """\
From: Priya Nair <priya@nairco.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div dir="ltr"><div class="gmail_quote">\
<div dir="ltr" class="gmail_attr">On Wed, Dec 2, 2026 at 2:03 PM Support &lt;s@aiwyn.example&gt; wrote:\
<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex"><div>Which day suits you?\
</div></blockquote><div>The 12th.</div><blockquote class="gmail_quote" style="margin:0px">\
<div>How many clients?</div></blockquote><div>About 400, all from the Leeds office.</div></div></div>
""",
        keeps=("The 12th.", "About 400"),
        drops=("Which day", "How many"),
    ),
    Voice(
        "apple inline",
        """\
From: Tom Okafor <tom@okafor.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><body style="overflow-wrap: break-word;">Answers below.\
<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite">\
<div>On Dec 2, 2026, at 2:03 PM, Support &lt;s@aiwyn.example&gt; wrote:</div>\
<br class="Apple-interchange-newline"><div><div>Is anything loaded yet?</div></div></blockquote>\
<div><br></div>No, not a row.</div><div><br><blockquote type="cite"><div>Who signs off?</div>\
</blockquote><br></div><div>Me.<br><div><div>Tom Okafor</div><div>Partner, Okafor LLP</div>\
<div>+1 (202) 555-0147</div></div></div></body></html>
""",
        keeps=("Answers below.", "No, not a row.", "Me."),
        drops=("Is anything loaded", "Who signs", "555-0147"),
    ),
    Voice(
        "thunderbird bottom",
        """\
From: Jan de Vries <jan@devries.example>
Subject: Re: Import
Content-Type: text/plain; charset=UTF-8; format=flowed

On 2-12-2026 14:03, Aiwyn Support wrote:
> Dear Jan,\x20
>
> The flow is off. Please tell us when the import is\x20
> complete.

It ran through this morning, all 1,102 clients are in.

--\x20
Jan de Vries
De Vries Accountants
tel. +31 20 555 0123
""",
        keeps=("It ran through this morning",),
        drops=("The flow is off", "555 0123"),
    ),
    Voice(
        "yahoo html",
        """\
From: Lucia Reyes <lreyes@reyestax.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><head></head><body><div class="ydp1 yahoo-style-wrap" style="font-family:Helvetica"><div>\
</div><div dir="ltr" data-setdir="false">Still waiting on the converter, so nothing has gone in yet.\
</div><div><br></div><div class="ydp1signature"><div dir="ltr">Lucia Reyes, EA</div></div></div>\
<div id="ydp2yahoo_quoted_55" class="ydp2yahoo_quoted"><div style="font-family:'Helvetica Neue'">\
<div>On Saturday, December 5, 2026 at 06:02:11 PM EST, Aiwyn Support &lt;support@aiwyn.example&gt; \
wrote: </div><div><br></div><div>Please reply when it is complete.</div></div></div></body></html>
""",
        keeps=("Still waiting on the converter",),
        drops=("reply when it is complete", "On Saturday"),
    ),
    Voice(
        "zoho",
        """\
From: Karthik R <karthik@rangan.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div style="font-family: Verdana;"><div>Import done and dusted.<br></div>\
<div data-zbluepencil-ignore="true" style="" id="Zm-_Id_-Sgn"><div>Karthik Rangan<br></div>\
<div>Rangan &amp; Co, Chennai<br></div></div><div><br></div>\
<div class="zmail_extra" data-zbluepencil-ignore="true"><div><br></div>\
<div id="Zm-_Id_-Sgn1">---- On Sat, 05 Dec 2026 18:02:11 +0530 \
<b>Aiwyn Support &lt;support@aiwyn.example&gt;</b> wrote ---<br></div>\
<blockquote style="margin: 0px;" id="blockquote_zmail"><div>Go ahead.</div></blockquote></div></div>
""",
        keeps=("Import done and dusted",),
        drops=("Go ahead", "wrote"),
    ),
    Voice(
        "lotus",
        """\
From: Bob_Stone@stonepartners.example
Subject: Re: Data load
Content-Type: text/plain; charset=utf-8

Not finished. The AR step stopped at client 880 and we are waiting for IBM.

Bob Stone
Stone Partners




From:        Aiwyn Support <support@aiwyn.example>
To:        Bob Stone/Stone@Stone,
Cc:        Mary Hill/Stone@Stone
Date:        12/05/2026 06:02 PM
Subject:        Data load



Flow is off. Reply when the load is complete.
""",
        keeps=("Not finished. The AR step",),
        drops=("Flow is off", "Date:"),
    ),
    Voice(
        "zendesk",
        """\
From: Gail West <gail@westco.example>
Subject: Re: [Aiwyn] Import
Content-Type: text/plain; charset=utf-8

Yes, Saturday is fine.

Gail

On Wed, Dec 2, 2026 at 9:00 AM, Aiwyn Support
<support@aiwyn.example> wrote:

##- Please type your reply above this line -##

Your request (4471) has been updated.

Shall we say Saturday?
""",
        keeps=("Yes, Saturday is fine.",),
        drops=("has been updated",),
    ),
    Voice(
        "german outlook",
        """\
From: Sabine Krüger <krueger@steuer-krueger.example>
Subject: AW: Import
Content-Type: text/plain; charset=utf-8

Hallo zusammen,

der Import ist durch, bitte wieder einschalten.

Mit freundlichen Grüßen

Sabine Krüger
Steuerberaterin
Krüger & Partner mbB
Tel. +49 30 555 0199

Diese E-Mail enthält vertrauliche Informationen.

Von: Aiwyn Support <support@aiwyn.example>
Gesendet: Samstag, 5. Dezember 2026 18:02
An: Sabine Krüger <krueger@steuer-krueger.example>
Betreff: Import

Bitte melden, wenn fertig.
""",
        keeps=("der Import ist durch",),
        drops=("Bitte melden", "555 0199", "vertrauliche"),
    ),
    Voice(
        "french gmail",
        """\
From: Luc Martin <luc@martin.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Bonjour,

Pas encore terminé.

Cordialement,
Luc Martin

Le sam. 5 déc. 2026 à 18:02, Aiwyn Support <support@aiwyn.example> a
écrit :

> Dites-nous quand c'est fini.
""",
        keeps=("Pas encore terminé",),
        drops=("Dites-nous", "Le sam"),
    ),
    Voice(
        "spanish iphone",
        """\
From: Ana Ruiz <ana@ruiz.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Listo, todo cargado.

Enviado desde mi iPhone

> El 5 dic 2026, a las 18:02, Aiwyn Support <support@aiwyn.example> escribió:
>\x20
> ﻿Avisen cuando terminen.
""",
        keeps=("Listo, todo cargado",),
        drops=("Avisen", "iPhone"),
    ),
    Voice(
        "dutch outlook",
        """\
From: Piet Bakker <piet@bakker.example>
Subject: RE: Import
Content-Type: text/plain; charset=utf-8

Graag verzetten naar 19 december.

Met vriendelijke groet,

Piet Bakker
Bakker Accountants BV

________________________________
Van: Aiwyn Support <support@aiwyn.example>
Verzonden: woensdag 2 december 2026 14:03
Aan: Piet Bakker <piet@bakker.example>
Onderwerp: Import

U staat op 12 december.
""",
        keeps=("Graag verzetten naar 19 december",),
        drops=("U staat op",),
    ),
    Voice(
        "samsung",
        """\
From: Dee <dee@harbor.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Cancel it please, deal fell through.



Sent from my Galaxy


-------- Original message --------
From: Aiwyn Support <support@aiwyn.example>\x20
Date: 12/2/26  2:03 PM  (GMT-05:00)\x20
To: Dee <dee@harbor.example>\x20
Subject: Import\x20

Confirmed for Dec 12.
""",
        keeps=("Cancel it please",),
        drops=("Confirmed for", "Galaxy"),
    ),
    Voice(
        "proton",
        """\
From: Nils <nils@fjord.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div style="font-family: Arial;">All ten agree.<br></div>\
<div class="protonmail_signature_block" style="font-family: Arial;">\
<div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me">Proton Mail\
</a> secure email.</div></div><div style="font-family: Arial;"><br></div>\
<div class="protonmail_quote">On Saturday, December 5th, 2026 at 6:02 PM, Aiwyn Support \
&lt;support@aiwyn.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">\
<div>Please compare ten clients.</div></blockquote><br></div>
""",
        keeps=("All ten agree.",),
        drops=("compare ten", "Proton"),
    ),
    Voice(
        "owa append",
        """\
From: Ruth Adeyemi <ruth@adeyemi.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><body dir="ltr"><div class="elementToProof">Row 7 is off by 40.00, the rest tie out.</div>\
<div id="Signature"><div>Ruth Adeyemi | Controller</div></div><div id="appendonsend"></div>\
<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font>\
<b>From:</b> Support</font></div><div>Please compare.</div></body></html>
""",
        keeps=("Row 7 is off by 40.00",),
        drops=("Please compare", "Controller"),
    ),
    Voice(
        "apple forward",
        """\
From: Kim Soto <kim@soto.example>
Subject: Fwd: Import dates
Content-Type: text/html; charset=utf-8

<html><body>See below, please set this up for us.<br><br><div>Kim Soto</div><div><br>\
<blockquote type="cite"><div>Begin forwarded message:</div><br class="Apple-interchange-newline">\
<div><span><b>From: </b></span><span>Dan Boyle &lt;dan@boyleconv.example&gt;<br></span></div><div>\
<span><b>Subject: </b></span><span><b>Import dates</b><br></span></div><div><span><b>Date: </b>\
</span><span>December 1, 2026 at 9:00:00 AM EST<br></span></div><div><span><b>To: </b></span>\
<span>Kim<br></span></div><br><div><div>We can run it on December 19 at 8am.</div></div>\
</blockquote></div></body></html>
""",
        keeps=("please set this up",),
        drops=("December 19",),
        forwards=("December 19 at 8am",),
    ),
    Voice(
        "outlook fw",
        """\
From: Kim Soto <kim@soto.example>
Subject: FW: Import dates
Content-Type: text/plain; charset=utf-8

Can you book this?

Kim

From: Dan Boyle <dan@boyleconv.example>
Sent: Tuesday, December 1, 2026 9:00 AM
To: Kim Soto <kim@soto.example>
Subject: Import dates

We can run it on December 19 at 8am.

Dan Boyle
""",
        keeps=("Can you book this?",),
        drops=("December 19",),
        forwards=("December 19 at 8am",),
    ),
    Voice(
        "mimecast banner",
        """\
From: Joe Pike <joe@pike.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><body><table border="0"><tr><td style="background:#ffb900"><b>CAUTION:\
</b> This email came from outside of Aiwyn. Do not click links or open attachments unless you know the \
sender.</td></tr></table><br><p class="MsoNormal">Importing now, about 60% through.</p>\
<p class="MsoNormal">&nbsp;</p><p class="MsoNormal">Joe</p></body></html>
""",
        keeps=("about 60% through",),
        drops=("CAUTION", "open attachments"),
    ),
    Voice(
        "ps after signature",
        """\
From: Joe Pike <joe@pike.example>
Subject: Import
Content-Type: text/plain; charset=utf-8

We would like Saturday 12 December, 7am.

Regards,
Joe Pike
Pike & Sons CPAs
312-555-0110

PS: make it 8am if that is easier.
""",
        keeps=("Saturday 12 December", "make it 8am"),
        drops=("312-555-0110",),
    ),
    Voice(
        "struck",
        """\
From: Joe Pike <joe@pike.example>
Subject: Import
Content-Type: text/html; charset=utf-8

<p>Please book <s>Saturday the 12th</s> <b>Sunday the 13th</b>.</p>
""",
        keeps=("Sunday the 13th",),
        drops=("Saturday",),
    ),
    Voice(
        "polish",
        """\
From: Ewa Nowak <ewa@nowak.example>
Subject: Odp: Import
Content-Type: text/plain; charset=utf-8

Import zakończony.

Pozdrawiam
Ewa Nowak

sob., 5 gru 2026 o 18:02 Aiwyn Support <support@aiwyn.example> napisał(a):

> Prosimy o informację.
""",
        keeps=("Import zakończony",),
        drops=("Prosimy",),
    ),
    Voice(
        "indented signature with bullets",
        """\
From: Carol Finch <cfinch@finchgray.example>
Subject: Bulk update request
Content-Type: text/plain; charset=utf-8

Hello,

We need these changed on 18 January:

  * office codes (all 3 offices)
  * partner initials
  * 1,150 billing addresses

Start 6:00 pm Central. Call me on 312-555-0175 if that is a problem.

Carol
--------------------------------------
Carol Finch | Finch Gray LLP
200 W Madison St, Chicago | 312-555-0175
www.finchgray.example
""",
        keeps=("office codes", "1,150 billing addresses", "Call me on 312-555-0175"),
        drops=("200 W Madison",),
    ),
    Voice(
        "two-line typed dates",
        """\
From: Carol Finch <cfinch@finchgray.example>
Subject: Import
Content-Type: text/plain; charset=utf-8

Date: Saturday 16 January 2027
Time: 6 pm
From: the Ellis conversion file
To: PracticeEngine, about 900 clients

Please confirm.
Carol
""",
        keeps=("Date: Saturday 16 January 2027", "From: the Ellis", "Please confirm"),
    ),
    Voice(
        "on saturday prose",
        """\
From: Carol Finch <cfinch@finchgray.example>
Subject: Import
Content-Type: text/plain; charset=utf-8

On Saturday at 7:00 pm we will start the import.
On Monday at 8:00 am we will be done.

Carol

On Wed, Dec 2, 2026 at 9:00 AM Aiwyn Support <support@aiwyn.example> wrote:
> When do you start?
""",
        keeps=("On Saturday at 7:00 pm", "On Monday at 8:00 am"),
        drops=("When do you start",),
    ),
    Voice(
        "superhuman",
        """\
From: Lee Chang <lee@changtax.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><body><div><div><div>Push it a week please.<br></div><div><br></div>\
<div class="sh-signature"><div class="gmail_signature">Sent via \
<a href="https://sprh.mn/">Superhuman iOS</a></div></div></div><br>\
<div class="gmail_quote">On Wed, Dec 2 2026 at 2:03 PM, Aiwyn Support &lt;<a>support@aiwyn.example\
</a>&gt; wrote:<br><blockquote class="gmail_quote"><div>Booked for the 12th</div></blockquote>\
</div></div></body></html>
""",
        keeps=("Push it a week",),
        drops=("Booked", "Superhuman"),
    ),
    Voice(
        "swedish",
        """\
From: Åsa Berg <asa@berg.example>
Subject: SV: Import
Content-Type: text/plain; charset=utf-8

Klart! Allt är inläst.

Med vänlig hälsning
Åsa Berg

Från: Aiwyn Support <support@aiwyn.example>
Skickat: den 5 december 2026 18:02
Till: Åsa Berg <asa@berg.example>
Ämne: Import

Säg till när det är klart.
""",
        keeps=("Klart! Allt är inläst.",),
        drops=("Säg till",),
    ),
    Voice(
        "plus quote no attribution",
        """\
From: Al <al@alco.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

> Is it complete?
No.

> When will it be?
Tomorrow by noon.
""",
        keeps=("No.", "Tomorrow by noon."),
        drops=("Is it complete", "When will"),
    ),
    Voice(
        "legal unknown wording",
        """\
From: Al Moss <al@moss.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done at 4.

Al Moss

The contents of this email are private and may only be read by the person it was addressed to. \
Completeness is not guaranteed.
""",
        keeps=("Done at 4.",),
        drops=("Completeness",),
    ),
    Voice(
        "outlook mac",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><head><style>p{margin:0}</style></head><body lang="EN-US"><div class="WordSection1">\
<p class="MsoNormal">We stopped at client 412, the converter hung.</p><p class="MsoNormal">\
<o:p>&nbsp;</o:p></p><div id="mail-editor-reference-message-container"><div>\
<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0in 0in 0in">\
<p class="MsoNormal" style="margin-bottom:12.0pt"><b>From: \
</b>Aiwyn Support &lt;support@aiwyn.example&gt;<br><b>Date: \
</b>Saturday, December 5, 2026 at 6:02 PM<br><b>To: </b>Anna Harper &lt;anna@north.example&gt;<br>\
<b>Subject: </b>Import</p></div><p class="MsoNormal">Please tell us when it is complete.</p></div>\
</div></div></body></html>
""",
        keeps=("We stopped at client 412",),
        drops=("when it is complete", "From:"),
    ),
    Voice(
        "outlook mac no address",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div><p class="MsoNormal">Half done.</p><div style="border:none;border-top:solid #B5C4DF 1.0pt">\
<p class="MsoNormal"><b><span>From: </span></b><span>Aiwyn Support<br><b>Date: \
</b>Saturday, December 5, 2026 at 6:02 PM<br><b>To: </b>Anna Harper<br><b>Subject: </b>Import\
</span></p></div><p>Please tell us.</p></div>
""",
        keeps=("Half done.",),
        drops=("Please tell us",),
    ),
    Voice(
        "spark",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Moved to Thursday if that works?

Best,
Anna
On Dec 5, 2026, 6:02 PM -0500, Aiwyn Support <support@aiwyn.example>, wrote:
> You are booked for Saturday.
""",
        keeps=("Moved to Thursday",),
        drops=("You are booked",),
    ),
    Voice(
        "freshdesk",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

No objections from us.

On Sat, 5 Dec at 6:02 PM , Aiwyn Support <support@aiwyn.example> wrote:
Hi Anna,
We will turn it on now.
""",
        keeps=("No objections",),
        drops=("turn it on now",),
    ),
    Voice(
        "italian gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Tutto caricato, grazie.

Il giorno sab 5 dic 2026 alle ore 18:02 Aiwyn Support <support@aiwyn.example>
ha scritto:

> Fateci sapere.
""",
        keeps=("Tutto caricato",),
        drops=("Fateci sapere", "Il giorno"),
    ),
    Voice(
        "portuguese outlook",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Precisamos adiar uma semana.

Atenciosamente,
Anna Harper

________________________________
De: Aiwyn Support <support@aiwyn.example>
Enviado: sábado, 5 de dezembro de 2026 18:02
Para: Anna Harper <anna@north.example>
Assunto: Import

Confirmado.
""",
        keeps=("Precisamos adiar",),
        drops=("Confirmado",),
    ),
    Voice(
        "japanese",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

完了しました。

2026年12月5日(土) 18:02 Aiwyn Support <support@aiwyn.example>:

> 完了したらご連絡ください。
""",
        keeps=("完了しました。",),
        drops=("ご連絡ください",),
    ),
    Voice(
        "chinese qq",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

已经完成。

------------------ 原始邮件 ------------------
发件人: "Aiwyn Support" <support@aiwyn.example>;
发送时间: 2026年12月5日(星期六) 晚上6:02
收件人: "Anna"<anna@north.example>;
主题: Import

请回复。
""",
        keeps=("已经完成",),
        drops=("请回复",),
    ),
    Voice(
        "czech",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hotovo.

Dne so 5. 12. 2026 18:02 uživatel Aiwyn Support <support@aiwyn.example> napsal:

> Dejte vědět.
""",
        keeps=("Hotovo.",),
        drops=("Dejte vědět", "Dne so"),
    ),
    Voice(
        "finnish",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Valmis.

la 5. jouluk. 2026 klo 18.02 Aiwyn Support (support@aiwyn.example) kirjoitti:

> Ilmoittakaa.
""",
        keeps=("Valmis.",),
        drops=("Ilmoittakaa",),
    ),
    Voice(
        "danish gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Færdig.

Den lør. 5. dec. 2026 kl. 18.02 skrev Aiwyn Support <support@aiwyn.example>:

> Giv besked.
""",
        keeps=("Færdig.",),
        drops=("Giv besked", "Den lør"),
    ),
    Voice(
        "turkish",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Tamamlandı.

Aiwyn Support <support@aiwyn.example>, 5 Ara 2026 Cmt, 18:02 tarihinde şunu yazdı:

> Haber verin.
""",
        keeps=("Tamamlandı.",),
        drops=("Haber verin",),
    ),
    Voice(
        "russian outlook",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Готово.

-----Исходное сообщение-----
От: Aiwyn Support [mailto:support@aiwyn.example]
Отправлено: 5 декабря 2026 г. 18:02
Кому: Anna
Тема: Import

Сообщите.
""",
        keeps=("Готово.",),
        drops=("Сообщите",),
    ),
    Voice(
        "german gmx",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fertig!

Gesendet: Samstag, 05. Dezember 2026 um 18:02 Uhr
Von: "Aiwyn Support" <support@aiwyn.example>
An: anna@north.example
Betreff: Import

Bitte melden.
""",
        keeps=("Fertig!",),
        drops=("Bitte melden",),
    ),
    Voice(
        "german gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fertig!

Am Sa., 5. Dez. 2026 um 18:02 Uhr schrieb Aiwyn Support <
support@aiwyn.example>:

> Bitte melden.
""",
        keeps=("Fertig!",),
        drops=("Bitte melden", "Am Sa"),
    ),
    Voice(
        "em client",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Sorted, all in.

Anna

------ Original Message ------
From: "Aiwyn Support" <support@aiwyn.example>
To: "Anna" <anna@north.example>
Sent: 05/12/2026 18:02:11
Subject: Import

>Tell us when complete.
""",
        keeps=("Sorted, all in.",),
        drops=("Tell us",),
    ),
    Voice(
        "evolution",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On Sat, 2026-12-05 at 18:02 +0000, Aiwyn Support wrote:
> Is it complete?

Not yet.

> When will it be?

Around nine tonight.
""",
        keeps=("Not yet.", "Around nine tonight."),
        drops=("Is it complete",),
    ),
    Voice(
        "groupwise",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Yes please, go on.

Anna

>>> Aiwyn Support <support@aiwyn.example> 05/12/2026 18:02 >>>
Shall we turn it off?
""",
        keeps=("Yes please, go on.",),
        drops=("Shall we turn",),
    ),
    Voice(
        "roundcube",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On 2026-12-05 18:02, Aiwyn Support wrote:
> The flow is off.

Thanks, we have started.
--\x20
Anna Harper
""",
        keeps=("Thanks, we have started.",),
        drops=("flow is off", "Anna Harper"),
    ),
    Voice(
        "blackberry",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done.

Sent from my BlackBerry 10 smartphone on the Verizon network.
  Original Message
From: Aiwyn Support
Sent: Saturday, December 5, 2026 6:02 PM
To: Anna Harper
Subject: Import

Please proceed.
""",
        keeps=("Done.",),
        drops=("Please proceed", "BlackBerry"),
    ),
    Voice(
        "two forwards",
        """\
From: Anna Harper <anna@north.example>
Subject: Fwd: Fwd: Load date
Content-Type: text/plain; charset=utf-8

Please see below and book it.

---------- Forwarded message ---------
From: Bert Lund <bert@north.example>
Date: Fri, Dec 4, 2026 at 9:00 AM
Subject: Fwd: Load date
To: Anna Harper <anna@north.example>


fyi

---------- Forwarded message ---------
From: Vendor <load@vendor.example>
Date: Thu, Dec 3, 2026 at 5:00 PM
Subject: Load date
To: Bert Lund <bert@north.example>


We propose 19 December.
""",
        keeps=("Please see below and book it.",),
        drops=("19 December",),
        forwards=("19 December",),
    ),
    Voice(
        "ms first-contact banner",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<table><tr><td></td><td>You don't often get email from anna@north.example. \
<a href="https://aka.ms/x">Learn why this is important</a></td></tr></table><div>\
<p>We want the 12th.</p></div>
""",
        keeps=("We want the 12th.",),
        drops=("often get email",),
    ),
    Voice(
        "proofpoint banner",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

ZjQcmQRYFpfptBannerStart
This Message Is From an External Sender
This message came from outside your organization.
ZjQcmQRYFpfptBannerEnd

We want the 12th.
""",
        keeps=("We want the 12th.",),
        drops=("External Sender",),
    ),
    Voice(
        "one word and a long footer",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done

Anna Harper, CPA
Tax Senior
North CPA LLP
p: (555) 555-0100  f: (555) 555-0101

This communication (including any attachments) may contain confidential information and is complete \
only with its attachments.
North CPA LLP is not responsible for incomplete transmission.
""",
        keeps=("Done",),
        drops=("complete only", "Tax Senior"),
    ),
    Voice(
        "ps without name",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Saturday the 12th please.

Thanks,

P.S. Start at 7, not 8.
""",
        keeps=("Saturday the 12th", "Start at 7"),
    ),
    Voice(
        "numbered questions",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

1) Date: Saturday 12 December
2) Start: 6 pm Eastern
3) Clients: 1,240
4) Contact on the day: Bert, 555-0123

Best regards
Anna Harper
""",
        keeps=("1) Date: Saturday 12 December", "4) Contact on the day: Bert"),
    ),
    Voice(
        "outlook table",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><body><p class=MsoNormal>Here are the ten:</p><table border=0 cellspacing=0><tr><td>\
<p class=MsoNormal>Client</p></td><td><p class=MsoNormal>PE</p></td><td><p class=MsoNormal>Portal\
</p></td></tr><tr><td><p class=MsoNormal>Oak Dental</p></td><td><p class=MsoNormal>1,200.00</p>\
</td><td><p class=MsoNormal>1,240.00</p></td></tr></table><p class=MsoNormal>Anna</p></body></html>
""",
        keeps=("Oak Dental\t1,200.00\t1,240.00",),
    ),
    Voice(
        "prose ends with name-like line",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

All clients of these offices are in:

Leeds
York
Harrogate

Anna
""",
        keeps=("Leeds", "York", "Harrogate"),
    ),
    Voice(
        "amounts at the end",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Nine agree. The odd one:

Oak Dental Group
PE 1,200.00
Portal 1,240.00
""",
        keeps=("Oak Dental Group", "Portal 1,240.00"),
    ),
    Voice(
        "thanks then statement",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Thanks!
Import Complete
""",
        keeps=("Import Complete",),
    ),
    Voice(
        "regards then statement",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hi,

Best regards from sunny Leeds. Import finished at 5.

Anna
""",
        keeps=("Import finished at 5.",),
    ),
    Voice(
        "dash list at end",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Still open:
- AR
- Contacts
-- Done with WIP
""",
        keeps=("- AR", "- Contacts"),
    ),
    Voice(
        "sig then quote then reply below",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hello

--
Anna Harper
North CPA
555-555-0100

> Which day?

The 12th.
""",
        keeps=("Hello", "The 12th."),
        drops=("555-555-0100",),
    ),
    Voice(
        "typed quote of an error",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

It failed with

    > ERROR 4021: row 17 incomplete
    > aborting

and we rolled everything back.
""",
        keeps=("It failed with", "rolled everything back"),
    ),
    Voice(
        "attribution in names",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

As Bob wrote: the load is off until Friday.
He sent: nothing yet.
""",
        keeps=("the load is off until Friday", "nothing yet"),
    ),
    Voice(
        "front-signed mobile",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

yes go ahead
Get Outlook for Android<https://aka.ms/AAb9ysg>
________________________________
From: Aiwyn Support <support@aiwyn.example>
Sent: Saturday, December 5, 2026 6:02:11 PM
To: Anna Harper <anna@north.example>
Subject: Import

May we?
""",
        keeps=("yes go ahead",),
        drops=("May we?", "Android"),
    ),
    Voice(
        "dropbox ad signature",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Loaded.

Anna Harper
Partner

North CPA | 12 Mill Lane | Leeds LS1 4AB
T 0113 496 0000

Named Firm of the Year. Our spring seminar is on 14 April 2027: complete the form to join!
""",
        keeps=("Loaded.",),
        drops=("14 April",),
    ),
    Voice(
        "caution typed",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Caution: the external id column is wrong in row 5.

Please wait.
""",
        keeps=("external id column", "Please wait."),
    ),
    Voice(
        "external accountants",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

External accountants loaded it, link to the log attached.

All done.
""",
        keeps=("External accountants", "All done."),
    ),
    Voice(
        "sent by mail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

The file went out.

Sent by mail on Friday, before the import.
""",
        keeps=("Sent by mail on Friday",),
    ),
    Voice(
        "please excuse delay",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done.

Please excuse the delay, the import finished at 5.
""",
        keeps=("finished at 5",),
    ),
    Voice(
        "confidential typed",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hello,

The information is confidential until the closing.

We want Saturday 12 December.

I'll send the files on Monday.

Anna
""",
        keeps=("We want Saturday 12 December", "files on Monday"),
    ),
    Voice(
        "thanks done",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Thanks!
Done
""",
        keeps=("Done",),
    ),
    Voice(
        "dashes as separator",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hi

--
Done, all clients in

Anna
""",
        keeps=("Done, all clients in",),
    ),
    Voice(
        "horizontal rule typed",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Summary:
-------
Clients 400 loaded
Contacts 900 loaded
""",
        keeps=("Clients 400 loaded", "Contacts 900"),
    ),
    Voice(
        "html hr in text",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<p>Batch 1 done.</p><hr><p>Batch 2 still running.</p>
""",
        keeps=("Batch 1 done", "Batch 2 still running"),
    ),
    Voice(
        "name in first line",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Anna here from North.
We need the Leeds tax group moved on Saturday.
Call 555-0100 if not.
""",
        keeps=("Leeds tax group", "Call 555-0100"),
    ),
    Voice(
        "contacts list",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On the day please ring

Bert Lund 0113 496 0001
Cara Fox 0113 496 0002

We start at nine.

Anna
""",
        keeps=("Bert Lund", "We start at nine"),
    ),
    Voice(
        "addresses to update",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Please change these two:

Oak Dental
12 Mill Lane
Leeds LS1 4AB

Finch & Co
9 High Street
York
""",
        keeps=("12 Mill Lane", "9 High Street"),
    ),
    Voice(
        "on the 5th i wrote",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On 5 December 2026 at 6:00 pm we began.
The support page said:
wait for the mail.
So we wait.
""",
        keeps=("So we wait.", "we began"),
    ),
    Voice(
        "to and from in prose",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

From: 7 pm Friday
To: noon Sunday
Subject: bulk address change

OK?
""",
        keeps=("From: 7 pm Friday", "bulk address change"),
    ),
    Voice(
        "nested list html",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<ul><li>Clients: done</li><li>AR<ul><li>open items: <b>not</b> done</li></ul></li></ul>
""",
        keeps=("open items: not done",),
    ),
    Voice(
        "signature box typed inside",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div id='Signature'><p>All ten match.</p></div>
""",
        keeps=("All ten match.",),
    ),
    Voice(
        "blockquote indent outlook",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<p>Two options:</p><blockquote style='margin:0 0 0 40px;border:none;padding:0px'><p>Sat 12</p><p>Sun 13\
</p></blockquote><p>We prefer Sunday.</p>
""",
        keeps=("Sat 12", "We prefer Sunday."),
    ),
    Voice(
        "wrote at end of sentence",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

I checked what the vendor wrote:
the job ended at 4.
We agree.
""",
        keeps=("the job ended at 4", "We agree."),
    ),
    Voice(
        "best as word",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Saturday is
best

Sunday will not work for Anna Harper
""",
        keeps=("Saturday is", "Sunday will not work"),
    ),
    Voice(
        "thank you comma",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hi,

Thank you for the reminder,
we are not finished yet
""",
        keeps=("we are not finished yet",),
    ),
    Voice(
        "two closings",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hi

Thanks,
I mean it: the import is not complete.

Thanks,
Anna
""",
        keeps=("not complete",),
    ),
    Voice(
        "cheers then details",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Cheers
Start 6 pm Central
All three offices
""",
        keeps=("Start 6 pm Central", "All three offices"),
    ),
    Voice(
        "unicode separators",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

We are done\u2028All clients in\u00a0now
""",
        keeps=("We are done", "All clients in"),
    ),
    Voice(
        "html entities",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<p>Tom&#39;s file &amp; Ann&rsquo;s: &lt;done&gt;</p>
""",
        keeps=("Tom's file & Ann’s: <done>",),
    ),
    Voice(
        "white on white kept",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<p>Done</p><p style='color:#fff'>x</p>
""",
        keeps=("Done",),
    ),
    Voice(
        "forward with comment below",
        """\
From: Anna Harper <anna@north.example>
Subject: Fwd: x
Content-Type: text/plain; charset=utf-8

---------- Forwarded message ---------
From: Dan <d@v.example>
Date: Tue, Dec 1, 2026 at 9:00 AM
Subject: x
To: Anna

Load on 19 December.
""",
        keeps=(),
        drops=("19 December",),
        forwards=("19 December",),
    ),
    Voice(
        "gmail confidential footer in middle",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div>Import is done.</div><div>Best,</div><div>Anna</div><div>\
<i>The information transmitted, including attachments, is intended only for the person to which it is \
addressed and may contain confidential material. Incomplete reading is prohibited.</i></div>
""",
        keeps=("Import is done.",),
        drops=("Incomplete reading",),
    ),
    Voice(
        "bare lines of reviewed",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

1 ok
2 ok
3 off by 12.50
4-10 ok
""",
        keeps=("3 off by 12.50", "4-10 ok"),
    ),
    Voice(
        "question then name dash role",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Is Saturday ok?

Anna - North
0113 496 0000
""",
        keeps=("Is Saturday ok?",),
        drops=("0113 496",),
    ),
    Voice(
        "emoji only",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

👍

On Sat, Dec 5, 2026 at 6:02 PM Support <s@aiwyn.example> wrote:
> done?
""",
        keeps=("👍",),
        drops=("done?",),
    ),
    Voice(
        "quoted with nbsp",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

>\u00a0Is it done?

No
""",
        keeps=("No",),
        drops=("Is it done",),
    ),
    Voice(
        "pipes quote",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

| Is it done?
No
""",
        keeps=("No",),
    ),
    Voice(
        "date first hyphen",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

2026-12-05 18:02: batch 1 ended
2026-12-05 19:10: batch 2 ended
""",
        keeps=("batch 1 ended", "batch 2 ended"),
    ),
    Voice(
        "mail in text colon",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On Saturday 5 December 2026 please write to bert@north.example:
he has the keys.
""",
        keeps=("he has the keys.",),
    ),
    Voice(
        "long history no doubt",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fine.

________________________________
From: Aiwyn Support
Sent: Saturday, December 5, 2026 6:02 PM
To: Anna Harper; Bert Lund;
 Cara Fox
Cc: Dan
Subject: Import

old words
""",
        keeps=("Fine.",),
        drops=("old words",),
    ),
    Voice(
        "header with importance",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fine.

-----Original Appointment-----
From: Aiwyn Support
Sent: Saturday, December 5, 2026 6:02 PM
To: Anna Harper
Subject: Import
When: Saturday
Where: Teams

old words
""",
        keeps=("Fine.",),
        drops=("old words",),
    ),
    Voice(
        "helpscout",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

All good to go from our end!

--
Anna

On Sat, Dec 5, 2026 at 6:02 PM EST, Aiwyn Support <support@aiwyn.example> wrote:

--- Write ABOVE THIS LINE to post a reply ---

Please confirm.
""",
        keeps=(),
        exactly="All good to go from our end!",
    ),
    Voice(
        "jira",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Yes, close it.

—-—-—-—
Reply above this line.

Support commented:

Shall we close?
""",
        keeps=(),
        exactly="Yes, close it.",
    ),
    Voice(
        "missive",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Loaded.

Anna Harper
North CPA

On December 5, 2026 at 6:02:33 PM EST, Aiwyn Support <support@aiwyn.example> wrote:
Hi Anna,
please tell us.
""",
        keeps=(),
        exactly="Loaded.",
    ),
    Voice(
        "mailspring",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<html><head></head><body><div>Loaded.</div><br>\
<div class='gmail_quote_attribution'>On Dec 5 2026, at 6:02 pm, Aiwyn Support \
&lt;support@aiwyn.example&gt; wrote:</div><blockquote class='gmail_quote'><div>tell us</div>\
</blockquote></body></html>
""",
        keeps=(),
        exactly="Loaded.",
    ),
    Voice(
        "outlook alt plain",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Not finished, two batches left.

Anna

From: Aiwyn Support<mailto:support@aiwyn.example>
Sent: 05 December 2026 18:02
To: Anna Harper<mailto:anna@north.example>
Subject: Import

Tell us when complete.
""",
        keeps=(),
        exactly="Not finished, two batches left.\n\nAnna",
    ),
    Voice(
        "outlook date variants",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fine.

From: Aiwyn Support [mailto:support@aiwyn.example]
Sent: 5-12-2026 18:02
To: 'Anna Harper'
Cc: 'Bert'; 'Cara'
Subject: RE: Import
Importance: High

old
""",
        keeps=(),
        exactly="Fine.",
    ),
    Voice(
        "apple mail german",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fertig.

> Am 05.12.2026 um 18:02 schrieb Aiwyn Support <support@aiwyn.example>:
>\x20
> Bitte melden.
""",
        keeps=(),
        exactly="Fertig.",
    ),
    Voice(
        "ios french",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

C'est fait.

Envoyé de mon iPhone

> Le 5 déc. 2026 à 18:02, Aiwyn Support <support@aiwyn.example> a écrit :
>\x20
> Dites-nous
""",
        keeps=(),
        exactly="C'est fait.",
    ),
    Voice(
        "outlook android de",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Fertig.

Outlook für Android<https://aka.ms/AAb9ysg> beziehen
________________________________
Von: Aiwyn Support <support@aiwyn.example>
Gesendet: Samstag, 5. Dezember 2026 18:02:11
An: Anna Harper <anna@north.example>
Betreff: Import

Bitte melden.
""",
        keeps=(),
        exactly="Fertig.",
    ),
    Voice(
        "yahoo plain",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

 Yes it is done.
    On Saturday, December 5, 2026 at 06:02:11 PM EST, Aiwyn Support <support@aiwyn.example> wrote: \x20
\x20
 Is it done?
 \x20
""",
        keeps=(),
        exactly="Yes it is done.",
    ),
    Voice(
        "sig with image alt",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div>Ready for Saturday.</div><div><br></div><div>--</div><table><tr><td><img src='cid:x' alt='logo'>\
</td><td><b>Anna Harper</b><br>Partner<br>t 0113 496 0000</td></tr></table>
""",
        keeps=(),
        exactly="Ready for Saturday.",
    ),
    Voice(
        "inline numbered below header",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

On 2026-12-05 18:02, Support wrote:
> 1. Date?
Sat 12 Dec
> 2. Clients?
1,240
> 3. Who signs?
Anna
""",
        keeps=(),
        exactly="Sat 12 Dec\n\n1,240\n\nAnna",
    ),
    Voice(
        "top and inline",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hi, see within.

On 2026-12-05 18:02, Support wrote:
> Date?

The 12th

> Regards
> Support
""",
        keeps=(),
        exactly="Hi, see within.\n\nThe 12th",
    ),
    Voice(
        "nested quotes only top",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

OK.

On Sat, Dec 5, 2026 at 6:02 PM Support <s@aiwyn.example> wrote:
> Fine?
>
> On Fri, Dec 4, 2026 at 1:00 PM Anna <anna@north.example> wrote:
>> Sat?
""",
        keeps=(),
        exactly="OK.",
    ),
    Voice(
        "html div quote border",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div>Done.</div><div style='border-left:2px solid #1010ff;padding-left:5px'><div>Old text</div></div>
""",
        keeps=(),
        exactly="Done.\nOld text",
    ),
    Voice(
        "korean",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

완료했습니다.

2026년 12월 5일 (토) 오후 6:02, Aiwyn Support <support@aiwyn.example>님이 작성:

> 알려주세요.
""",
        keeps=(),
        exactly="완료했습니다.",
    ),
    Voice(
        "hebrew",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

בוצע.

בתאריך שבת, 5 בדצמ׳ 2026 ב-18:02 מאת Aiwyn Support <support@aiwyn.example>:

> הודיעו לנו
""",
        keeps=(),
        exactly="בוצע.",
    ),
    Voice(
        "hungarian",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Kész.

Aiwyn Support <support@aiwyn.example> ezt írta (időpont: 2026. dec. 5., Szo, 18:02):

> Szóljanak.
""",
        keeps=(),
        exactly="Kész.",
    ),
    Voice(
        "romanian",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Gata.

Pe sâm., 5 dec. 2026 la 18:02, Aiwyn Support <support@aiwyn.example> a scris:

> Spuneți.
""",
        keeps=(),
        exactly="Gata.",
    ),
    Voice(
        "greek",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Έγινε.

Στις Σάβ 5 Δεκ 2026 στις 6:02 μ.μ., ο χρήστης Aiwyn Support <support@aiwyn.example> έγραψε:

> Πείτε μας.
""",
        keeps=(),
        exactly="Έγινε.",
    ),
    Voice(
        "norwegian",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Ferdig.

lør. 5. des. 2026 kl. 18:02 skrev Aiwyn Support <support@aiwyn.example>:

> Si fra.
""",
        keeps=(),
        exactly="Ferdig.",
    ),
    Voice(
        "swedish gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Klart.

Den lör 5 dec. 2026 kl 18:02 skrev Aiwyn Support <support@aiwyn.example>:

> Säg till.
""",
        keeps=(),
        exactly="Klart.",
    ),
    Voice(
        "spanish gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Listo.

El sáb, 5 dic 2026 a las 18:02, Aiwyn Support (<support@aiwyn.example>)
escribió:

> Avisen.
""",
        keeps=(),
        exactly="Listo.",
    ),
    Voice(
        "portuguese gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Feito.

Em sáb., 5 de dez. de 2026 às 18:02, Aiwyn Support <support@aiwyn.example>
escreveu:

> Avisem.
""",
        keeps=(),
        exactly="Feito.",
    ),
    Voice(
        "dutch gmail",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Klaar.

Op za 5 dec 2026 om 18:02 schreef Aiwyn Support <support@aiwyn.example>:

> Laat weten.
""",
        keeps=(),
        exactly="Klaar.",
    ),
    Voice(
        "slovak",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Hotovo.

so 5. 12. 2026 o 18:02 Aiwyn Support <support@aiwyn.example> napísal(a):

> Dajte vedieť.
""",
        keeps=(),
        exactly="Hotovo.",
    ),
    Voice(
        "ukrainian",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Готово.

сб, 5 груд. 2026 р. о 18:02 Aiwyn Support <support@aiwyn.example> пише:

> Скажіть.
""",
        keeps=(),
        exactly="Готово.",
    ),
    Voice(
        "thai style fwd",
        """\
From: Anna Harper <anna@north.example>
Subject: WG: Import
Content-Type: text/plain; charset=utf-8

Bitte einplanen.

-----Ursprüngliche Nachricht-----
Von: Dan <dan@v.example>
Gesendet: Dienstag, 1. Dezember 2026 09:00
An: Anna
Betreff: Import

Am 19. Dezember.
""",
        keeps=(),
        exactly="Bitte einplanen.",
        forwards=("Am 19. Dezember.",),
    ),
    Voice(
        "thunderbird forward",
        """\
From: Anna Harper <anna@north.example>
Subject: Fwd: Import
Content-Type: text/plain; charset=utf-8

Please book.


-------- Forwarded Message --------
Subject: 	Import
Date: 	Tue, 1 Dec 2026 09:00:00 +0000
From: 	Dan <dan@v.example>
To: 	Anna



On 19 December.
""",
        keeps=(),
        exactly="Please book.",
        forwards=("On 19 December.",),
    ),
    Voice(
        "outlook short reply no blank",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done
________________________________
From: Aiwyn Support <support@aiwyn.example>
Sent: Saturday, December 5, 2026 6:02:11 PM
To: Anna
Subject: Import
old
""",
        keeps=(),
        exactly="Done",
    ),
    Voice(
        "signature above quote with phone",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

We need to move it to the 19th.

Kind regards,

Anna Harper ACA
Audit Manager
North CPA LLP
DDI: 0113 496 0000 | M: 07700 900000
www.north.example | 1 Park Row, Leeds LS1 5HN

North CPA LLP is a limited liability partnership registered in England (OC000000).

From: Aiwyn Support <support@aiwyn.example>
Sent: 05 December 2026 18:02
To: Anna Harper <anna@north.example>
Subject: RE: Import

You are booked for the 12th.
""",
        keeps=(),
        exactly="We need to move it to the 19th.",
    ),
    Voice(
        "au footer",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Finished loading at 8.

Cheers
Anna Harper
Partner
M 0491 570 156
Liability limited by a scheme approved under Professional Standards Legislation.
""",
        keeps=(),
        exactly="Finished loading at 8.",
    ),
    Voice(
        "canadian bilingual footer",
        """\
From: Anna Harper <anna@north.example>
Subject: Re: Import
Content-Type: text/plain; charset=utf-8

Done.

Anna Harper, CPA, CGA

Ce courriel est confidentiel. This email is confidential.
""",
        keeps=(),
        exactly="Done.\n\nAnna Harper, CPA, CGA",
    ),
    Voice(
        "thunderbird in german, answered below the quote",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Re: Import

Am 05.12.26 um 18:02 schrieb Aiwyn Support:
> Bitte melden Sie sich, wenn der Import fertig ist.

Der Import ist abgeschlossen.

--\x20
Anna Harper
""",
        keeps=("Der Import ist abgeschlossen.",),
        exactly="Der Import ist abgeschlossen.",
    ),
    Voice(
        "spark",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Re: Import

Import complete!

Sent with Spark
On 5 Dec 2026 at 18:02 -0500, Aiwyn Support <support@aiwyn.example>, wrote:
> You may proceed.
""",
        keeps=("Import complete!",),
        exactly="Import complete!",
    ),
    Voice(
        "a request below the signature",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Import

Hi,

Anna Harper
North CPA
937-555-0144

Please book December 12 at 6 pm for Miller.
""",
        keeps=("Please book December 12 at 6 pm for Miller.",),
        drops=("937-555-0144",),
    ),
    Voice(
        "what signatures ask for stays with them",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Import

We import on December 12.

Anna Harper
North CPA
937-555-0144

Please note our office closes at noon on Fridays.

Please book an appointment at www.northcpa.example.
""",
        keeps=("We import on December 12.",),
        drops=("937-555-0144", "noon on Fridays", "appointment"),
    ),
    Voice(
        "a date below the signature",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Import

Please book us.

Anna Harper
North CPA
937-555-0144

December 12 at 6 pm, Eastern.
""",
        keeps=("December 12 at 6 pm, Eastern.",),
        drops=("937-555-0144",),
    ),
    Voice(
        "polish signature whose firm ends with a dot",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Re: Import

Import zakończony.

Pozdrawiam,
Anna Harper
North CPA Sp. z o.o.
tel. +48 22 555 01 01
""",
        keeps=(),
        exactly="Import zakończony.",
    ),
    Voice(
        "old mail folded away behind dots",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Re: Import
Content-Type: text/html; charset=utf-8

<div>Loaded and checked.</div><details><summary>…</summary><div>On December 5, 2026, Aiwyn Support \
&lt;support@aiwyn.example&gt; wrote:</div><blockquote style="border-left:2px solid #ccc">Go on.</blockquote>\
</details>
""",
        keeps=(),
        exactly="Loaded and checked.",
    ),
    Voice(
        "ticket system's footer",
        """\
From: Anna Harper <anna@northcpa.example>
Subject: Re: Import

All loaded, 412 of 412.

--------------------------------
This email is a service from North CPA. Delivered by Zendesk
""",
        keeps=(),
        exactly="All loaded, 412 of 412.",
    ),
)
