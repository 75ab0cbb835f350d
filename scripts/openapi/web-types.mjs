const ref = '#/components/schemas/';

/**
 * The types of what the API answers, from its OpenAPI document, in the shape that `openapi-typescript`
 * prints: `components['schemas'][name]` and `paths[path][method]['responses'][status]`.
 */
export function printWebTypes({ components, paths }) {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `${comment(schema, '    ')}    ${name}: ${typeOf(schema, '    ')};\n`,
  );
  const answers = Object.entries(paths).map(
    ([path, methods]) => `  '${path}': {\n${Object.entries(methods).map(operation).join('')}  };\n`,
  );
  return (
    '/** What the API answers, printed from docs/openapi.json by npm run docs. */\n' +
    `export interface components {\n  schemas: {\n${schemas.join('')}  };\n}\n\n` +
    `export interface paths {\n${answers.join('')}}\n`
  );
}

function operation([method, { responses }]) {
  const answered = Object.entries(responses).filter(([status]) => /^2/.test(status));
  const lines = answered.map(([status, { content = {} }]) => {
    const types = Object.entries(content).map(
      ([type, { schema }]) =>
        `            '${type}': ${schema ? typeOf(schema, '            ') : 'Blob'};\n`,
    );
    const held = types.length > 0 ? `{\n${types.join('')}          }` : 'never';
    return `        ${status}: {\n          content: ${held};\n        };\n`;
  });
  return `    ${method}: {\n      responses: {\n${lines.join('')}      };\n    };\n`;
}

/** The type of what fits a schema, as JSON gives it: of the words of JSON Schema those we print. */
function typeOf(schema, indent) {
  if (schema.$ref) return `components['schemas']['${schema.$ref.slice(ref.length)}']`;
  if (schema.anyOf) return schema.anyOf.map((each) => typeOf(each, indent)).join(' | ');
  if (schema.enum) return schema.enum.map((each) => literal(each)).join(' | ');
  const kinds = [schema.type ?? 'unknown'].flat();
  return kinds.map((kind) => kindOf(kind, schema, indent)).join(' | ');
}

function kindOf(kind, schema, indent) {
  if (kind === 'integer') return 'number';
  if (kind === 'array') {
    if (!schema.prefixItems) return `${inParentheses(typeOf(schema.items, indent))}[]`;
    return `[${schema.prefixItems.map((item) => typeOf(item, indent)).join(', ')}]`;
  }
  return kind === 'object' ? fields(schema, indent) : kind;
}

function fields({ properties = {}, required = [], additionalProperties }, indent) {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${comment(schema, inner)}${inner}${keyOf(name)}${mark}: ${typeOf(schema, inner)};\n`;
  });
  const others =
    typeof additionalProperties === 'object' ? typeOf(additionalProperties, inner) : 'unknown';
  // An object of which nothing is said may hold anything.
  if (lines.length === 0) return `Record<string, ${others}>`;
  if (additionalProperties)
    lines.push(`${inner}[name: string]: ${lines.length ? 'unknown' : others};\n`);
  return `{\n${lines.join('')}${indent}}`;
}

function inParentheses(type) {
  return / \| /.test(type.replace(/\{[^]*\}/, '')) ? `(${type})` : type;
}

function keyOf(name) {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

function literal(value) {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : String(value);
}

function comment({ description }, indent) {
  return description ? `${indent}/** ${description.replaceAll('*/', '* /')} */\n` : '';
}
