import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { certificatesIn } from '#audit';

/** A time stamp authority: OpenSSL's own, behind HTTP. */
export interface AuthorityUnderTest {
  url: string;
  certificates: ReturnType<typeof certificatesIn>;
  /** What is done with an answer before it is sent: nothing, unless a test says otherwise. */
  spoil: (reply: Buffer) => Buffer;
  /** How many it was asked for. */
  asked: number;
  close(): Promise<void>;
}

export async function givenAuthority(): Promise<AuthorityUnderTest> {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const path = (name: string) => join(folder, name);
  writeFileSync(path('tsa.cnf'), configuration(folder));
  writeFileSync(path('serial'), '01\n');
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', '/CN=Demo TSA'],
    ...['-keyout', path('key.pem'), '-out', path('certificate.pem')],
    ...['-config', path('tsa.cnf'), '-extensions', 'stamping'],
  );
  const authority: AuthorityUnderTest = {
    url: '',
    certificates: certificatesIn(readFileSync(path('certificate.pem'), 'latin1')),
    spoil: (reply) => reply,
    asked: 0,
    close: () =>
      new Promise((closed) => {
        rmSync(folder, { recursive: true });
        server.close(() => closed());
      }),
  };
  const server = createServer((request, response) => {
    void buffer(request).then((query) => {
      authority.asked += 1;
      writeFileSync(path('query'), query);
      openssl(
        ...['ts', '-reply', '-config', path('tsa.cnf'), '-queryfile', path('query')],
        ...['-out', path('reply')],
      );
      response.setHeader('content-type', 'application/timestamp-reply');
      response.end(authority.spoil(readFileSync(path('reply'))));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  authority.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return authority;
}

const configuration = (folder: string) => `
[req]
distinguished_name = name
[name]
[stamping]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = demo
[demo]
dir = ${folder}
serial = ${folder}/serial
crypto_device = builtin
signer_cert = ${folder}/certificate.pem
signer_key = ${folder}/key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
`;
