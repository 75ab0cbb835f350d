/** Who made the archive. */
export const archiveCreator = [
  ['arkivskaperID', 'helsedataservice'],
  ['arkivskaperNavn', 'Helsedataservice'],
] as const;
