import history from '../../../../data/demo/history.json' with { type: 'json' };
import type { DemoUser, RoleGrant } from '#parties';

/** The people of a history: those one can sign in as, and as many more as a real one has. */

export interface Institution {
  name: string;
  sector: string;
}

export interface Applicant {
  login: string;
  name: string;
  language: 'nb' | 'nn' | 'en';
  institution: Institution;
}

export const historyUnits = [{ id: 'individual-level-north', name: 'Persondata nord' }];

const applicantLogins = history.firstNames.map((_, index) => `historie-soker-${index + 1}`);

export const applicants: readonly Applicant[] = [
  { ...known('soker', 'Áile Čuoŧŧi Demosøker', 'nb'), institution: institutionAt(0) },
  { ...known('soker2', 'Ødger Demosøker', 'nn'), institution: institutionAt(2) },
  ...applicantLogins.map((login, index) => ({
    ...known(
      login,
      `${history.firstNames[index]} Demoforsker`,
      index % 9 === 4 ? ('nn' as const) : index % 12 === 7 ? ('en' as const) : ('nb' as const),
    ),
    institution: institutionAt(index),
  })),
];

/** Who handles cases, and how much of each kind comes to them. */
export const caseworkers = [
  { login: 'saksbehandler', individual: 5, others: 1 },
  { login: 'historie-saksbehandler-3', individual: 4, others: 0 },
  { login: 'historie-saksbehandler-4', individual: 4, others: 0 },
  { login: 'historie-saksbehandler-5', individual: 3, others: 1 },
  { login: 'saksbehandler2', individual: 0, others: 6 },
  { login: 'historie-saksbehandler-6', individual: 0, others: 4 },
] as const;

/**
 * Who reviews an appeal: somebody of the same unit, who sees the case, and who neither proposes nor
 * signs what is appealed.
 */
export function reviewerOf(caseworker: string): string {
  return reviewers[caseworker] ?? 'leder';
}

const reviewers: Readonly<Record<string, string>> = {
  'historie-saksbehandler-4': 'historie-saksbehandler-5',
  'historie-saksbehandler-5': 'historie-saksbehandler-4',
  saksbehandler2: 'historie-saksbehandler-6',
  'historie-saksbehandler-6': 'saksbehandler2',
};

export const decisionMakers = ['beslutter', 'beslutter2', 'historie-beslutter-3'] as const;

export const adviserOf = (registryId: string) =>
  own[registryId] ? `radgiver-${own[registryId]}` : `historie-radgiver-${registryId}`;
export const delivererOf = (registryId: string) =>
  own[registryId] ? `levering-${own[registryId]}` : `historie-levering-${registryId}`;

/** Those that the demonstration does not have already. */
export function historyUsers(registryIds: readonly string[]): DemoUser[] {
  return [
    ...applicants
      .filter(({ login }) => login.startsWith('historie-'))
      .map(({ login, name, language }) => user(login, name, { role: 'applicant' }, null, language)),
    user('historie-saksbehandler-3', 'Sondre Demosaksbehandler', worker, 'individual-level'),
    user('historie-saksbehandler-4', 'Solveig Demosaksbehandler', worker, 'individual-level-north'),
    user('historie-saksbehandler-5', 'Santeri Demosaksbehandler', worker, 'individual-level-north'),
    user('historie-saksbehandler-6', 'Selma Demosaksbehandler', worker, 'statistics'),
    user(
      'historie-beslutter-3',
      'Bente Demobeslutter',
      { role: 'decision-maker' },
      'individual-level-north',
    ),
    ...registryIds
      .filter((id) => !own[id])
      .flatMap((registryId) => [
        user(adviserOf(registryId), `Demorådgiver (${registryId})`, {
          role: 'registry-adviser',
          registryId,
        }),
        user(delivererOf(registryId), `Demolevering (${registryId})`, {
          role: 'registry-delivery',
          registryId,
        }),
      ]),
  ];
}

const worker = { role: 'caseworker' } as const;
/** The registries whose people one can sign in as. */
const own: Readonly<Record<string, string>> = {
  'norsk-pasientregister': 'npr',
  dodsarsaksregisteret: 'dar',
  'norsk-hjerneslagregister': 'hjerneslag',
};

function user(
  login: string,
  name: string,
  { role, registryId = null }: Pick<RoleGrant, 'role'> & { registryId?: string | null },
  unitId: string | null = null,
  language: Applicant['language'] = 'nb',
): DemoUser {
  const email = `${login}@demo.example`;
  return { login, name, email, language, unitId, roles: [{ role, registryId }] };
}

function known(login: string, name: string, language: Applicant['language']) {
  return { login, name, language };
}

/** Large institutions have more people who apply. */
function institutionAt(index: number): Institution {
  const places = history.institutions.flatMap((each) => Array<Institution>(each.weight).fill(each));
  return places[(index * 37) % places.length] ?? { name: '', sector: 'other' };
}
