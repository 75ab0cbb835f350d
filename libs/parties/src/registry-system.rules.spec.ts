import { describe, expect, it } from '@jest/globals';
import { systemClaims, systemRoles } from './registry-system.rules.js';

const token = {
  client_id: 'npr',
  scope: 'tilgang:deliveries.read tilgang:consultations.write',
  consumer: { authority: 'iso6523-actorid-upis', ID: '0192:310000000' },
};

describe('a token of a registry’s system', () => {
  it('says which organisation and client it is, and what it may be used for', () => {
    expect(systemClaims(token)).toEqual({
      organisationNumber: '310000000',
      clientId: 'npr',
      scopes: ['tilgang:deliveries.read', 'tilgang:consultations.write'],
    });
  });

  it.each([
    ['no consumer', { consumer: undefined }],
    ['a consumer as text', { consumer: '0192:310000000' }],
    ['another authority', { consumer: { ...token.consumer, authority: 'x' } }],
    ['too short a number', { consumer: { ...token.consumer, ID: '0192:31000000' } }],
    ['more than a number', { consumer: { ...token.consumer, ID: '0192:310000000:1' } }],
    ['no client', { client_id: undefined }],
    ['a client with blanks', { client_id: 'a b' }],
  ])('with %s says nothing', (_, wrong) => {
    expect(systemClaims({ ...token, ...wrong })).toBeNull();
  });
});

describe('the roles of a system', () => {
  const ours = [
    { registryId: 'npr', scopes: ['tilgang:deliveries.read', 'tilgang:deliveries.write'] },
    { registryId: 'dar', scopes: ['tilgang:consultations.read'] },
  ];
  const all = [
    'tilgang:deliveries.read',
    'tilgang:deliveries.write',
    'tilgang:consultations.read',
    'tilgang:consultations.write',
  ];

  it('are what the token and our own table both say, for reading and writing apart', () => {
    expect(systemRoles({ scopes: all }, ours, 'read')).toEqual([
      { role: 'registry-delivery', registryId: 'npr' },
      { role: 'registry-adviser', registryId: 'dar' },
    ]);
    expect(systemRoles({ scopes: all }, ours, 'write')).toEqual([
      { role: 'registry-delivery', registryId: 'npr' },
    ]);
    expect(systemRoles({ scopes: ['tilgang:deliveries.read'] }, ours, 'write')).toEqual([]);
    expect(systemRoles({ scopes: ['*', 'tilgang:everything.read'] }, ours, 'read')).toEqual([]);
  });
});
