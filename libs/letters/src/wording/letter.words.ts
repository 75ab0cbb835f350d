import type { Language } from './letter.templates.js';

/** Dates and numbers as each language writes them; own tables, so that a letter never changes with ICU. */
const norwegianMonths = [
  'januar',
  'februar',
  'mars',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'desember',
];
const months: Record<Language, readonly string[]> = {
  nb: norwegianMonths,
  nn: norwegianMonths,
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** `2026-11-21` as `21. november 2026` or `21 November 2026`. Throws on anything but a date. */
export function dateInWords(date: string, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = months[language][Number(month) - 1];
  if (!year || !name || Number(day) < 1 || Number(day) > 31) throw new Error('Not a date');
  return `${Number(day)}${language === 'en' ? '' : '.'}\u00a0${name} ${year}`;
}

/** A UTC instant, to the minute, by the clocks of those who read the letter. */
export function instantInWords(instant: string, language: Language): string {
  if (!/^[\d-]{10}T\d{2}:\d{2}[:\d.]*Z$/.test(instant)) throw new Error('Not an instant in UTC');
  const [date = '', time = ''] = norwegianTime.format(new Date(instant)).split(' ');
  const words = dateInWords(date, language);
  return language === 'en'
    ? `${words} at ${time} Norwegian time`
    : `${words} kl.\u00a0${time.replace(':', '.')}`;
}

/** As `2032-01-12 10:14`, which is how Sweden writes it. */
const norwegianTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Oslo',
  dateStyle: 'short',
  timeStyle: 'short',
});

const inThousands = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** `5600000` as `5 600 000` or `5,600,000`. */
export function numberInWords(number: number, language: Language): string {
  if (!Number.isSafeInteger(number)) throw new Error('Not a whole number');
  return inThousands.format(number).replaceAll(',', language === 'en' ? ',' : '\u00a0');
}
