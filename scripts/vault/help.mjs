import { certificateCommands } from './certificates.mjs';
import { custodianCommands } from './custodians.mjs';
import { domainCommands } from './domains.mjs';
import { listCommands } from './lists.mjs';
import { verifyCommands } from './verify.mjs';

const groups = [
  ['Domains', pick(domainCommands, ['plan', 'status', 'pause', 'resume'])],
  ['Lists', { ...listCommands, ...verifyCommands }],
  [
    'Destruction, by two custodians',
    { ...pick(domainCommands, /^destroy/), ...certificateCommands },
  ],
  ['Resolving, by two custodians', pick(domainCommands, /^resolve/)],
  ['Keys', { ...pick(domainCommands, /^rotate/), ...custodianCommands }],
];

/** All commands, or those that begin with a word. */
export function help(word) {
  const lines = groups.flatMap(([title, commands]) => {
    const usages = Object.entries(commands)
      .filter(([name]) => !word || name.split(' ')[0] === word)
      .map(([, { usage }]) => `  npm run vault -- ${usage}`);
    return usages.length > 0 ? [`${title}:`, ...usages, ''] : [];
  });
  return [
    ...lines,
    '--vault URL or VAULT_URL: the vault; left out, the one that runs here.',
    '--key FILE or VAULT_CUSTODIAN_KEY: your key; left out, ~/.tilgang/custodian.json.',
    '--json: one line of JSON. Ends with 0 when done, 1 when refused or at fault, 2 when not understood.',
    'docs/vault.md is the handbook for custodians.',
  ].join('\n');
}

function pick(commands, which) {
  const wanted = (name) => (Array.isArray(which) ? which.includes(name) : which.test(name));
  return Object.fromEntries(Object.entries(commands).filter(([name]) => wanted(name)));
}
