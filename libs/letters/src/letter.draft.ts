import { type DrawnLetter, drawLetter } from './page/letter.pdf.js';
import { parseForm } from './wording/letter.form.js';
import { unsigned } from './wording/letter.preview.js';
import type { Language, LetterOrder } from './wording/letter.templates.js';
import { wordLetter } from './wording/letter.writer.js';

const notSent: Record<Language, string> = {
  nb: 'UTKAST. Dette brevet er ikke sendt.',
  nn: 'UTKAST. Dette brevet er ikkje sendt.',
  en: 'DRAFT. This letter has not been sent.',
};

/** Draws a letter that nobody has sent, finished or not: it says so itself, and bears no seal. */
export function drawDraft(
  order: LetterOrder,
  language: Language,
  { caseId, now }: { caseId: string; now: Date },
): DrawnLetter {
  const { kind, recipient } = order;
  const data = unsigned(order, language);
  const form = parseForm(wordLetter({ kind, language, recipient, data }));
  const words = notSent[language];
  return drawLetter(
    { ...form, blocks: [{ kind: 'paragraph', text: words }, ...form.blocks] },
    {
      id: caseId,
      createdAt: now,
      language,
      caseReference: `${data.caseReference} – ${words}`,
    },
  );
}
