import { arkivmelding, arkivmeldingFile, letterFile } from './arkivmelding.writer.js';
import type { EFormidlingClient } from './eformidling.client.js';
import { type DispatchChannel, type LetterToDispatch, NeverTaken } from './letter.channel.js';

/** Case documents with confidential content: only those with access to such post may open it. */
const confidentialProcess = 'urn:no:difi:profile:arkivmelding:taushetsbelagt:ver1.0';
const authority = 'iso6523-actorid-upis';

/**
 * Organisations are reached through eFormidling: arkivmelding in the process for confidential case
 * documents, file by file. The reference is the message id, so that the integration point knows a
 * message that is handed over again; the letter's id binds all messages of one letter together.
 */
export class EFormidlingChannel implements DispatchChannel {
  readonly name = 'eformidling';

  constructor(
    private readonly client: EFormidlingClient,
    private readonly senderNumber: string,
  ) {}

  async send(letter: LetterToDispatch): Promise<string> {
    const { reference, organisationNumber, caseReference } = letter;
    if (organisationNumber === null) throw new NeverTaken('organisation-number-missing');
    const isNew = await this.client.create(this.businessDocument(letter, organisationNumber));
    // What has left the outbox is on its way: an answer was lost. What lies there lacks the end.
    if (!isNew && !(await this.client.isInOutbox(reference))) return 'taken-before';
    const title = `Brev i sak ${caseReference}`;
    await this.client.upload(reference, {
      name: arkivmeldingFile,
      title: 'Arkivmelding',
      type: 'application/xml',
      bytes: arkivmelding(letter),
    });
    await this.client.upload(reference, {
      name: letterFile,
      title,
      type: 'application/pdf',
      bytes: letter.pdf,
    });
    await this.client.send(reference);
    return isNew ? 'taken' : 'taken-at-last';
  }

  /** The standard business document: who to whom, which process, under which ids. */
  private businessDocument({ letterId, reference }: LetterToDispatch, receiver: string): object {
    return {
      standardBusinessDocumentHeader: {
        headerVersion: '1.0',
        sender: [{ identifier: { authority, value: `0192:${this.senderNumber}` } }],
        receiver: [{ identifier: { authority, value: `0192:${receiver}` } }],
        documentIdentification: {
          standard: 'urn:no:difi:arkivmelding:xsd::arkivmelding',
          type: 'arkivmelding',
          typeVersion: '2.0',
          instanceIdentifier: reference,
        },
        businessScope: {
          scope: [
            {
              type: 'ConversationId',
              identifier: confidentialProcess,
              instanceIdentifier: letterId,
            },
          ],
        },
      },
      arkivmelding: {},
    };
  }
}
