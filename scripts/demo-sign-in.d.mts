export function signInAsDemoUser(baseUrl: string, login: string): Promise<{ accessToken: string }>;
