import { Pkcs11Custody, type Pkcs11Token } from './pkcs11.custody.js';

/** The part of the package `pkcs11js` that is used; the package is installed where a module is. */
interface Binding {
  PKCS11: new () => Module;
  [constant: string]: unknown;
}

type Handle = Buffer;
type Template = { type: number; value?: number | boolean | string | Buffer }[];

interface Module {
  load(path: string): void;
  C_Initialize(): void;
  C_GetSlotList(tokenPresent: boolean): Handle[];
  C_GetTokenInfo(slot: Handle): { label: string };
  C_OpenSession(slot: Handle, flags: number): Handle;
  C_Login(session: Handle, userType: number, pin: string): void;
  C_FindObjectsInit(session: Handle, template: Template): void;
  C_FindObjects(session: Handle, most: number): Handle[];
  C_FindObjectsFinal(session: Handle): void;
  C_GetAttributeValue(session: Handle, object: Handle, template: Template): Template;
  C_GenerateKey(session: Handle, mechanism: Mechanism, template: Template): Handle;
  C_CreateObject(session: Handle, template: Template): Handle;
  C_DestroyObject(session: Handle, object: Handle): void;
  C_GenerateRandom(session: Handle, into: Buffer): Buffer;
  C_EncryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Encrypt(session: Handle, content: Buffer, into: Buffer): Buffer;
  C_DecryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  C_Decrypt(session: Handle, content: Buffer, into: Buffer): Buffer;
}

interface Mechanism {
  mechanism: number;
  parameter?: object;
}

const proofBytes = 16;
const atATime = 100;

/**
 * The custody of the token with this label, by the PKCS #11 library at `path`.
 *
 * `pkcs11js` is compiled where it is installed, so it is no part of Tilgang: `npm install pkcs11js`
 * on the machine of the vault. Throws when it, the library or the token is not there.
 */
export async function openPkcs11Custody(
  path: string,
  label: string,
  pin: string,
  packageName = 'pkcs11js',
): Promise<Pkcs11Custody> {
  const loaded = (await import(packageName)) as Binding & { default?: Binding };
  const binding = loaded.default ?? loaded;
  const module = new binding.PKCS11();
  module.load(path);
  try {
    module.C_Initialize();
  } catch (error) {
    // One library is initialised once in a process, whoever came first.
    if (!/ALREADY_INITIALIZED/.test(String(error))) throw error;
  }
  const slot = module
    .C_GetSlotList(true)
    .find((one) => module.C_GetTokenInfo(one).label.trim() === label);
  if (!slot) throw new Error('There is no PKCS #11 token of the label in VAULT_PKCS11_TOKEN.');
  return new Pkcs11Custody(new ModuleToken(binding, module, slot, pin));
}

class ModuleToken implements Pkcs11Token {
  private readonly session: Handle;

  constructor(
    private readonly binding: Binding,
    private readonly module: Module,
    slot: Handle,
    pin: string,
  ) {
    const flags = this.c('CKF_SERIAL_SESSION') | this.c('CKF_RW_SESSION');
    this.session = module.C_OpenSession(slot, flags);
    try {
      module.C_Login(this.session, this.c('CKU_USER'), pin);
    } catch (error) {
      if (!/ALREADY_LOGGED_IN/.test(String(error))) throw new Error('The PKCS #11 PIN is refused.');
    }
  }

  secretKeys(prefix: string): string[] {
    return this.find([{ type: this.c('CKA_CLASS'), value: this.c('CKO_SECRET_KEY') }])
      .map((object) => this.textOf(object, 'CKA_LABEL'))
      .filter((label) => label.startsWith(prefix));
  }

