import type { Secret } from '#platform';
import type { AuthConfig } from './auth.tokens.js';
import { type ProfileName, signInProfiles, type SignInProfile } from './sign-in.profiles.js';
import { isDemoIssuer } from './sign-in.rules.js';

/** An identity provider that people sign in through. */
export interface Provider {
  /** How a session and an address name it. */
  name: 'main' | 'staff';
  issuer: string;
  clientId: string;
  clientSecret: Secret;
  profileName: ProfileName;
  profile: SignInProfile;
}

/** The providers of the settings, the one for everybody first. */
export function providersOf(config: AuthConfig): readonly Provider[] {
  const profileName = config.OIDC_PROFILE ?? defaultProfile(config);
  const main: Provider = {
    name: 'main',
    issuer: config.OIDC_ISSUER,
    clientId: config.OIDC_CLIENT_ID,
    clientSecret: config.OIDC_CLIENT_SECRET,
    profileName,
    profile: signInProfiles[profileName],
  };
  const { OIDC_STAFF_ISSUER, OIDC_STAFF_CLIENT_ID, OIDC_STAFF_CLIENT_SECRET } = config;
  if (!OIDC_STAFF_ISSUER || !OIDC_STAFF_CLIENT_ID || !OIDC_STAFF_CLIENT_SECRET) return [main];
  return [
    main,
    {
      name: 'staff',
      issuer: OIDC_STAFF_ISSUER,
      clientId: OIDC_STAFF_CLIENT_ID,
      clientSecret: OIDC_STAFF_CLIENT_SECRET,
      profileName: config.OIDC_STAFF_PROFILE,
      profile: signInProfiles[config.OIDC_STAFF_PROFILE],
    },
  ];
}

/** In production nobody comes in without a level of assurance unless the operator says so. */
function defaultProfile(config: AuthConfig): ProfileName {
  if (config.TILGANG_MODE === 'production') return 'id-porten';
  return isDemoIssuer(config) ? 'demo' : 'generic';
}
