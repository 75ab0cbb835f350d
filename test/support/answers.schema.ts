import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

type Content = Record<string, { schema?: object }>;
type Response = { $ref?: string; content?: Content };

export interface DescribedApi {
  paths: Record<string, Record<string, { responses: Record<string, Response> }>>;
  components: {
    schemas: Record<string, object>;
    responses: Record<string, { content: Content }>;
  };
}

/** What came back, and over which route of the document. */
export interface Answered {
  method: string;
  path: string;
  status: number;
  type: string;
  text: string;
}

/**
 * Holds answers against the OpenAPI document: the status is one that it names, the media type one of
 * that status, and JSON has every field that is required and none that is not described.
 */
export class AnswersAsDescribed {
  readonly held = { answers: 0, refusals: 0, files: 0, empty: 0 };
  /** The refusals that the document has no word for but that there may be others. */
  readonly unnamed = new Set<string>();
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false, inlineRefs: false });
  private readonly compiled = new Map<string, ValidateFunction>();
  private readonly seen = new Set<string>();

  constructor(private readonly api: DescribedApi) {
    this.ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/);
    this.ajv.addSchema(closed({ $id: 'api', components: { schemas: api.components.schemas } }));
  }

  /** How many of the answers of the document, by route and status, something has come as. */
  get kinds(): number {
    return this.seen.size;
  }

  /** What is wrong with an answer; null where it is as described. */
  faultOf({ method, path, status, type, text }: Answered): string | null {
    const responses = this.api.paths[path]?.[method.toLowerCase()]?.responses;
    if (!responses) return 'is nothing that the document has';
    const named = responses[String(status)] ?? (status >= 400 ? responses['default'] : undefined);
    if (!named) return `${status} is no answer that the document names`;
    if (named === responses['default']) this.unnamed.add(`${method} ${path} ${status}`);
    const content = this.contentOf(named);
    const mediaType = type.split(';')[0]!;
    this.seen.add(`${method} ${path} ${status}`);
    if (status >= 400) this.held.refusals++;
    // An answer to HEAD has no body.
    if (Object.keys(content).length === 0 || text === '') {
      if (text !== '' || (Object.keys(content).length > 0 && method !== 'HEAD'))
        return `${status} has ${text === '' ? 'no' : 'a'} body`;
      this.held.empty++;
      return null;
    }
    const described = content[mediaType] ?? content['*/*'];
    if (!described) return `${mediaType} is no media type of ${status}`;
    if (!/json/.test(mediaType) || !described.schema) {
      this.held.files++;
      return null;
    }
    if (status < 400) this.held.answers++;
    return this.mismatch(`${method} ${path} ${status}`, described.schema, text);
  }

  private contentOf({ $ref, content }: Response): Content {
    if ($ref === undefined) return content ?? {};
    return this.api.components.responses[$ref.split('/').at(-1)!]?.content ?? {};
  }

  private mismatch(key: string, schema: object, text: string): string | null {
    const fits = this.compiled.get(key) ?? this.ajv.compile(closed(pointed(schema)));
    this.compiled.set(key, fits);
    if (fits(JSON.parse(text))) return null;
    const [error] = fits.errors ?? [];
    const { instancePath = '', message = '', params = {} } = error ?? {};
    // The place and the rule; no value of anybody's.
    const place = instancePath.replace(/\/\d+(?=\/|$)/g, '/*');
    return `${place || 'the whole'} ${message} ${Object.values(params).join(' ')}`;
  }
}

/** Schemas that let no field in that they do not name: the document leaves that open for later ones. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(closed) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const within = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  const isOpen = 'properties' in schema && 'type' in schema && !('additionalProperties' in schema);
  return { ...within, ...(isOpen && { additionalProperties: false }) } as T;
}

/** The same schema, with what it refers to found in the document. */
function pointed(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components', '"api#/components'),
  ) as object;
}
