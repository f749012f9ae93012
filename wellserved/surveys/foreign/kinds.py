"""Kinds of questions that ours has no equivalent for, and the answers that theirs know without naming them."""

from __future__ import annotations

UPLOAD = "a file upload (photos can be added to every answer)"
WITHOUT_QUESTION = "a text without a question"
LIME_WITHOUT = {
    "A": "an array of scales",
    "B": "an array of scales",
    "C": "an array of yes, no, uncertain",
    "E": "an array of increase, same, decrease",
    "F": "an array",
    "H": "an array by column",
    "1": "an array with two scales",
    ":": "an array of numbers",
    ";": "an array of texts",
    "K": "several numbers in one question",
    "Q": "several texts in one question",
    "R": "a ranking",
    "D": "a date",
    "|": UPLOAD,
    "*": "an equation",
    "X": WITHOUT_QUESTION,
    "I": "a language switch (the page has one)",
}
SURVEYJS_WITHOUT = {
    "matrix": "a matrix",
    "matrixdropdown": "a matrix",
    "matrixdynamic": "a matrix",
    "multipletext": "several texts in one question",
    "ranking": "a ranking",
    "file": UPLOAD,
    "signaturepad": "a signature",
    "html": WITHOUT_QUESTION,
    "image": "a picture",
    "imagepicker": "a choice of pictures",
    "imagemap": "a choice of pictures",
    "expression": "an expression",
    "paneldynamic": "a repeated panel",
    "slider": "a slider",
}
Words = dict[str, str]  # by language
YES: Words = {"en": "Yes", "es": "Sí", "de": "Ja", "fr": "Oui", "pt-br": "Sim", "zh-hans": "是", "ar": "نعم"}
NO: Words = {"en": "No", "es": "No", "de": "Nein", "fr": "Non", "pt-br": "Não", "zh-hans": "否", "ar": "لا"}
WOMAN: Words = {
    "en": "Female", "es": "Mujer", "de": "Weiblich", "fr": "Femme", "pt-br": "Feminino", "zh-hans": "女", "ar": "أنثى",
}  # fmt: skip
MAN: Words = {
    "en": "Male", "es": "Hombre", "de": "Männlich", "fr": "Homme", "pt-br": "Masculino", "zh-hans": "男", "ar": "ذكر",
}  # fmt: skip
