export function printWebTypes(document: object): string;
