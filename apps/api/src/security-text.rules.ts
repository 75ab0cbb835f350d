export interface SecuritySettings {
  PUBLIC_URL: string;
  SECURITY_CONTACT?: readonly string[] | undefined;
  SECURITY_POLICY_URL?: string | undefined;
}

/** RFC 9116 section 2.5.5 advises less than a year: who runs it no more soon stops saying so. */
const validDays = 90;
const dayMs = 86_400_000;

/** The file of RFC 9116; null where nobody is named. */
export function securityText(settings: SecuritySettings, now: Date): string | null {
  const { PUBLIC_URL, SECURITY_CONTACT: contacts, SECURITY_POLICY_URL: policy } = settings;
  if (!contacts) return null;
  const today = Math.floor(now.getTime() / dayMs) * dayMs;
  const lines = [
    // The first is the one that is preferred.
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${new Date(today + validDays * dayMs).toISOString()}`,
    'Preferred-Languages: nb, nn, en',
    `Canonical: ${new URL('/.well-known/security.txt', PUBLIC_URL).href}`,
    ...(policy ? [`Policy: ${policy}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}
