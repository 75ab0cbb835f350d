import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '..', '..', '..');
const libs = [
  'platform',
  'audit',
  'parties',
  'letters',
  'cases',
  'linkage',
  'deliveries',
  'oversight',
];

/** A small project of the same shape that keeps every rule. */
const sound: Record<string, string> = {
  ...Object.fromEntries(
    libs.map((lib) => [`libs/${lib}/src/index.ts`, 'export const name = 1;\n']),
  ),
  'libs/platform/src/index.ts': 'export const name = 1;\nexport interface Thing { id: string }\n',
  'libs/parties/src/role.rules.ts': 'export const roles = [];\n',
  'libs/parties/src/person.queries.ts': 'export const people = [];\n',
  'libs/linkage/src/vault/index.ts': 'export const identity = 1;\n',
  'libs/cases/src/case.rows.ts': 'export const rows = [];\n',
  'libs/cases/src/case.machine.ts': `
    import type { Thing } from '#platform';
    import { roles } from '../../parties/src/role.rules.js';
    export const decide = (thing: Thing, now: Date) => [thing, roles, new Date(now.getTime() + 1)];\n`,
  'libs/cases/src/case.service.ts': `
    import { name } from '#parties';
    import { rows } from './case.rows.js';
    export const service = [name, rows];\n`,
  'apps/vault/src/main.ts':
    "import { identity } from '#linkage/vault';\nexport const vault = identity;\n",
  'apps/api/src/main.ts': "import { name } from '#deliveries';\nexport const api = name;\n",
  'apps/web/src/main.ts': 'export const web = 1;\n',
  'migrations/index.ts': 'export const migrations = [];\n',
};

/** Each breach: the rule it breaks, where it is planted, and what is written there. */
const breaches: [rule: string, file: string, content: string][] = [
  ['pure-imports-pure', 'libs/cases/src/a.machine.ts', "export { rows } from './case.rows.js';\n"],
  ['pure-imports-pure', 'libs/cases/src/b.rules.ts', "export { Client } from 'pg';\n"],
  ['pure-imports-pure', 'libs/cases/src/c.ledger.ts', "export { readFileSync } from 'node:fs';\n"],
  [
    'pure-imports-no-values-from-other-libs',
    'libs/cases/src/d.events.ts',
    "export { name } from '#platform';\n",
  ],
  [
    'pure-enters-libs-through-pure-files',
    'libs/cases/src/e.consequences.ts',
    "export { people } from '../../parties/src/person.queries.js';\n",
  ],
  [
    'libs-are-entered-through-their-index',
    'libs/cases/src/f.service.ts',
    "export { people } from '../../parties/src/person.queries.js';\n",
  ],
  [
    'apps-enter-libs-through-their-index',
    'apps/worker/src/g.ts',
    "export { rows } from '../../../libs/cases/src/case.rows.js';\n",
  ],
  [
    'only-the-vault-app-imports-the-vault',
    'apps/api/src/h.ts',
    "export { identity } from '#linkage/vault';\n",
  ],
  [
    'only-the-vault-app-imports-the-vault',
    'libs/linkage/src/i.ts',
    "export { identity } from './vault/index.js';\n",
  ],
  [
    'apps-are-imported-by-nobody',
    'libs/deliveries/src/j.ts',
    "export { api } from '../../../apps/api/src/main.js';\n",
  ],
  [
    'apps-do-not-import-each-other',
    'apps/worker/src/k.ts',
    "export { api } from '../../api/src/main.js';\n",
  ],
  ['migrations-stand-alone', 'migrations/l.ts', "export { name } from '#platform';\n"],
  ['web-knows-the-api-only', 'apps/web/src/m.ts', "export { name } from '#cases';\n"],
  ['everything-resolves', 'libs/cases/src/n.ts', "export { gone } from './gone.js';\n"],
  [
    'platform-imports-nothing-above-it',
    'libs/platform/src/o.ts',
    "export { name } from '#audit';\n",
  ],
  ['audit-imports-nothing-above-it', 'libs/audit/src/p.ts', "export { name } from '#parties';\n"],
  [
    'parties-imports-nothing-above-it',
    'libs/parties/src/q.ts',
    "export { name } from '#letters';\n",
  ],
  ['letters-imports-nothing-above-it', 'libs/letters/src/r.ts', "export { name } from '#cases';\n"],
  ['cases-imports-nothing-above-it', 'libs/cases/src/s.ts', "export { name } from '#linkage';\n"],
  [
    'linkage-imports-nothing-above-it',
    'libs/linkage/src/t.ts',
    "export { name } from '#deliveries';\n",
  ],
  [
    'deliveries-imports-nothing-above-it',
    'libs/deliveries/src/w.ts',
    "export { name } from '#oversight';\n",
  ],
  ['no-cycles', 'libs/cases/src/u.ts', "export { v } from './v.js';\nexport const u = 1;\n"],
  ['no-cycles', 'libs/cases/src/v.ts', "export { u } from './u.js';\nexport const v = 1;\n"],
];

