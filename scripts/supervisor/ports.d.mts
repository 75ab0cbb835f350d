export function isFree(port: number, host?: string): Promise<boolean>;
export function stablePort(lastUsed?: number, host?: string): Promise<number>;
export function isAnswering(port: number, host?: string): Promise<boolean>;