  makeSecretKey(label: string): void {
    const yes = ['CKA_TOKEN', 'CKA_PRIVATE', 'CKA_SENSITIVE', 'CKA_ENCRYPT', 'CKA_DECRYPT'];
    const no = ['CKA_EXTRACTABLE', 'CKA_WRAP', 'CKA_UNWRAP', 'CKA_SIGN', 'CKA_VERIFY'];
    this.module.C_GenerateKey(this.session, { mechanism: this.c('CKM_AES_KEY_GEN') }, [
      { type: this.c('CKA_CLASS'), value: this.c('CKO_SECRET_KEY') },
      { type: this.c('CKA_KEY_TYPE'), value: this.c('CKK_AES') },
      { type: this.c('CKA_VALUE_LEN'), value: 32 },
      { type: this.c('CKA_LABEL'), value: label },
      ...yes.map((name) => ({ type: this.c(name), value: true })),
      ...no.map((name) => ({ type: this.c(name), value: false })),
    ]);
  }

  destroySecretKey(label: string): void {
    for (const object of this.labelled('CKO_SECRET_KEY', label)) {
      this.module.C_DestroyObject(this.session, object);
    }
  }

  encrypt(label: string, nonce: Buffer, context: Buffer, content: Buffer): Buffer {
    this.module.C_EncryptInit(this.session, this.gcm(nonce, context), this.keyOf(label));
    return this.module.C_Encrypt(this.session, content, Buffer.alloc(content.length + proofBytes));
  }

  decrypt(label: string, nonce: Buffer, context: Buffer, sealed: Buffer): Buffer {
    this.module.C_DecryptInit(this.session, this.gcm(nonce, context), this.keyOf(label));
    const content = this.module.C_Decrypt(this.session, sealed, Buffer.alloc(sealed.length));
    return content.subarray(0, sealed.length - proofBytes);
  }

  random(bytes: number): Buffer {
    return this.module.C_GenerateRandom(this.session, Buffer.alloc(bytes));
  }

  readMark(label: string): string | null {
    const [object] = this.labelled('CKO_DATA', label);
    return object ? this.textOf(object, 'CKA_VALUE') : null;
  }

  writeMark(label: string, content: string): void {
    this.module.C_CreateObject(this.session, [
      { type: this.c('CKA_CLASS'), value: this.c('CKO_DATA') },
      { type: this.c('CKA_TOKEN'), value: true },
      { type: this.c('CKA_PRIVATE'), value: true },
      { type: this.c('CKA_LABEL'), value: label },
      { type: this.c('CKA_VALUE'), value: Buffer.from(content) },
    ]);
  }

  private keyOf(label: string): Handle {
    const [key] = this.labelled('CKO_SECRET_KEY', label);
    if (!key) throw new Error('The token has no such key.');
    return key;
  }

  private labelled(kind: 'CKO_SECRET_KEY' | 'CKO_DATA', label: string): Handle[] {
    return this.find([
      { type: this.c('CKA_CLASS'), value: this.c(kind) },
      { type: this.c('CKA_LABEL'), value: label },
    ]);
  }

  private find(template: Template): Handle[] {
    this.module.C_FindObjectsInit(this.session, template);
    const found: Handle[] = [];
    try {
      for (;;) {
        const some = this.module.C_FindObjects(this.session, atATime);
        found.push(...some);
        if (some.length < atATime) return found;
      }
    } finally {
      this.module.C_FindObjectsFinal(this.session);
    }
  }

  private textOf(object: Handle, attribute: 'CKA_LABEL' | 'CKA_VALUE'): string {
    const wanted = [{ type: this.c(attribute) }];
    const [read] = this.module.C_GetAttributeValue(this.session, object, wanted);
    return Buffer.from((read?.value as Buffer | undefined) ?? '').toString();
  }

  private gcm(iv: Buffer, aad: Buffer): Mechanism {
    const type = this.c('CK_PARAMS_AES_GCM_v240');
    const parameter = { type, iv, ivBits: iv.length * 8, aad, tagBits: proofBytes * 8 };
    return { mechanism: this.c('CKM_AES_GCM'), parameter };
  }

  private c(name: string): number {
    const value = this.binding[name];
    if (typeof value !== 'number') throw new Error(`pkcs11js does not know ${name}.`);
    return value;
  }
}
