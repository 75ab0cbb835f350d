import { Controller, Get } from '@nestjs/common';
import { SigningKeys } from './signing.keys.js';

/** A public key as a JWK (RFC 8037). */
export interface PublishedKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
}

@Controller('vault/v1/keys/certificates')
export class SigningKeyController {
  constructor(private readonly signing: SigningKeys) {}

  /** The keys that certificates of destruction are signed with, for anybody: a JWK set. */
  @Get()
  async published(): Promise<{ keys: PublishedKey[] }> {
    const keys = await this.signing.published();
    return {
      keys: keys.map(({ keyId, publicKey }) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x: publicKey,
        kid: keyId,
        use: 'sig',
      })),
    };
  }
}
