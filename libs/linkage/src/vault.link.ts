import { type AskConfigured, certifiedLink } from '#platform';

/** The link to the vault as it is set up: whom it must show itself to be, and what we show. */
export function vaultLink(config: {
  VAULT_CA_FILE?: string | undefined;
  VAULT_CLIENT_CERTIFICATE_FILE?: string | undefined;
  VAULT_CLIENT_KEY_FILE?: string | undefined;
}): AskConfigured {
  return certifiedLink({
    authority: config.VAULT_CA_FILE,
    certificate: config.VAULT_CLIENT_CERTIFICATE_FILE,
    key: config.VAULT_CLIENT_KEY_FILE,
  });
}
