// npm run vault -- <command>: what custodians do at the vault, over its HTTP API, each with a key
// pair of their own. `npm run vault -- help` lists the commands. Ends with 0 when it was done, 1 when
// the vault refused or something does not hold, 2 when the command was not understood. Needs a build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './supervisor/programs.mjs';
import { certificateCommands } from './vault/certificates.mjs';
import { custodianCommands } from './vault/custodians.mjs';
import { domainCommands } from './vault/domains.mjs';
import { help } from './vault/help.mjs';
import { listCommands } from './vault/lists.mjs';
import { NotDone, NotUnderstood } from './vault/outcome.mjs';
import { verifyCommands } from './vault/verify.mjs';
import { VaultVisit } from './vault/visit.mjs';

const commands = {
  ...custodianCommands,
  ...domainCommands,
  ...listCommands,
  ...certificateCommands,
  ...verifyCommands,
};

const options = {
  vault: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean', default: false },
  follow: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  case: { type: 'string' },
  ground: { type: 'string' },
  reason: { type: 'string' },
  name: { type: 'string' },
  person: { type: 'string' },
  out: { type: 'string' },
  'public-key': { type: 'string' },
  'setup-token-file': { type: 'string' },
  'key-file-to': { type: 'string' },
  'report-to': { type: 'string' },
  alphabet: { type: 'string' },
  length: { type: 'string' },
  prefix: { type: 'string' },
};

async function main(args) {
  const { values, positionals } = understood(args);
  const [first, second, ...rest] = positionals;
  if (!first || first === 'help' || values.help) {
    console.log(help(first === 'help' ? second : first));
    return;
  }
  const command = commands[`${first} ${second}`] ?? commands[first];
  if (!command) throw new NotUnderstood(`There is no command ${first}. Try: npm run vault -- help`);
  const given = commands[`${first} ${second}`] ? rest : positionals.slice(1);
  if (given.length < command.needs.length || given.length > command.needs.length) {
    throw new NotUnderstood(`Say which: npm run vault -- ${command.usage}`);
  }
  if (!existsSync(join(root, 'dist'))) {
    throw new NotUnderstood('Tilgang is not built: run npm start once.');
  }
  const result = await command.run(new VaultVisit(values), given, values);
  if (result === undefined) return;
  console.log(values.json ? JSON.stringify(result) : command.say(result));
  if (command.holds && !command.holds(result)) process.exitCode = 1;
}

function understood(args) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new NotUnderstood(error.message);
  }
}

main(process.argv.slice(2)).catch((error) => {
  if (error instanceof NotDone) {
    console.error(error.message);
    process.exitCode = 1;
  } else if (error instanceof NotUnderstood) {
    console.error(error.message);
    process.exitCode = 2;
  } else {
    throw error;
  }
});
