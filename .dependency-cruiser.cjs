/** Libs in their order: each may import those after it. */
const libs = [
  'oversight',
  'deliveries',
  'linkage',
  'cases',
  'letters',
  'parties',
  'audit',
  'platform',
];

/** Files that decide, and the specs beside them: no framework, no database, no clock. */
const pure =
  '\\.(machine|commands|events|consequences|templates|rules|ledger|model|visibility|form)(\\.spec)?\\.ts$';
const spec = '\\.spec\\.ts$';
/** The rules of law that hold on a day: data, with no more than a shape. */
const rulesAsData = '^data/rules/[^/]+\\.json$';

/** Which questions of the form are asked: decided alike in the browser and on the server. */
const formConditions =
  '^libs/cases/src/(form/form\\.(condition\\.rules|model)|case\\.kinds\\.model)\\.ts$';

/**
 * The schemas of what is sent, and how a fault in them is told: said in the page as by the server.
 * They are pure, and so is all they import (see below).
 */
const sentSchemas = '^libs/(cases/src/case\\.commands|platform/src/http/problem\\.rules)\\.ts$';

const upwards = libs.slice(1).map((lib, index) => ({
  name: `${lib}-imports-nothing-above-it`,
  comment: `Libs import downwards only: ${libs.join(' > ')}.`,
  severity: 'error',
  from: { path: `^libs/${lib}/` },
  to: { path: `^libs/(${libs.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'pure-imports-pure',
      comment: 'A file that decides imports only other such files, or types.',
      severity: 'error',
      from: { path: pure, pathNot: spec },
      to: {
        // Checking a shape (zod) and hashing (crypto) need nothing from outside either.
        pathNot: [
          pure,
          '^libs/[^/]+/src/index\\.ts$',
          '^node_modules/zod/',
          '^crypto$',
          rulesAsData,
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-imports-no-values-from-other-libs',
      comment: 'An index drags in the whole lib: take types from it, values from the pure file.',
      severity: 'error',
      from: { path: pure, pathNot: spec },
      to: { path: '^libs/[^/]+/src/index\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'libs-are-entered-through-their-index',
      comment: 'Another lib is what its index.ts says it is: import it as #name.',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: pure },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'pure-enters-libs-through-pure-files',
      comment: 'Beside the index, a file that decides may take from a lower lib what decides too.',
      severity: 'error',
      from: { path: `^libs/([^/]+)/.*${pure}` },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', pure] },
    },
    {
      name: 'apps-enter-libs-through-their-index',
      comment: 'Apps too see of a lib only its index.ts.',
      severity: 'error',
      from: { path: '^apps/' },
      to: {
        path: '^libs/',
        pathNot: [
          '^libs/[^/]+/src/index\\.ts$',
          '^libs/linkage/src/vault/index\\.ts$',
          formConditions,
          sentSchemas,
        ],
      },
    },
    {
      name: 'only-the-vault-app-imports-the-vault',
      comment: 'Identity numbers are seen by one process only.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: ['^apps/vault/', '^libs/linkage/src/vault/', spec] },
      to: { path: '^libs/linkage/src/vault/' },
    },
    {
      name: 'apps-are-imported-by-nobody',
      comment: 'Apps list features; nothing depends on them.',
      severity: 'error',
      from: { path: '^(libs|migrations)/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-do-not-import-each-other',
      comment: 'Processes meet in the database, the queue and over HTTP.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'A migration must do the same in ten years, whatever the libs have become.',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^(libs|apps)/' },
    },
    {
      name: 'web-knows-the-api-only',
      comment:
        'The web knows the API; only its specs compare it with the libs. Two things it says as the server does: which questions are asked, and what is wrong with what is sent.',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: spec },
      to: { path: '^(libs|migrations)/', pathNot: [formConditions, sentSchemas] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import these rules cannot follow is an import they cannot judge.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    ...upwards,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^apps/web/src/api/schema\\.d\\.ts$'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
    // Sources, also when nothing is built: the imports in package.json point to dist.
    webpackConfig: { fileName: '.dependency-cruiser.sources.cjs' },
  },
};
