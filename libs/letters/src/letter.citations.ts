import type { Language } from './letter.templates.js';

/**
 * The rules that letters cite. Section numbers move, so each rule is a list of versions with the
 * day it begins to hold; a letter cites the version in force on the day of the decision.
 */
const acts = {
  registries: {
    nb: 'helseregisterloven',
    nn: 'helseregisterlova',
    en: 'the Health Registries Act (helseregisterloven)',
  },
  personnel: {
    nb: 'helsepersonelloven',
    nn: 'helsepersonellova',
    en: 'the Health Personnel Act (helsepersonelloven)',
  },
  research: {
    nb: 'helseforskningsloven',
    nn: 'helseforskingslova',
    en: 'the Health Research Act (helseforskningsloven)',
  },
  administration: {
    nb: 'forvaltningsloven',
    nn: 'forvaltningslova',
    en: 'the Public Administration Act (forvaltningsloven)',
  },
  accessRegulation: {
    nb: 'forskrift om nasjonal løsning for tilgjengeliggjøring av helsedata',
    nn: 'forskrift om nasjonal løysing for tilgjengeleggjering av helsedata',
    en: 'the Regulation on the national solution for access to health data',
  },
} as const satisfies Record<string, Record<Language, string>>;

interface CitationVersion {
  /** null in the version that was in force when the first case was opened. */
  validFrom: string | null;
  act: keyof typeof acts;
  /** Section numbers as in the act, `19 a` or `18, 19`. */
  sections: string;
}

export const citations = {
  access: [{ validFrom: null, act: 'registries', sections: '19 a' }],
  linkage: [{ validFrom: null, act: 'registries', sections: '19 c' }],
  exemption: [{ validFrom: null, act: 'registries', sections: '19 e' }],
  'patient-record-exemption': [
    { validFrom: null, act: 'personnel', sections: '29' },
    // Royal resolution of 13 March 2026 no. 402 moves the rule.
    { validFrom: '2026-07-01', act: 'personnel', sections: '29 e' },
  ],
  'time-limit': [{ validFrom: null, act: 'registries', sections: '19 f' }],
  confidentiality: [{ validFrom: null, act: 'registries', sections: '17' }],
  'access-competence': [{ validFrom: null, act: 'accessRegulation', sections: '4, 5' }],
  'exemption-competence': [{ validFrom: null, act: 'accessRegulation', sections: '7' }],
  'ethics-approval': [{ validFrom: null, act: 'research', sections: '9' }],
  guidance: [{ validFrom: null, act: 'administration', sections: '11' }],
  'preliminary-reply': [{ validFrom: null, act: 'administration', sections: '11 a' }],
  'file-access': [{ validFrom: null, act: 'administration', sections: '18, 19' }],
  reasons: [{ validFrom: null, act: 'administration', sections: '24, 25' }],
  appeal: [{ validFrom: null, act: 'administration', sections: '28' }],
  'appeal-period': [{ validFrom: null, act: 'administration', sections: '29' }],
  'late-appeal': [{ validFrom: null, act: 'administration', sections: '31' }],
  'deferred-effect': [{ validFrom: null, act: 'administration', sections: '42' }],
} as const satisfies Record<string, readonly CitationVersion[]>;

export type CitationName = keyof typeof citations;

/**
 * Writes out a rule as it stood on a day: `helseregisterloven § 19 a`, in English
 * `section 19 a of the Health Registries Act (helseregisterloven)`. Throws on an unknown name.
 */
export function cite(name: string, language: Language, on: string): string {
  const version = versionsOf(name).findLast(({ validFrom }) => !validFrom || validFrom <= on);
  if (!version) throw new Error(`The rule ${name} has no version in force on ${on}`);
  const numbers = version.sections.split(', ').map((number) => number.replaceAll(' ', NO_BREAK));
  const isOne = numbers.length === 1;
  const act = acts[version.act][language];
  if (language === 'en') {
    return `${isOne ? 'section' : 'sections'}${NO_BREAK}${numbers.join(' and ')} of ${act}`;
  }
  return `${act} ${isOne ? '§' : '§§'}${NO_BREAK}${numbers.join(' og ')}`;
}

const NO_BREAK = '\u00a0';

function versionsOf(name: string): readonly CitationVersion[] {
  if (!Object.hasOwn(citations, name)) throw new Error(`No rule is called ${name}`);
  return citations[name as CitationName];
}
