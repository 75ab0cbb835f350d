import { createHash } from 'node:crypto';
import { type DemoUser, demoUsers, type Role } from '#parties';

const roleNames: Record<Role, string> = {
  applicant: 'søker',
  caseworker: 'saksbehandler',
  'unit-leader': 'enhetsleder',
  'decision-maker': 'beslutter',
  'registry-adviser': 'rådgiver i register',
  'registry-delivery': 'leveranseansvarlig i register',
  'rek-secretary': 'REK-sekretær',
  'linkage-custodian': 'koblingsansvarlig',
  auditor: 'revisor',
  administrator: 'forvalter',
  insight: 'innsyn',
  system: 'system',
};

const style = `
  :root { color-scheme: light; }
  body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #1e2b3c; background: #f4f5f6; }
  main { max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
  h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .5rem; }
  .note { border-left: .25rem solid #b35900; background: #fff; padding: .75rem 1rem; }
  ul { list-style: none; margin: 1.5rem 0 0; padding: 0; display: grid; gap: .5rem; }
  button { width: 100%; min-height: 3rem; padding: .5rem 1rem; text-align: left; font: inherit;
    color: inherit; background: #fff; border: 2px solid #4d5d73; border-radius: .25rem;
    cursor: pointer; }
  button:hover { background: #e6eef8; }
  button:focus-visible, a:focus-visible { outline: .25rem solid #0b5cad; outline-offset: 2px; }
  button span { display: block; font-size: 1rem; color: #43536a; }
`;

export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The page where a demo user is chosen; each button posts its login name to `action`. */
export function choicePage(action: string): string {
  return page(
    'Velg hvem du er',
    `<p class="note">Dette er en demonstrasjon. Alle personer er oppdiktet, og det finnes ikke noe
      passord.</p>
    <form method="post" action="${escaped(action)}">
      <p><label><input type="checkbox" name="level" value="substantial">
        Logg inn på nivå «betydelig» i stedet for «høyt»: roller som krever nivå høyt, følger da
        ikke med.</label></p>
      <ul>${demoUsers.map(choice).join('')}</ul>
    </form>`,
  );
}

export function expiredPage(): string {
  return page(
    'Innloggingen er utløpt',
    '<p>Det gikk for lang tid, eller innloggingen er alt brukt. <a href="/">Begynn på nytt</a>.</p>',
  );
}

function choice({ login, name, roles }: DemoUser): string {
  const held = [...new Set(roles.map(({ role }) => roleNames[role]))].join(' og ');
  return `
      <li><button name="login" value="${escaped(login)}">${escaped(name)}
        <span>${escaped(held)}</span></button></li>`;
}

function page(heading: string, body: string): string {
  return `<!doctype html>
<html lang="nb">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${heading} – Tilgang (demonstrasjon)</title>
  <style>${style}</style>
</head>
<body>
  <main>
    <h1>${heading}</h1>
    ${body}
  </main>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
