import { drawLetter, type DrawnLetter } from './page/letter.pdf.js';
import type { Seal } from './seal/letter.seal.js';
import { sealPdf } from './seal/seal.pdf.js';
import { decisionDocument, writeDecision } from './wording/decision.rules.js';
import { parseForm } from './wording/letter.form.js';
import type { Language } from './wording/letter.templates.js';
import { type LetterContent, writeLetter } from './wording/letter.writer.js';

/** The frozen part of a letter's row, which its file is made from. */
export type LetterToRender = LetterContent & { id: string; created_at: Date };

/** Draws a letter from its row: the same row gives the same bytes. */
export function render(letter: LetterToRender): DrawnLetter {
  const { pdf, pageCount } = draw(letter);
  return { pdf, pageCount };
}

/**
 * Draws and seals a letter: the same row, certificate and time of production give the same bytes.
 * The time stands in the file as the time of the seal.
 */
export async function renderSealed(
  letter: LetterToRender,
  seal: Seal,
  at: Date,
): Promise<DrawnLetter> {
  const { holderName, length } = seal;
  const { pdf, pageCount, sealPlace } = draw(letter, { holderName, length, at });
  if (!sealPlace) throw new Error('The letter was drawn without a place for its seal');
  return { pdf: await sealPdf(pdf, sealPlace, seal), pageCount };
}

function draw(letter: LetterToRender, seal?: { holderName: string; length: number; at: Date }) {
  const identity = {
    id: letter.id,
    createdAt: letter.created_at,
    language: letter.language,
    caseReference: letter.data.caseReference,
  };
  const decision = decisionDocument(letter);
  const attachment = decision && {
    name: 'decision.json',
    mediaType: 'application/json',
    description: descriptions[letter.language],
    content: Buffer.from(writeDecision(decision)),
  };
  return drawLetter(parseForm(writeLetter(letter)), identity, {
    attachment: attachment ?? undefined,
    seal,
  });
}

const descriptions: Record<Language, string> = {
  nb: 'Vedtaket som data',
  nn: 'Vedtaket som data',
  en: 'The decision as data',
};
