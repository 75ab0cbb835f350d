import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  certificatesOf,
  type LetterKind,
  type Language,
  makeTestSeal,
  openSealFile,
  render,
  renderSealed,
  type Seal,
  verifyLetter,
} from '#letters';
import { rowOf } from './letter.fixtures.js';

const at = new Date('2026-04-29T09:30:00.123Z');
const folder = mkdtempSync(join(tmpdir(), 'tilgang-seal-'));
afterAll(() => rmSync(folder, { recursive: true }));

let seal: Seal;
let certificates: string;
let sealed: Buffer;

beforeAll(async () => {
  ({ seal, certificates } = await newSeal('one'));
  sealed = await sealedLetter('decision', 'nb');
});

describe('the seal of a letter', () => {
  it('is valid for an independent reader of signatures, over the whole file [R7.3.8] [R7.4.3] [R9.1.3] [law 35]', async () => {
    const said = pdfsig(sealed);
    expect(said).toContain('Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('ETSI.CAdES.detached');
    expect(said).toMatch(/Common Name: Helsedataservice \(test seal, for demonstration only\)/);
    expect(said).toMatch(/Signing Time: Apr 29 2026 09:30:00/);
    const statistics = { minimumCellSize: 5, deliveryRoute: 'Portalen', safeguards: 'Avrundet.' };
    const answer = await renderSealed(rowOf('decision', 'nb', { statistics }), seal, at);
    expect(pdfsig(answer.pdf)).toContain('Signature is Valid.');
  });

  it('is broken for that reader by one changed byte', () => {
    expect(pdfsig(changed(sealed, Math.floor(sealed.length / 2)))).not.toContain('is Valid');
    expect(pdfsig(changed(sealed, sealed.length - 40))).not.toContain('is Valid');
  });

  it('holds for our own check, which names who sealed and when [R7.3.8]', () => {
    const report = verify(sealed);
    expect(faults(report)).toEqual([]);
    expect(report.sealedBy).toBe('Helsedataservice (test seal, for demonstration only)');
    expect(report.sealedAt).toEqual(new Date('2026-04-29T09:30:00Z'));
    expect(report.letterId).toBe('018f3c1a-0000-7000-8000-000000000001');
  });

  it('is not kept by any file of which one byte differs, whichever it is [R9.1.3]', () => {
    const from = sealed.indexOf('<30', sealed.indexOf('/ByteRange'));
    const inSeal = fc.integer({ min: from, max: from + 2 * seal.length + 1 });
    const anywhere = fc.integer({ min: 0, max: sealed.length - 1 });
    fc.assert(
      fc.property(fc.oneof(inSeal, anywhere), fc.integer({ min: 1, max: 255 }), (index, by) => {
        expect(faults(verify(changed(sealed, index, by)))).not.toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('is not kept, and is reported, where the certificate holds a key that nobody can read', () => {
    const [own] = certificatesOf(certificates);
    const key = own?.publicKey.export({ type: 'spki', format: 'der' }).toString('hex') ?? '';
    const from = sealed.indexOf(key);
    expect(from).toBeGreaterThan(0);
    // The kind of the key and its outer form; its numbers follow.
    for (let digit = 0; digit < 64; digit++) {
      expect(faults(verify(changed(sealed, from + digit)))).not.toEqual([]);
    }
  });

  it('does not cover what is appended to the file', () => {
    const info = '\n1 0 obj\n<</Title (Another)>>\nendobj\n';
    const update = `xref\n1 1\n${String(sealed.length + 1).padStart(10, '0')} 00000 n \ntrailer\n<</Size 2>>\nstartxref\n${sealed.length + info.length}\n%%EOF\n`;
    const longer = Buffer.concat([sealed, Buffer.from(info + update)]);
    expect(details(verify(longer))).toContain('something stands behind what is sealed');
    expect(details(verify(Buffer.concat([sealed, Buffer.from('\n')])))).toHaveLength(1);
  });

  it('is missed where it is not there', () => {
    expect(details(verify(render(rowOf('decision')).pdf))).toEqual(['there is no seal']);
  });

  it("is not another's, though made the same way and under the same names", async () => {
    const other = await newSeal('other');
    const report = verifyLetter(sealed, certificatesOf(other.certificates));
    expect(faults(report)).toEqual(['the certificate leads to one that is trusted']);
    const forged = await renderSealed(rowOf('decision'), other.seal, at);
    expect(faults(verify(forged.pdf))).toEqual(['the certificate leads to one that is trusted']);
  });

  it('is trusted by the certificate alone, and by its authority alone', () => {
    const [own, authority] = certificatesOf(certificates);
    expect(faults(verifyLetter(sealed, [own!]))).toEqual([]);
    expect(faults(verifyLetter(sealed, [authority!]))).toEqual([]);
    expect(faults(verifyLetter(sealed, []))).toHaveLength(1);
  });

  it('was not given at a time when the certificate did not hold', async () => {
    const { pdf } = await renderSealed(rowOf('receipt'), seal, new Date('2019-12-31T12:00:00Z'));
    expect(faults(verify(pdf))).toEqual(['the certificate was valid when it sealed']);
  });

  it('is that of the row: its hash, its certificate and its time [R9.1.3]', () => {
    const facts = {
      sha256: createHash('sha256').update(sealed).digest(),
      producedAt: at,
      sealCertificateSha256: seal.certificateSha256,
    };
    const trusted = certificatesOf(certificates);
    const check = (row: Parameters<typeof verifyLetter>[2]) =>
      faults(verifyLetter(sealed, trusted, row));
    expect(check(facts)).toEqual([]);
    expect(check(null)).toEqual(['the letter is known here']);
    expect(check({ ...facts, sha256: Buffer.alloc(32) })).toHaveLength(1);
    expect(check({ ...facts, sealCertificateSha256: Buffer.alloc(32) })).toHaveLength(1);
    expect(check({ ...facts, producedAt: new Date('2026-04-30T09:30:00Z') })).toHaveLength(1);
  });

  it('is not asked of a letter from before there was one, whose stored hash still counts', () => {
    const { pdf } = render(rowOf('receipt'));
    const sha256 = createHash('sha256').update(pdf).digest();
    const facts = { sha256, producedAt: at, sealCertificateSha256: null };
    expect(faults(verifyLetter(pdf, [], facts))).toEqual([]);
    expect(faults(verifyLetter(changed(pdf, 5_000), [], facts))).toHaveLength(1);
  });

  it('is not made with a key that is not of its certificate, nor one that draws lots', async () => {
    const keyFile = join(folder, 'one-key.pem');
    const other = join(folder, 'other-certificate.pem');
    await newSeal('other');
    expect(() => openSealFile({ keyFile, certificateFile: other })).toThrow(/not that of its/);
    const elliptic = join(folder, 'elliptic.pem');
    const made = execFileSync(process.execPath, [
      '-e',
      "process.stdout.write(require('crypto').generateKeyPairSync('ec',{namedCurve:'P-256'}).privateKey.export({type:'pkcs8',format:'pem'}))",
    ]);
    writeFileSync(elliptic, made);
    expect(() => openSealFile({ keyFile: elliptic, certificateFile: other })).toThrow(/RSA/);
  });
});

async function newSeal(name: string): Promise<{ seal: Seal; certificates: string }> {
  const made = await makeTestSeal();
  const [keyFile, certificateFile] = ['key', 'certificate'].map((part) =>
    join(folder, `${name}-${part}.pem`),
  ) as [string, string];
  writeFileSync(keyFile, made.key);
  writeFileSync(certificateFile, made.certificates);
  return { seal: openSealFile({ keyFile, certificateFile }), certificates: made.certificates };
}

async function sealedLetter(kind: LetterKind, language: Language): Promise<Buffer> {
  return (await renderSealed(rowOf(kind, language), seal, at)).pdf;
}

function verify(pdf: Buffer) {
  return verifyLetter(pdf, certificatesOf(certificates));
}

function faults({ findings }: ReturnType<typeof verifyLetter>): string[] {
  return findings.filter(({ holds }) => !holds).map(({ fact }) => fact);
}

function details({ findings }: ReturnType<typeof verifyLetter>): string[] {
  return findings.filter(({ holds }) => !holds).map(({ detail }) => detail);
}

function changed(pdf: Buffer, index: number, by = 1): Buffer {
  const copy = Buffer.from(pdf);
  copy[index] = (copy[index]! + by) % 256;
  return copy;
}

/** What poppler says of the signatures of a file; it trusts nobody by itself. */
function pdfsig(pdf: Buffer): string {
  const file = join(folder, 'letter.pdf');
  writeFileSync(file, pdf);
  const { stdout, error } = spawnSync('pdfsig', [file], {
    encoding: 'utf8',
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  if (error) throw error;
  return stdout;
}
