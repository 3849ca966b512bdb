"""Words that ask or tell somebody to answer, in the languages whose lists people have. Fragments of regular expressions."""

from __future__ import annotations

ASKING = (
    r"what|what['’]s|why|how|which|who|whose|difference between|differences between|"
    r"qué|cuál|cuáles|cómo|por qué|was|warum|wie|welche[rs]?|wann|wozu|pourquoi|quelle?s?|quand|qu['’]est|"
    r"o que|por que|qual|quais|como|quando|che cos['’]?\w*|cos['’]è|perché|quale|wat|waarom|hoe|welke|wanneer|"
    r"co to|czym|dlaczego|jaki?e?|kiedy|co je|proč|vad|varför|hur|vilken|vilka|hva|hvorfor|hvordan|hvad|mikä|miksi|miten|"
    r"apa|mengapa|bagaimana|kapan|nasıl|neden|niçin|tại sao|vì sao|làm thế nào|khi nào|"
    r"что|как|почему|зачем|чем|когда|какие|какой|какая|каково|що|як|чому|навіщо|чим|який|яка|які|яке|коли|"
    r"τι|γιατί|πώς|ποι\w{1,3}|מה|מהו|מהי|למה|מדוע|כיצד|איך|מתי"
)
"""Words that begin a question."""
TELLING = (
    r"explain|describe|define|compare|contrast|discuss|derive|implement|design|differentiate|distinguish|list|name|tell|"
    r"write|walk|talk|suppose|imagine|elaborate|summari[sz]e|prove|outline|mention|"
    r"explique|explica|describe|erkläre|nenne|comment|expliquez|décrivez|defina|spiega|descrivi|beschrijf|"
    r"beschreibe|vergleiche|wyjaśnij|opisz|jelaskan|sebutkan|bandingkan|açıklayın|giải thích|so sánh|trình bày|"
    r"объясните|опишите|назовите|сравните|расскажите|поясніть|опишіть|порівняйте|εξηγήστε|הסבר|הסבירו"
)
"""Words that begin an instruction to answer."""
TELLING_ANYWHERE = (
    r"简述|簡述|解释一下|说说|谈谈|介绍一下|请解释|列举|试述|阐述|论述|説明し|説明せよ|述べよ|설명|비교하|समझाइए|बताइए|"
    r"อธิบาย|เปรียบเทียบ|توضیح دهید|اشرح|قارن"
)
"""The same where a language puts them at the end, or writes without spaces."""
ASKING_ANYWHERE = (
    r"什么|什麼|怎么|怎麼|如何|为何|為何|何时|何時|哪些|哪个|哪種|多少|能否|区别|區別|吗$|嗎$|"
    r"ですか|ますか|でしょうか|とは$|なぜ|どのよう|무엇|왜 |인가|까요|나요|어떻게|क्या|क्यों|कैसे|कब |"
    r"ما هو|ما هي|ماذا|ما الفرق|لماذا|كيف|متى|چیست|چرا|چگونه|چطور|کیوں|کیسے|কেন|কীভাবে|কিভাবে|என்ன|ஏன்|எப்படி|ఏమిటి|ఎందుకు|"
    r"อะไร|อย่างไร(?!ก็)|ทำไม|เมื่อไร|เมื่อไหร่|เมื่อใด|ที่ไหน|ข้อไหน|ตัวไหน|แบบไหน|เท่าไร|เท่าไหร่|หรือไม่|ไหม$|"
    r"nedir|nelerdir|là gì|như thế nào|thế nào"
)
"""Words of questions that don't begin them."""
ANSWERED_IN_WORDS = (
    r"explain|compare|contrast|define|discuss|derive|differentiate|distinguish|prove|"
    r"elaborate|erkläre|explique|expliquez|объясните|сравните"
)
"""Instructions that can only be followed in words, so that no guide has five of them as its steps."""
COMPUTED = (
    r"count|sum|add up|compute|calculate|reverse|sort|solve|rotate|invert|flatten|simplify|integrate|factori[sz]e|"
    r"find (?:duplicates|all|the (?:\w+[- ])?(?:first|second|third|nth|k-?th|n-?th|median|mean|mode|sum|number|longest|shortest|"
    r"largest|smallest|greatest|max\w*|min\w*|average|missing|probability|derivative|gradient|inverse|depth|height|path|root)|"
    r"(?:an?|two|both) )|"
    r"join (?:two|both|three)|merge (?:two|k|the two)|detect (?:an? )?(?:cycles?|loops?)|check (?:if|whether) |"
    r"(?:return|select|get|list|print) (?:all|every|the (?:first|second|third|nth|top|longest|sum|number))|print (?:an? |numbers)|"
    r"remove duplicates|delete duplicates|group \w+ by|rank \w+ by|given an? "
)
"""What a task of a coding or mathematics interview begins with, and the step of a guide does not."""
LABELS = (
    r"Q|Ques|Question|问|问题|题|题目|面试题|問|質問|Вопрос|Питання|Pregunta|Frage|Pergunta|Domanda|Vraag|Pytanie|Otázka|Fråga|"
    r"Kérdés|Soru|Câu(?: hỏi)?|Pertanyaan|Ερώτηση|질문|प्रश्न|سؤال|سوال|پرسش|שאלה|คำถาม(?:ที่)?|ข้อ(?:ที่)?"
)
"""Words before a question's number, or in its place."""
