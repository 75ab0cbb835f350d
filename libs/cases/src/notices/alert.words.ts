import type { Language } from '#parties';

/**
 * An alert tells that there is something new, in which cases and where, and nothing of what it is:
 * e-mail is no service of a decision and no place for content (eForvaltningsforskriften section 8).
 */
export function alertWords(
  language: Language,
  { noticeCount, references, url }: { noticeCount: number; references: string[]; url: string },
): { subject: string; text: string } {
  const listed = references.map((reference) => `- ${reference}`).join('\n');
  const { subject, lead, cases, open, footer } = words[language];
  return {
    subject,
    text: [lead(noticeCount), `${cases}\n${listed}`, `${open} ${url}`, footer].join('\n\n') + '\n',
  };
}

const words: Record<
  Language,
  { subject: string; lead: (count: number) => string; cases: string; open: string; footer: string }
> = {
  nb: {
    subject: 'Nytt i Tilgang',
    lead: (count) => (count === 1 ? 'Du har ett nytt varsel.' : `Du har ${count} nye varsler.`),
    cases: 'Sakene det gjelder:',
    open: 'Logg inn for å lese:',
    footer: 'Denne e-posten kan ikke besvares. Vi sender aldri innholdet i en sak på e-post.',
  },
  nn: {
    subject: 'Nytt i Tilgang',
    lead: (count) => (count === 1 ? 'Du har eitt nytt varsel.' : `Du har ${count} nye varsel.`),
    cases: 'Sakene det gjeld:',
    open: 'Logg inn for å lese:',
    footer: 'Du kan ikkje svare på denne e-posten. Vi sender aldri innhaldet i ei sak på e-post.',
  },
  en: {
    subject: 'News in Tilgang',
    lead: (count) => (count === 1 ? 'You have one new notice.' : `You have ${count} new notices.`),
    cases: 'The cases concerned:',
    open: 'Sign in to read:',
    footer: 'This e-mail cannot be answered. We never send the content of a case by e-mail.',
  },
};

interface AlertFacts {
  references: string[];
  url: string;
}

/** Tells that a letter with a time limit lies in the portal, in which case, and nothing more. */
export function letterAlertWords(
  language: Language,
  { references, url }: AlertFacts,
): { subject: string; text: string } {
  const { open, footer } = words[language];
  const { subject, lead } = letterWords[language];
  const text = [`${lead} ${references.join(', ')}.`, `${open} ${url}`, footer].join('\n\n') + '\n';
  return { subject, text };
}

const letterWords: Record<Language, { subject: string; lead: string }> = {
  nb: {
    subject: 'Du har fått et brev i Tilgang',
    lead: 'Et brev til deg ligger i portalen. Det kan gjelde en frist. Saken er',
  },
  nn: {
    subject: 'Du har fått eit brev i Tilgang',
    lead: 'Eit brev til deg ligg i portalen. Det kan gjelde ein frist. Saka er',
  },
  en: {
    subject: 'You have a letter in Tilgang',
    lead: 'A letter to you lies in the portal. It may concern a time limit. The case is',
  },
};
