export const vaultFlags: readonly string[];
