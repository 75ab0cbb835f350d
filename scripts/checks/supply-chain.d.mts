export interface Finding {
  severity: string;
  via: (string | { url: string; title: string })[];
}
export interface Accepted {
  package: string;
  advisory: string;
  reason: string;
  untilOn: string;
}
export function audit(): Promise<string>;
export function bom(): Promise<string>;
export function findings(
  report: { vulnerabilities: Record<string, Finding> },
  accepted: readonly Accepted[],
  todayOn: string,
): string[];
export function lockedPackages(): [
  string,
  {
    version: string;
    integrity?: string;
    hasInstallScript?: boolean;
    link?: boolean;
    dev?: boolean;
  },
][];
