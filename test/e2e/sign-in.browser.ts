/** As much of a browser as signing in needs: cookies, and redirects one at a time. */
export class TestBrowser {
  private readonly cookies: Map<string, string>;
  private page = '';

  constructor(
    private readonly baseUrl: string,
    cookies: Record<string, string> = {},
  ) {
    this.cookies = new Map(Object.entries(cookies));
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(new URL(path, this.baseUrl), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  /** Follows redirects until a page is shown. */
  async goTo(path: string): Promise<Response> {
    let response = await this.send(path);
    for (let hops = 0; response.headers.has('location') && hops < 10; hops += 1) {
      this.page = response.headers.get('location')!;
      response = await this.send(this.page);
    }
    return response;
  }

  /** Presses a button of the page shown and says where it ends, just before leaving for the app. */
  async callbackAfter(login: string): Promise<string> {
    let response = await this.send(this.page, {
      method: 'POST',
      body: new URLSearchParams({ login }),
    });
    for (let hops = 0; hops < 10; hops += 1) {
      const location = response.headers.get('location');
      if (!location) throw new Error(`No redirect: ${response.status} ${await response.text()}`);
      if (location.includes('/sign-in/callback')) return location;
      response = await this.send(location);
    }
    throw new Error('The provider never sent the browser back.');
  }

  /** Presses a button and goes the whole way back: where it lands, and the cookies it was given. */
  async choose(login: string): Promise<{ url: string; cookies: string[] }> {
    const response = await this.send(await this.callbackAfter(login));
    const url = new URL(response.headers.get('location') ?? '', this.baseUrl).href;
    return { url, cookies: response.headers.getSetCookie() };
  }
}
