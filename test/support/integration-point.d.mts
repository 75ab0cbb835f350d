/** A message as the stand-in holds it. */
export interface HeldMessage {
  messageId: string;
  conversationId: string;
  receiver: string;
  process: string;
  files: Map<string, Buffer>;
  isSent: boolean;
  statuses: { status: string; lastUpdate: string }[];
}

/** What goes wrong with the next requests. */
export type Trouble = 'down' | 'answer-lost' | 'busy' | null;

export interface IntegrationPoint {
  url: string;
  messages: Map<string, HeldMessage>;
  /** How often each message was put on its way. */
  sendings: Map<string, number>;
  /** Refusals so far: of wrong shapes, of ids known already. */
  refusals: string[];
  /** Requests of this kind meet the trouble, until it is taken away. */
  trouble: { kind: Trouble; at: 'create' | 'file' | 'send' | 'any' };
  /** A later report from the recipient's end. */
  report(messageId: string, status: string, at: Date): void;
  /** The recipient's archive answers. */
  answer(receiptId: string, messageId: string, receiptType: string): void;
  receipts: Map<string, object>;
  close(): Promise<void>;
}

export function startIntegrationPoint(): Promise<IntegrationPoint>;
