import { AnswersAsDescribed, type DescribedApi } from './answers.schema.js';
import { type Exchange, overHttp } from './http-case.js';

export interface WatchedExchange {
  exchange: Exchange;
  described: AnswersAsDescribed;
  /** What has come that is not as the document says. */
  faults: string[];
}

/** Asks as ever, and holds each answer against the document that the server itself gives out. */
export async function watched(url: string): Promise<WatchedExchange> {
  const document = (await (await fetch(`${url}/api/v1/openapi.json`)).json()) as DescribedApi;
  const described = new AnswersAsDescribed(document);
  const routes = Object.entries(document.paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path })))
    .map((route) => ({
      ...route,
      pattern: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
      open: route.path.split('{').length,
    }))
    // Where two fit, the one that leaves the least open is meant.
    .sort((a, b) => a.open - b.open);
  const faults: string[] = [];
  const exchange: Exchange = async (address, init) => {
    const answer = await overHttp(address, init);
    const { pathname } = new URL(address);
    const route = routes.find(
      ({ method, pattern }) => method === init.method.toLowerCase() && pattern.test(pathname),
    );
    if (!route) return answer;
    const { path } = route;
    const fault = described.faultOf({ method: init.method, path, ...answer });
    if (fault) faults.push(`${init.method} ${path}: ${fault}`);
    return answer;
  };
  return { exchange, described, faults };
}
