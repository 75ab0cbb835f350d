/** A paragraph of an act, or an article of a regulation, that a question is asked under. */
export interface LawRef {
  act: Act;
  section: string;
}

/** The acts as the form's own `sources` name them (data/forms). */
const acts = {
  helseregisterloven: 'registries',
  helseforskningsloven: 'research',
  helsepersonelloven: 'personnel',
  personopplysningsloven: 'personal-data',
  forvaltningsloven: 'administration',
  offentleglova: 'openness',
  EHDS: 'ehds',
  GDPR: 'gdpr',
} as const;

export type Act = (typeof acts)[keyof typeof acts];

const named = /^(\S+) (?:§§?|art\.) (.+)$/;
/** `19 a` and `6`, and not the first letter of what follows. */
const sections = /\d+(?: [a-z]\b)?/g;

/**
 * The law among the sources of a question: `helseregisterloven § 19 a first para letter d` is section
 * 19 a. What else a question was made from (guidance, the common European form) is no law, and is left out.
 */
export function lawsIn(sources: readonly string[]): LawRef[] {
  const all = sources.flatMap((source): LawRef[] => {
    const [, name = '', rest = ''] = named.exec(source) ?? [];
    const act = Object.hasOwn(acts, name) ? acts[name as keyof typeof acts] : undefined;
    if (act === undefined) return [];
    const found = rest.replace(/\([^()]{0,200}\)/g, '').match(sections) ?? [];
    return found.map((section) => ({ act, section }));
  });
  const byName = new Map(all.map((law) => [`${law.act} ${law.section}`, law]));
  return [...byName.values()];
}
