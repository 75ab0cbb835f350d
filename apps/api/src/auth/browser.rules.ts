const browsers: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/OPR\//, 'Opera'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/**
 * A browser in the words its owner knows it by, empty where nobody knows. The header itself is not
 * kept: it tells more of a person than the list of sessions needs.
 */
export function browserInWords(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  const named = [browsers, systems].map((list) => list.find(([mark]) => mark.test(agent))?.[1]);
  return named.filter((word) => word !== undefined).join(', ');
}