/** What a file that decides must not do itself, one per line. */
const impure = [
  'export const a = () => new Date();',
  'export const b = () => Date.now();',
  'export const c = () => Math.random();',
  'export const d = () => randomUUID();',
  'export const e = () => crypto.randomUUID();',
  'export const f = () => performance.now();',
];

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('the import rules', () => {
  let found: string[];

  beforeAll(async () => {
    found = await importBreaches(project(breaches.map(([, file, content]) => [file, content])));
  });

  it('accept a project that keeps them', async () => {
    expect(await importBreaches(project([]))).toEqual([]);
  });

  it.each(breaches)('catch a breach of %s in %s', (rule, file) => {
    expect(found).toContain(`${rule}: ${file}`);
  });

  it('have a planted breach each', async () => {
    const { default: config } = (await import(join(root, '.dependency-cruiser.cjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    const names = config.forbidden.map((rule) => rule.name);
    expect([...new Set(breaches.map(([rule]) => rule))].sort()).toEqual(names.sort());
  });
});

describe('the lint rules', () => {
  it('keep clock and chance out of files that decide, and only there', async () => {
    const imports = "import { randomUUID } from 'node:crypto';\n";
    const folder = project([
      ['libs/cases/src/impure.rules.ts', `${imports}${impure.join('\n')}\n`],
      ['libs/cases/src/impure.service.ts', `${imports}${impure.join('\n')}\n`],
    ]);
    const { stdout } = await run(folder, 'eslint/bin/eslint.js', ['libs', '-f', 'json']);
    const results = JSON.parse(stdout) as {
      filePath: string;
      messages: { line: number; message: string }[];
    }[];
    const faults = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, message }) => [
        filePath.slice(filePath.lastIndexOf('/') + 1),
        line,
        message,
      ]),
    );
    const because = 'Pure files get time, ids and randomness as arguments.';
    expect(faults).toEqual(
      impure.map((_, index) => ['impure.rules.ts', index + 2, expect.stringContaining(because)]),
    );
  });

  it('catch a regular expression that takes ever longer, and a way out of its own [R16.0.1]', async () => {
    const folder = project([
      [
        'libs/cases/src/slow.ts',
        [
          'export const exponential = /^(a+)+$/;',
          'export const polynomial = /^a*a*b$/;',
          'export const anywhere = /a*b/;',
          'export const linear = /^a+b$/;',
          "export const out = () => fetch('https://evil.example');",
        ].join('\n'),
      ],
    ]);
    const { stdout } = await run(folder, 'eslint/bin/eslint.js', ['libs', '-f', 'json']);
    const results = JSON.parse(stdout) as { messages: { line: number; ruleId: string }[] }[];
    expect(
      results.flatMap(({ messages }) => messages.map(({ line, ruleId }) => `${line} ${ruleId}`)),
    ).toEqual([
      '1 regexp/no-super-linear-backtracking',
      '2 regexp/no-super-linear-backtracking',
      '3 regexp/no-super-linear-move',
      '5 no-restricted-globals',
    ]);
  });

  it('catch a promise nobody waits for, an unhandled case and an any', async () => {
    const folder = project([
      [
        'libs/cases/src/careless.ts',
        [
          'export function start(work: () => Promise<void>) { work(); }',
          "export function nameOf(kind: 'a' | 'b') { switch (kind) { case 'a': return 1; } return 2; }",
          'export const anything = (value: any) => String(value === 1);',
        ].join('\n'),
      ],
    ]);
    const { stdout } = await run(folder, 'eslint/bin/eslint.js', ['libs', '-f', 'json']);
    const results = JSON.parse(stdout) as { messages: { ruleId: string }[] }[];
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId))).toEqual([
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/switch-exhaustiveness-check',
      '@typescript-eslint/no-explicit-any',
    ]);
  });
});

/** Writes the sound project with `more` files into a temporary folder, with our own settings. */
function project(more: [file: string, content: string][]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-rules-'));
  folders.push(folder);
  for (const [file, content] of [...Object.entries(sound), ...more]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }
  for (const name of [
    ...['.dependency-cruiser.cjs', '.dependency-cruiser.sources.cjs', 'eslint.config.mjs'],
    ...['package.json', 'tsconfig.json', 'apps/web/tsconfig.json'],
  ]) {
    cpSync(join(root, name), join(folder, name));
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}

/** Every breach found, as `rule: file`. */
async function importBreaches(folder: string): Promise<string[]> {
  const { stdout } = await run(folder, 'dependency-cruiser/bin/dependency-cruise.mjs', [
    ...['--config', '.dependency-cruiser.cjs', '-T', 'json'],
    ...['apps', 'libs', 'migrations'],
  ]);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { rule: { name: string }; from: string; cycle?: { name: string }[] }[] };
  };
  return summary.violations.flatMap(({ rule, from, cycle }) =>
    (cycle?.map(({ name }) => name) ?? [from]).map((file) => `${rule.name}: ${file}`),
  );
}

function run(folder: string, program: string, args: string[]): Promise<{ stdout: string }> {
  return new Promise((resolve, reject) => {
    const path = join(folder, 'node_modules', program);
    const options = {
      cwd: folder,
      env: { ...process.env, NODE_OPTIONS: '' },
      maxBuffer: 50_000_000,
    };
    execFile(process.execPath, [path, ...args], options, (error, stdout, stderr) => {
      // Finding faults ends with 1 or more; only silence is a failure.
      if (stdout === '') reject(error ?? new Error(stderr));
      else resolve({ stdout });
    });
  });
}
