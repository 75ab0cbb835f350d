import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from 'smtp-server';

/** A certificate that signs itself, for 127.0.0.1, of no worth to anybody. */
export const certificate = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIUG0mkAsQ6nOaF4hqW8AaOfFYFzy8wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMjg0NFoYDzIxMjYxMDI4
MTIyODQ0WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARnWZ9avLER98GvtNZMsWdz76nCd/p6MgucHlSI7zEUHpvV/RAAN71d
YShXcx9cazH+NkV24Zt35g9q88nVb617o28wbTAdBgNVHQ4EFgQUHk9yZCKS01SL
KSt04EOc4hB6RqwwHwYDVR0jBBgwFoAUHk9yZCKS01SLKSt04EOc4hB6RqwwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhALxmYbSBlvlfW0kOiKY1nFL5zNsYwoCOr6+wj6zUrmgbAiEA
w/XUO0bHhZuzpUNVDfNiz6QtJEVfmheJl0vIIa5b4TI=
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgJNkqlnSX0Gkv3EiM
J3jEGMpHAWneolyUuvXsAcjA+OqhRANCAARnWZ9avLER98GvtNZMsWdz76nCd/p6
MgucHlSI7zEUHpvV/RAAN71dYShXcx9cazH+NkV24Zt35g9q88nVb617
-----END PRIVATE KEY-----
`;

export interface Mail {
  to: string;
  messageId: string;
  text: string;
  isEncrypted: boolean;
}

export interface MailServer {
  url: string;
  caught: Mail[];
  /** The answer to every recipient, until it is taken away: 451 passes, 550 does not. */
  answer: number | null;
  /** Whether a message is taken and the answer to it never comes. */
  losesAnswers: boolean;
  close(): Promise<void>;
}

interface Wish {
  user?: { name: string; password: string };
  hasTls?: boolean;
}

/** A mail server of our own that keeps what it is handed. */
export async function startMailServer({ user, hasTls }: Wish = {}): Promise<MailServer> {
  const mail: Pick<MailServer, 'caught' | 'answer' | 'losesAnswers'> = {
    caught: [],
    answer: null,
    losesAnswers: false,
  };
  const server = new SMTPServer({
    authOptional: !user,
    logger: false,
    ...(hasTls ? { key, cert: certificate } : { disabledCommands: ['STARTTLS'] }),
    onAuth({ username, password }: SMTPServerAuthentication, _, done) {
      const isKnown = username === user?.name && password === user?.password;
      done(isKnown ? null : new Error('unknown'), isKnown ? { user: username } : undefined);
    },
    onRcptTo(_, __, done) {
      if (mail.answer === null) return done();
      done(Object.assign(new Error('not here'), { responseCode: mail.answer }));
    },
    onData(stream, session: SMTPServerSession, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('end', () => {
        const text = Buffer.concat(chunks).toString();
        mail.caught.push({
          to: session.envelope.rcptTo.map(({ address }) => address).join(),
          messageId: /^message-id: (.*)$/im.exec(text)?.[1]?.trim() ?? '',
          text,
          isEncrypted: session.secure,
        });
        if (!mail.losesAnswers) done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const credentials = user ? `${user.name}:${user.password}@` : '';
  return Object.assign(mail, {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
