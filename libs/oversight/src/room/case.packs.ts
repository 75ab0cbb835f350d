import type { KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { caseAsSeen, casePdf, CaseService } from '#cases';
import type { Person } from '#parties';
import type { Clock, Database, FileStore } from '#platform';
import { addExtract, addFile, outputOf } from '../log/extract.js';

interface PackParts {
  db: Database;
  store: FileStore;
  clock: Clock;
  key: KeyObject;
  madeAt: Date;
  onCases: (count: number) => void;
}

interface PackedCase {
  caseId: string;
  reference: string;
  auditId: string;
}

/**
 * A pack for each case of a sample: the whole case as one PDF, as JSON, and its part of the log with
 * the proofs that its end was sealed. Each reading is told in the case before its log is taken out.
 */
export async function casePacks(
  parts: PackParts,
  cases: readonly PackedCase[],
  person: Person,
): Promise<Readable> {
  const { db, clock, madeAt } = parts;
  const service = new CaseService(db, clock);
  const zip = new ZipFile();
  for (const { caseId, reference, auditId } of cases) {
    await service.note(caseId, 'case-exported', 'read', { kind: 'case-packs', auditId }, person);
    addFile(zip, `${reference}/case.pdf`, madeAt, () => casePdf(parts, caseId, person));
    addFile(zip, `${reference}/case.json`, madeAt, () => jsonOf(parts, caseId));
    await addExtract(zip, `${reference}/log/`, parts, {
      caseIds: [caseId],
      from: null,
      before: null,
    });
  }
  zip.end();
  return outputOf(zip);
}

async function* jsonOf({ db, madeAt }: PackParts, caseId: string): AsyncGenerator<Buffer> {
  const picture = await caseAsSeen(db, caseId, { role: 'auditor' }, madeAt);
  yield Buffer.from(JSON.stringify(picture, null, 2));
}
