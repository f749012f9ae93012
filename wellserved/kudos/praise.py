"""Words that praise, in the languages of the answer page. Plain on purpose: everybody can see why one was noticed."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "thank you", "thanks", "grateful", "so kind", "very kind", "was kind", "kindness", "friendly", "patient",
        "patience", "helpful", "brilliant", "excellent", "amazing", "wonderful", "fantastic", "perfect", "great job",
        "great service", "well done", "above and beyond", "saved my day", "made my day", "made my week", "explained",
        "listened", "felt heard", "really knows", "knew exactly", "courteous", "respectful", "caring", "a pleasure",
    ),
    "es": (
        "gracias", "agradezco", "agradecida", "agradecido", "amable", "amabilidad", "paciencia", "paciente",
        "excelente", "maravilloso", "estupendo", "fantástico", "muy atento", "muy atenta", "un placer",
    ),
    "de": (
        "danke", "dank", "vielen dank", "dankbar", "freundlich", "freundlichkeit", "nett", "geduld", "geduldig",
        "hilfsbereit", "großartig", "hervorragend", "ausgezeichnet", "wunderbar", "toll", "zugehört", "erklärt",
    ),
    "fr": (
        "merci", "reconnaissant", "reconnaissante", "gentil", "gentille", "gentillesse", "aimable", "patience",
        "patient", "patiente", "excellent", "excellente", "formidable", "parfait", "un plaisir",
    ),
    "pt-br": (
        "obrigado", "obrigada", "agradeço", "gentil", "gentileza", "atencioso", "atenciosa", "paciência", "paciente",
        "excelente", "maravilhoso", "ótimo atendimento", "me ouviu", "explicou", "nota dez", "parabéns",
    ),
    "zh-hans": ("谢谢", "感谢", "多谢", "耐心", "热情", "友好", "周到", "专业", "很棒", "太好了", "满意", "贴心"),
    "ar": ("شكرا", "أشكر", "ممتن", "لطيف", "لطيفة", "لطف", "صبور", "صبر", "ممتاز", "ممتازة", "رائع", "رائعة", "متعاون"),
}  # fmt: skip
# Words before which praise is none: "no thanks to", "not helpful".
NOT = frozenset(
    {"no", "not", "never", "nicht", "kein", "keine", "nie", "sin", "nunca", "não", "nao", "pas", "sans", "ne"}
)
