import type { Language } from './letter.templates.js';

/** The lines of the sender block, the name first. */
export const senderLines: Readonly<Record<Language, readonly string[]>> = {
  nb: ['Helsedataservice', 'Folkehelseinstituttet', 'Postboks 222 Skøyen, 0213 Oslo'],
  nn: ['Helsedataservice', 'Folkehelseinstituttet', 'Postboks 222 Skøyen, 0213 Oslo'],
  en: [
    'Helsedataservice',
    'Norwegian Institute of Public Health (FHI)',
    'P.O. Box 222 Skøyen, 0213 Oslo, Norway',
  ],
};
