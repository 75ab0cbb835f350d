import { ClamdScanner } from './clamd.scanner.js';
import { EicarScanner, type MalwareScanner, NoScanner } from './malware.scanner.js';

/** The scanner that a setting names; without one, as only demonstration and tests may be, a stand-in. */
export function scannerFor(clamavUrl: string | undefined): MalwareScanner {
  if (clamavUrl === undefined) return new EicarScanner();
  return clamavUrl.startsWith('off:') ? new NoScanner() : new ClamdScanner(clamavUrl);
}
