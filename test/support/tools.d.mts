export function programOnPath(command: string): string | undefined;
