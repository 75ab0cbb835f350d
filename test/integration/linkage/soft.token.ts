import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Pkcs11Token } from '../../../libs/linkage/src/vault/keys/pkcs11.custody.js';

/** A token in memory: what a hardware module does, for machines without one. */
export class SoftToken implements Pkcs11Token {
  private readonly keys = new Map<string, Buffer>();
  private readonly marks = new Map<string, string>();

  secretKeys(prefix: string): string[] {
    return [...this.keys.keys()].filter((label) => label.startsWith(prefix));
  }

  makeSecretKey(label: string): void {
    this.keys.set(label, randomBytes(32));
  }

  destroySecretKey(label: string): void {
    this.keys.delete(label);
  }

  encrypt(label: string, nonce: Buffer, context: Buffer, content: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.keys.get(label)!, nonce);
    cipher.setAAD(context);
    const sealed = cipher.update(content);
    cipher.final();
    return Buffer.concat([sealed, cipher.getAuthTag()]);
  }

  decrypt(label: string, nonce: Buffer, context: Buffer, sealed: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.keys.get(label)!, nonce);
    decipher.setAAD(context);
    decipher.setAuthTag(sealed.subarray(-16));
    const content = decipher.update(sealed.subarray(0, -16));
    decipher.final();
    return content;
  }

  random(bytes: number): Buffer {
    return randomBytes(bytes);
  }

  readMark(label: string): string | null {
    return this.marks.get(label) ?? null;
  }

  writeMark(label: string, content: string): void {
    this.marks.set(label, content);
  }
}
