// npm run letter:verify -- <file.pdf | letter id> [--certificate <file.pem>]: checks the seal of a
// letter, and against its row where a Tilgang runs here or DATABASE_URL is set. The certificate is
// the agency's, with or without its issuers; left out, it is SEAL_CERTIFICATE_FILE or the test seal
// of the data folder. Ends with 1 when anything does not hold. Needs a build.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './supervisor/programs.mjs';
import { dataFolderHere, runningDatabaseUrl } from './supervisor/running.mjs';
import { sealCertificateFile } from './supervisor/test-seal.mjs';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { certificate: { type: 'string' } },
  });
  const [what] = positionals;
  if (!what || positionals.length > 1) {
    throw new Error('Say which: npm run letter:verify -- <file.pdf | letter id>');
  }
  if (!existsSync(join(root, 'dist'))) throw new Error('Tilgang is not built: run npm start once.');
  const letters = await import('../dist/libs/letters/src/index.js');
  const trusted = letters.certificatesOf(readFileSync(certificateFile(values.certificate), 'utf8'));
  const db = await openDatabase(ID.test(what));
  try {
    const pdf = ID.test(what) ? await letters.letterPdf(db, what) : readFileSync(what);
    if (!pdf) throw new Error(`No file is stored for the letter ${what}.`);
    const id = ID.test(what) ? what : letters.letterIdOf(pdf);
    const facts = db ? id && (await letters.letterFileFacts(db, id)) : undefined;
    report(letters.verifyLetter(pdf, trusted, facts), Boolean(db));
  } finally {
    await db?.close();
  }
}

function report({ findings, sealedBy, sealedAt, letterId }, hasDatabase) {
  for (const { fact, holds, detail } of findings) {
    console.log(`${holds ? 'holds ' : 'FAULT '} ${fact}${detail ? `: ${detail}` : ''}`);
  }
  if (sealedBy) console.log(`Sealed by ${sealedBy}, ${sealedAt?.toISOString() ?? 'time unknown'}.`);
  if (letterId) console.log(`Letter ${letterId}.`);
  if (!hasDatabase) console.log('No Tilgang runs here, so the file was not compared with its row.');
  const faults = findings.filter(({ holds }) => !holds).length;
  console.log(faults === 0 ? 'The letter is genuine and whole.' : `${faults} faults.`);
  process.exitCode = faults === 0 ? 0 : 1;
}

function certificateFile(given) {
  const file = given ?? process.env.SEAL_CERTIFICATE_FILE ?? sealCertificateFile(dataFolderHere());
  if (!existsSync(file)) {
    throw new Error(`No certificate at ${file}: name the agency's by --certificate <file.pem>.`);
  }
  return file;
}

/** A file can be checked without one, a letter that is named by its id cannot. */
async function openDatabase(isNeeded) {
  const { Database } = await import('../dist/libs/platform/src/index.js');
  try {
    return await Database.connect({ url: runningDatabaseUrl(), schema: 'tilgang', poolSize: 2 });
  } catch (error) {
    if (isNeeded || process.env.DATABASE_URL) throw error;
    return null;
  }
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
