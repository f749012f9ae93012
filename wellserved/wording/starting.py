"""The list that every guide starts from, in the languages of the answer page. It is a beginning: make it yours."""

from __future__ import annotations

from wellserved.wording.shapes import Entry

WORDS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "en": (
        ("best", "this is the best you're going to get", "Here is what I can do today, and what I will try next."),
        ("job", "not my job", "I will find who can help you with this, and tell you their name."),
        ("calm", "calm down", "I see that this matters to you. Tell me what happened."),
        ("policy", "that's our policy", "Let me say why we do it this way, and what I can do for you."),
        ("should", "you should have", "Next time this will help: … For now, let us put it right."),
        ("told", "as I already told you", "Let me say it in another way."),
        ("nothing", "there is nothing I can do", "That I cannot do. What I can do is …"),
        ("only", "you are the only one who", "I have not met this before. Let me look into it."),
        ("must", "you'll have to", "The next step is … May I help you with it?"),
        ("manual", "just read the manual", "This page helps: … Shall we go through it together?"),
        ("impossible", "that's impossible", "I do not know a way yet. I will ask, and write to you by …"),
    ),
    "es": (
        ("best", "es lo mejor que va a conseguir", "Esto es lo que puedo hacer hoy, y lo que intentaré después."),
        ("job", "no es mi trabajo", "Voy a buscar quién puede ayudarle y le diré su nombre."),
        ("calm", "cálmese", "Veo que esto es importante para usted. Cuénteme qué pasó."),
        ("policy", "es nuestra política", "Le explico por qué lo hacemos así y qué puedo hacer por usted."),
        ("should", "usted debería haber", "La próxima vez ayudará esto: … Ahora vamos a arreglarlo."),
        ("told", "como ya le dije", "Permítame decirlo de otra manera."),
        ("nothing", "no puedo hacer nada", "Eso no puedo hacerlo. Lo que sí puedo hacer es …"),
        ("must", "tiene que entender", "Veo que así no le sirve. Busquemos juntos otra manera."),
        ("impossible", "eso es imposible", "Todavía no conozco la manera. Pregunto y le escribo antes de …"),
    ),
    "de": (
        ("best", "mehr ist nicht drin", "Das kann ich heute tun, und das versuche ich als Nächstes."),
        ("job", "nicht meine Aufgabe", "Ich finde heraus, wer Ihnen helfen kann, und nenne Ihnen den Namen."),
        ("job-2", "dafür bin ich nicht zuständig", "Ich finde heraus, wer Ihnen hilft, und nenne Ihnen den Namen."),
        ("calm", "beruhigen Sie sich", "Ich sehe, dass Ihnen das wichtig ist. Erzählen Sie mir, was geschehen ist."),
        ("policy", "das ist bei uns so", "Ich erkläre Ihnen, warum wir es so machen, und was ich für Sie tun kann."),
        ("should", "Sie hätten", "Beim nächsten Mal hilft: … Jetzt bringen wir es erst einmal in Ordnung."),
        ("told", "wie ich bereits sagte", "Ich sage es noch einmal anders."),
        ("nothing", "da kann ich nichts machen", "Das kann ich nicht. Was ich tun kann: …"),
        ("must", "Sie müssen verstehen", "Ich sehe, dass Ihnen das so nicht hilft. Suchen wir einen anderen Weg."),
        ("impossible", "das geht nicht", "Ich kenne noch keinen Weg. Ich frage nach und schreibe Ihnen bis …"),
    ),
    "fr": (
        ("best", "vous n'aurez pas mieux", "Voici ce que je peux faire aujourd’hui, et ce que j’essaierai ensuite."),
        ("job", "ce n'est pas mon travail", "Je cherche qui peut vous aider, et je vous donne son nom."),
        ("calm", "calmez-vous", "Je vois que cela compte pour vous. Racontez-moi ce qui s’est passé."),
        ("policy", "c'est notre règlement", "Je vous explique pourquoi nous faisons ainsi, et ce que je peux faire."),
        ("should", "vous auriez dû", "La prochaine fois, ceci aidera : … Pour l’instant, arrangeons cela."),
        ("told", "comme je vous l'ai déjà dit", "Je vais le dire autrement."),
        ("nothing", "je n'y peux rien", "Cela, je ne le peux pas. Ce que je peux faire : …"),
        ("must", "vous devez comprendre", "Je vois que cela ne vous aide pas. Cherchons un autre chemin."),
        ("impossible", "c'est impossible", "Je ne connais pas encore de moyen. Je demande, et vous écris avant …"),
    ),
    "pt-br": (
        ("best", "é o melhor que você vai conseguir", "Isto é o que posso fazer hoje, e o que vou tentar depois."),
        ("job", "não é meu trabalho", "Vou descobrir quem pode ajudar e digo o nome a você."),
        ("calm", "se acalme", "Vejo que isso é importante para você. Conte o que aconteceu."),
        ("calm-2", "fique calmo", "Vejo que isso é importante para você. Conte o que aconteceu."),
        ("policy", "é a nossa política", "Vou explicar por que fazemos assim, e o que posso fazer por você."),
        ("should", "você deveria ter", "Da próxima vez isto ajuda: … Agora vamos resolver."),
        ("told", "como eu já disse", "Vou dizer de outra maneira."),
        ("nothing", "não posso fazer nada", "Isso eu não posso. O que posso fazer é …"),
        ("must", "você tem que entender", "Vejo que assim não ajuda. Vamos procurar outro caminho."),
        ("impossible", "isso é impossível", "Ainda não conheço um jeito. Vou perguntar e escrevo até …"),
    ),
    "zh-hans": (
        ("best", "只能这样了", "今天我能做到的是……，接下来我会再试……"),
        ("job", "这不归我管", "我来找能帮您的同事，并告诉您他的名字。"),
        ("calm", "冷静一点", "我明白这件事对您很重要，请告诉我发生了什么。"),
        ("policy", "这是我们的规定", "我来说明为什么这样做，以及我能为您做什么。"),
        ("should", "你应该早点", "下次这样会更顺利：……现在我们先一起解决。"),
        ("told", "我已经说过了", "我换一种说法。"),
        ("nothing", "我也没办法", "这一点我做不到，我能做的是……"),
        ("impossible", "这不可能", "我现在还不知道办法。我去问一下，并在……之前回复您。"),
    ),
    "ar": (
        ("best", "هذا أفضل ما ستحصل عليه", "هذا ما أستطيع فعله اليوم، وهذا ما سأحاوله بعد ذلك."),
        ("job", "هذا ليس عملي", "سأبحث عمّن يستطيع مساعدتك وأخبرك باسمه."),
        ("calm", "اهدأ", "أرى أن الأمر مهم لك. أخبرني بما حدث."),
        ("policy", "هذه سياستنا", "دعني أوضح لماذا نفعل ذلك، وما الذي أستطيع فعله لك."),
        ("should", "كان عليك أن", "في المرة القادمة سيساعد هذا: … أما الآن فلنصلح الأمر معًا."),
        ("told", "كما قلت لك", "دعني أقولها بطريقة أخرى."),
        ("nothing", "لا أستطيع فعل شيء", "هذا لا أستطيعه. ما أستطيع فعله هو …"),
        ("impossible", "هذا مستحيل", "لا أعرف طريقة بعد. سأسأل وأكتب إليك قبل …"),
    ),
}  # fmt: skip
STARTING_LIST: tuple[Entry, ...] = tuple(
    Entry(f"start:{language}:{name}", language, avoid, offer)
    for language, lines in WORDS.items()
    for name, avoid, offer in lines
)
