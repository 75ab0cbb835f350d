import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson } from '../supervisor/files.mjs';
import { dataFolderHere } from '../supervisor/running.mjs';
import { NotUnderstood } from './outcome.mjs';

/** Who keeps the keys. The secret half of a custodian's key never leaves its file. */
export const custodianCommands = {
  'custodian new': {
    usage: 'custodian new --name "Kari Nordmann" --person <id in the case system> [--out FILE]',
    needs: [],
    run(visit, _, { name, person, out = visit.keyFile }) {
      if (!name || !person) throw new NotUnderstood('Give --name and --person.');
      if (existsSync(out)) throw new NotUnderstood(`${out} is there already and is kept.`);
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const file = {
        id: null,
        personId: person,
        name,
        privateKey: privateKey.export({ format: 'jwk' }),
      };
      mkdirSync(dirname(out), { recursive: true, mode: 0o700 });
      writeFileSync(out, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
      return { file: out, publicKey: publicKey.export({ format: 'jwk' }).x };
    },
    say: ({ file, publicKey }) =>
      `The key is in ${file}; nobody else may have it. Its public half:\n${publicKey}`,
  },

  'custodian add': {
    usage:
      'custodian add --public-key KEY --name NAME --person ID [--setup-token-file FILE, for the first two]',
    needs: [],
    async run(visit, _, values) {
      const { name, person: personId, 'public-key': publicKey } = values;
      if (!name || !personId || !publicKey) {
        throw new NotUnderstood('Give --public-key, --name and --person.');
      }
      const json = { name, personId, publicKey };
      const setupToken = setupTokenOf(values['setup-token-file']);
      if (!setupToken) return visit.ask('custody', 'POST', '/custodians', { json });
      const path = '/custodians/first';
      return visit.must(await visit.fetch('POST', path, setupToken, { json }));
    },
    say: ({ id, orderId }) =>
      id
        ? `Added. Write this id in the custodian's key file (custodian use ${id}).`
        : `Ordered. Another custodian confirms it: custodian confirm ${orderId}`,
  },

  'custodian use': {
    usage: 'custodian use ID [--key FILE]',
    needs: ['ID'],
    run(visit, [id]) {
      const file = readJson(visit.keyFile);
      if (!file) throw new NotUnderstood(`No custodian's key at ${visit.keyFile}.`);
      writeFileSync(visit.keyFile, `${JSON.stringify({ ...file, id }, null, 2)}\n`, {
        mode: 0o600,
      });
      return { file: visit.keyFile, id };
    },
    say: ({ file }) => `${file} can be used now.`,
  },

  'custodian confirm': {
    usage: 'custodian confirm ORDER',
    needs: ['ORDER'],
    run: (visit, [order]) => visit.ask('custody', 'POST', `/custodians/orders/${order}/confirm`),
    say: ({ id, name }) => `${name} is a custodian now, with the id ${id}.`,
  },

  'custodian remove': {
    usage: 'custodian remove ID',
    needs: ['ID'],
    async run(visit, [id]) {
      await visit.ask('custody', 'DELETE', `/custodians/${id}`);
      return { id, removed: true };
    },
    say: ({ id }) => `The key of custodian ${id} opens nothing any more.`,
  },

  'custodian list': {
    usage: 'custodian list',
    needs: [],
    run: (visit) => visit.ask('custody', 'GET', '/custodians'),
    say: ({ items }) =>
      items
        .map(({ id, name, addedAt, removedAt }) => {
          const until = removedAt ? ` to ${removedAt.slice(0, 10)}` : '';
          return `${id}  ${name}, from ${addedAt.slice(0, 10)}${until}`;
        })
        .join('\n') || 'There are no custodians yet.',
  },
};

/** The setup token of a file, or of the demonstration that runs here and has no custodians yet. */
function setupTokenOf(file) {
  if (!file) return null;
  const path = file === 'here' ? join(dataFolderHere(), 'secrets.json') : file;
  if (!existsSync(path)) throw new NotUnderstood(`There is no setup token at ${path}.`);
  return readJson(path)?.vaultSetupToken ?? readFileSync(path, 'utf8').trim();
}
