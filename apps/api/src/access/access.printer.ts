import type { Rule } from './access.verdict.js';
import { accessTable } from './access.table.rules.js';

/** `docs/access.md`: who each endpoint is for, from the table that the API asks. */
export function printAccess(): string {
  return [
    '# Who may ask what',
    '',
    'Printed from the code by `npm run docs`; a test fails when it is stale. The API refuses what the',
    'table does not name, and a test walks every endpoint with every role in every state of a case',
    '(`test/integration/access/walk.spec.ts`). How much is seen of a case is said by',
    '`libs/cases/src/case.sight.rules.ts` ([0010](decisions/0010-who-sees-what.md)).',
    '',
    'Without a sign-in the answer is 401, but where the endpoint is for everybody.',
    '',
    '| Endpoint | For | Others are told |',
    '|---|---|---|',
    ...Object.entries(accessTable).map(([route, rule]) => {
      const [who, otherwise] = inWords(rule);
      return `| \`${route}\` | ${who} | ${otherwise} |`;
    }),
    '',
  ].join('\n');
}

function inWords(rule: Rule): [string, string] {
  switch (rule.for) {
    case 'everybody':
      return [`everybody: ${rule.because}`, ''];
    case 'person':
      return [`whoever is signed in: ${rule.sees}`, '401'];
    case 'roles':
      return [
        `${rule.roles.join(', ')}${rule.ofOwn ? ` (of their own ${rule.ofOwn})` : ''}`,
        '403',
      ];
    case 'case':
      return rule.roles === undefined
        ? ['who has a role in the case', '404']
        : [`in the case: ${rule.roles.join(', ')}`, '404, or 403 who has another role in it'];
    case 'command':
      return ['in the case: by whom its machine says', '404, or 403 who has another role in it'];
    case 'house':
      return ['caseworker, decision-maker, unit-leader, where such a case has come in', '404'];
    case 'part':
      return [`by ${rule.of}`, '404'];
  }
}
