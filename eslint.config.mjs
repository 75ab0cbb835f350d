import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Files that decide: time, ids and chance reach them as arguments only. */
const pureFiles = [
  '{apps,libs}/**/*.{machine,commands,events,consequences,templates,rules,ledger,model,visibility,form}.ts',
];
const fromTheShell = 'Pure files get time, ids and randomness as arguments.';

/** Lint for correctness; Prettier has the last word on form. */
export default tseslint.config(
  {
    ignores: [
      'dist/',
      '.data/',
      '.cache/',
      'node_modules/',
      'coverage/',
      'apps/web/src/api/schema.d.ts',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'apps/web/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': true, minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      // Matters of taste.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['error'] }],
    },
  },
  {
    // A text that somebody sends in must not keep us busy: no expression takes longer than the text
    // is long, and none is made of what was sent.
    files: ['{apps,libs}/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // One way out over HTTP, to hosts that were set up (libs/platform/src/http/outgoing.ts).
    files: ['libs/**/*.ts', 'apps/{api,worker,vault}/**/*.ts'],
    ignores: ['**/*.spec.ts', 'libs/platform/src/http/outgoing.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Ask by askConfigured of #platform.' },
      ],
    },
  },
  {
    // Nest finds what to inject in the emitted types, so those imports must stay.
    files: ['**/*.{controller,service,module,guard,filter,processor}.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: pureFiles,
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: fromTheShell,
        },
        { selector: "CallExpression[callee.name='Date']", message: fromTheShell },
        {
          selector: 'CallExpression[callee.name=/^random(UUID|Bytes|Int)$/]',
          message: fromTheShell,
        },
        {
          selector: 'CallExpression[callee.property.name=/^random(UUID|Bytes|Int)$/]',
          message: fromTheShell,
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: fromTheShell },
        { object: 'Math', property: 'random', message: fromTheShell },
        { object: 'performance', property: 'now', message: fromTheShell },
      ],
    },
  },
  {
    // What a test reads back from a server or a PDF has no type; its expectations are the check.
    files: ['test/**/*.ts', '**/*.spec.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            'AbortController',
            'AbortSignal',
            'Buffer',
            'URL',
            'URLSearchParams',
            'console',
            'fetch',
          ],
          ...[
            'clearInterval',
            'clearTimeout',
            'performance',
            'process',
            'setInterval',
            'setTimeout',
          ],
          ...[
            'TextDecoder',
            'TextEncoder',
            'crypto',
            'structuredClone',
            'setImmediate',
            'ReadableStream',
          ],
        ].map((name) => [name, 'readonly']),
      ),
    },
    rules: { eqeqeq: 'error' },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { __dirname: 'readonly', module: 'writable', require: 'readonly' },
    },
  },
);
