import { createTransport } from 'nodemailer';

export interface AlertMail {
  /** The same message under the same reference is one message to every mail system. */
  reference: string;
  to: string;
  subject: string;
  text: string;
}

/** The way an alert goes out. Throws when it was not taken; it is then tried again. */
export interface AlertChannel {
  send(mail: AlertMail): Promise<void>;
}

/** E-mail by SMTP: `smtp://` or `smtps://` with user and password in the address. */
export class SmtpChannel implements AlertChannel {
  private readonly transport;

  constructor(
    url: string,
    private readonly from: string,
  ) {
    this.transport = createTransport({ url, connectionTimeout: 10_000, socketTimeout: 30_000 });
  }

  async send({ reference, to, subject, text }: AlertMail): Promise<void> {
    await this.transport.sendMail({
      from: this.from,
      to,
      subject,
      text,
      messageId: `<${reference}@${this.from.split('@').at(-1)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      // Addresses and texts are data: nothing in them is fetched or read from a file.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** The demonstration has nobody to write to: its people see the notices in the portal. */
export class NoMail implements AlertChannel {
  send(): Promise<void> {
    return Promise.resolve();
  }
}
