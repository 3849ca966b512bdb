"""Words that announce an answer. They are needed for short lists; in longer ones the structure reveals the labels."""

from __future__ import annotations

ANSWER_WORDS = (
    r"answers?|ans|solutions?|explanation|答|答え|答案|参考答案|參考答案|回答|解答|解析|ответ|решение|відповідь|respuesta|resposta|risposta|"
    r"antwort|antwoord|lösung|réponse|odpowiedź|odpověď|cevap|jawaban|đáp án|정답|답변|답|उत्तर|الإجابة|الاجابة|إجابة|اجابة|الجواب|جواب|پاسخ"
)
"""Alternatives of a regular expression. Longer words match whole, because no letter may follow."""
