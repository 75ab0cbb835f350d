import { createTransport } from 'nodemailer';

export interface AlertMail {
  /** The same message under the same reference is one message to every mail system. */
  reference: string;
  to: string;
  subject: string;
  text: string;
}

/** The mail system has refused a message for good; the code is of SMTP and names nobody. */
export class MailRefused extends Error {
  constructor(readonly code: number) {
    super('mail-refused');
    this.name = 'MailRefused';
  }
}

/** It was not taken this time. The message says nothing: a mail server's quotes the address. */
class MailNotTaken extends Error {
  constructor() {
    super('mail-not-taken');
    this.name = 'MailNotTaken';
  }
}

/**
 * The way an alert goes out. Throws {@link MailRefused} where it never will, anything else where it
 * was not taken this time; it is then tried again.
 */
export interface AlertChannel {
  send(mail: AlertMail): Promise<void>;
}

/**
 * E-mail by SMTP: `smtp://` or `smtps://` with user and password in the address, and
 * `?requireTLS=true` where a server must not be spoken to in the clear.
 */
export class SmtpChannel implements AlertChannel {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
    /** The certificate of an authority that the machine does not know of. */
    ca?: string,
  ) {
    const timeouts = { connectionTimeout: 10_000, socketTimeout: 30_000 };
    this.transport = createTransport({ url, ...timeouts, ...(ca && { tls: { ca } }) });
  }

  async send({ reference, to, subject, text }: AlertMail): Promise<void> {
    const message = {
      from: this.from,
      to,
      subject,
      text,
      messageId: `<${reference}@${this.from.split('@').at(-1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Addresses and texts are data: nothing in them is fetched or read from a file.
      disableFileAccess: true,
      disableUrlAccess: true,
    };
    try {
      await this.transport.sendMail(message);
    } catch (error) {
      const { responseCode = 0, command = '' } = error as {
        responseCode?: number;
        command?: string;
      };
      // 5xx at RCPT TO or DATA is about this message; at sign-in it is about us, and passes.
      const isOfMessage = ['MAIL FROM', 'RCPT TO', 'DATA'].includes(command);
      if (responseCode >= 500 && isOfMessage) throw new MailRefused(responseCode);
      throw new MailNotTaken();
    }
  }
}

/** The demonstration has nobody to write to: its people see the notices in the portal. */
export class NoMail implements AlertChannel {
  send(): Promise<void> {
    return Promise.resolve();
  }
}
