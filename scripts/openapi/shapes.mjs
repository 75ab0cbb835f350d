import { basename, dirname, sep } from 'node:path';
import ts from 'typescript';

const { TypeFlags, SymbolFlags } = ts;
const ref = '#/components/schemas/';

/**
 * What a value of a TypeScript type is once it has become JSON, as JSON Schema 2020-12: dates are
 * texts, what is undefined is not there, methods are left out. Types that have a name in our own code
 * become schemas of that name.
 */
export class Shapes {
  /** By symbol: what is named, and where its name comes from. */
  #named = new Map();
  #checker;
  #root;
  /** By choice of words: the one alias that stands for it, which the checker does not always keep. */
  #choices = new Map();

  constructor(program, root) {
    this.#checker = program.getTypeChecker();
    this.#root = root;
    for (const source of program.getSourceFiles()) {
      if (source.isDeclarationFile) continue;
      for (const statement of source.statements) {
        if (ts.isTypeAliasDeclaration(statement) && !statement.typeParameters)
          this.#note(statement);
      }
    }
  }

  #note({ name }) {
    const symbol = this.#checker.getSymbolAtLocation(name);
    const type = this.#checker.getDeclaredTypeOfSymbol(symbol);
    if (!isChoice(type) || !this.#isOurs(symbol)) return;
    // Of two names for the same words neither is the name of them.
    this.#choices.set(type, this.#choices.has(type) ? undefined : symbol);
  }

  /** Throws where a type has no form in JSON; `at` says where that is. */
  of(type, at) {
    // What has no name and holds itself would never end.
    if (at.length > 600) throw new Error(`${at} has no end: give its type a name`);
    const name = this.#nameOf(type);
    if (!name) return this.#inline(type, at);
    const known = this.#named.get(name);
    if (known) return { $ref: ref + known.key };
    const entry = { key: `#${this.#named.size}#`, symbol: name, schema: {} };
    this.#named.set(name, entry);
    entry.schema = { ...described(name, this.#checker), ...this.#inline(type, name.name) };
    return { $ref: ref + entry.key };
  }

  /** The schemas by name, and whatever refers to them, each with the names in place. */
  settled(value) {
    const names = this.#names();
    const named = (each) =>
      inOrder(JSON.parse(JSON.stringify(each).replace(/#\d+#/g, (key) => names.get(key))));
    const schemas = [...this.#named.values()].map(({ key, schema }) => [
      names.get(key),
      named(schema),
    ]);
    return { value: sorted(Object.entries(named(value))), schemas: sorted(schemas) };
  }

  #inline(type, at) {
    const { flags } = type;
    if (flags & (TypeFlags.Any | TypeFlags.Unknown)) return {};
    if (flags & TypeFlags.Null) return { type: 'null' };
    if (flags & TypeFlags.StringLiteral) return { type: 'string', enum: [type.value] };
    if (flags & TypeFlags.NumberLiteral) return { type: 'number', enum: [type.value] };
    if (flags & TypeFlags.BooleanLiteral) {
      return { type: 'boolean', enum: [type.intrinsicName === 'true'] };
    }
    if (flags & TypeFlags.StringLike) return { type: 'string' };
    if (flags & TypeFlags.NumberLike) return { type: 'number' };
    if (flags & TypeFlags.BooleanLike) return { type: 'boolean' };
    if (flags & TypeFlags.NonPrimitive) return { type: 'object' };
    if (flags & TypeFlags.TypeParameter) {
      const constraint = this.#checker.getBaseConstraintOfType(type);
      return constraint && constraint !== type ? this.of(constraint, at) : {};
    }
    if (type.isUnion()) return this.#union(type, at);
    if (type.isIntersection()) {
      // A text or number with a brand.
      const plain = type.types.find((each) => !(each.flags & TypeFlags.Object));
      if (plain) return this.of(plain, at);
    }
    if (flags & (TypeFlags.Object | TypeFlags.Intersection)) return this.#object(type, at);
    throw new Error(`${at} is ${this.#checker.typeToString(type)}: that has no form in JSON`);
  }

  #union(type, at) {
    const isNullable = type.types.some(({ flags }) => flags & TypeFlags.Null);
    const bare = this.#checker.getNonNullableType(type);
    if (bare !== type && !(bare.flags & TypeFlags.Never)) {
      const schema = this.of(bare, at);
      return isNullable ? orNull(schema) : schema;
    }
    const literals = { string: new Set(), number: new Set(), boolean: new Set() };
    const others = new Map();
    for (const each of type.types) {
      const schema = this.of(each, at);
      if (schema.enum && !schema.$ref) schema.enum.forEach((one) => literals[schema.type].add(one));
      else others.set(JSON.stringify(schema), schema);
    }
    const kinds = Object.entries(literals).filter(([, values]) => values.size > 0);
    const choices = kinds.map(([kind, values]) =>
      kind === 'boolean' && values.size === 2
        ? { type: 'boolean' }
        : { type: kind, enum: [...values].sort() },
    );
    choices.push(...others.values());
    return choices.length === 1 ? choices[0] : { anyOf: choices };
  }

  #object(type, at) {
    const checker = this.#checker;
    if (type.symbol?.name === 'Date') return { type: 'string', format: 'date-time' };
    if (checker.isTupleType(type)) {
      const items = checker.getTypeArguments(type);
      return {
        type: 'array',
        prefixItems: items.map((item, place) => this.of(item, `${at}[${place}]`)),
        minItems: items.length,
        items: false,
      };
    }
    if (checker.isArrayLikeType(type) && checker.getIndexTypeOfType(type, ts.IndexKind.Number)) {
      if (!checker.isArrayType(type)) throw new Error(`${at}: bytes are no JSON`);
      return { type: 'array', items: this.of(checker.getTypeArguments(type)[0], `${at}[]`) };
    }
    if (['Map', 'Set', 'Promise', 'Buffer'].includes(type.symbol?.name)) {
      throw new Error(`${at} is a ${type.symbol.name}: that has no form in JSON`);
    }
    const toJson = type.getProperty('toJSON');
    if (toJson) {
      const [signature] = checker.getTypeOfSymbol(toJson).getCallSignatures();
      return this.of(signature.getReturnType(), at);
    }
    return this.#fields(type, at);
  }

  #fields(type, at) {
    const checker = this.#checker;
    const properties = {};
    const required = [];
    const symbols = checker.getPropertiesOfType(type);
    // The checker's own order follows what it has met first; ours does not move.
    if (isMapped(type)) symbols.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const symbol of symbols) {
      if (symbol.name.startsWith('__@')) continue;
      const field = checker.getTypeOfSymbol(symbol);
      if (field.flags & (TypeFlags.Undefined | TypeFlags.Never)) continue;
      if (field.getCallSignatures().length > 0) continue;
      const { description } = described(symbol, checker);
      properties[symbol.name] = {
        ...this.of(field, `${at}.${symbol.name}`),
        ...(description && { description }),
      };
      if (!this.#mayBeMissing(symbol, field)) required.push(symbol.name);
    }
    const [index] = checker.getIndexInfosOfType(type);
    const others = index && this.of(index.type, `${at}[…]`);
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties }),
      ...(required.length > 0 && { required }),
      ...(others && { additionalProperties: Object.keys(others).length > 0 ? others : true }),
    };
  }

  #mayBeMissing(symbol, type) {
    if (symbol.flags & SymbolFlags.Optional || type.flags & TypeFlags.Unknown) return true;
    return type.isUnion() && type.types.some(({ flags }) => flags & TypeFlags.Undefined);
  }

  /** The symbol a type is called by in our code; undefined for what is written in place. */
  #nameOf(type) {
    const { aliasSymbol, aliasTypeArguments, symbol, flags } = type;
    if (aliasSymbol) {
      const isPlain = !aliasTypeArguments?.length && this.#isOurs(aliasSymbol);
      return isPlain && !isPrimitive(type) ? aliasSymbol : undefined;
    }
    if (isChoice(type)) return this.#choices.get(type);
    if (!(flags & TypeFlags.Object) || !symbol) return undefined;
    if (!(symbol.flags & (SymbolFlags.Interface | SymbolFlags.Class))) return undefined;
    if (this.#checker.getTypeArguments(type).length > 0) return undefined;
    return this.#isOurs(symbol) ? symbol : undefined;
  }

  #isOurs(symbol) {
    const file = fileOf(symbol);
    return file?.startsWith(this.#root) && !file.includes(`${sep}node_modules${sep}`);
  }

  /**
   * One name for each schema. Two of a name that say different things are told apart by the folder
   * that each is of, then by its file.
   */
  #names() {
    const entries = [...this.#named.values()];
    const groups = Map.groupBy
      ? Map.groupBy(entries, ({ symbol }) => symbol.name)
      : grouped(entries, ({ symbol }) => symbol.name);
    const names = new Map();
    for (const [name, alike] of groups) {
      const isOne = new Set(alike.map(({ schema }) => JSON.stringify(schema))).size === 1;
      for (const { key, symbol } of alike) {
        const folder = dirname(fileOf(symbol))
          .split(sep)
          .filter((part) => part !== 'src');
        const file = basename(fileOf(symbol)).split('.')[0];
        const byFolder = pascal(folder.at(-1)) + name;
        const isClear =
          alike.filter((each) => dirname(fileOf(each.symbol)) === dirname(fileOf(symbol)))
            .length === 1;
        names.set(key, isOne ? name : isClear ? byFolder : pascal(file) + name);
      }
    }
    return names;
  }
}

/** Whether it is one of some words: three at least, since of two the words themselves say as much. */
function isChoice(type) {
  return (
    type.isUnion() && type.types.length > 2 && type.types.every((each) => each.isStringLiteral())
  );
}

function isPrimitive(type) {
  return !(type.flags & (TypeFlags.Object | TypeFlags.UnionOrIntersection));
}

function isMapped(type) {
  if (type.isIntersection()) return type.types.some(isMapped);
  return Boolean(type.objectFlags & ts.ObjectFlags.Mapped);
}

function fileOf(symbol) {
  return symbol.declarations?.[0]?.getSourceFile().fileName;
}

function grouped(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function pascal(words) {
  return words.replace(/(?:^|[-.])(\w)/g, (_, letter) => letter.toUpperCase());
}

/** The words above a declaration of ours, without what links to code. */
function described(symbol, checker) {
  const file = fileOf(symbol);
  if (!file || file.includes('/node_modules/')) return {};
  const text = ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  return text ? { description: text } : {};
}

function orNull(schema) {
  if (schema.$ref) return { anyOf: [schema, { type: 'null' }] };
  if (schema.anyOf) return { ...schema, anyOf: [...schema.anyOf, { type: 'null' }] };
  if (schema.enum) return { type: [schema.type, 'null'], enum: [...schema.enum, null] };
  if (schema.type) return { ...schema, type: [schema.type, 'null'] };
  return schema;
}

/** Choices in an order that does not follow what the checker has met first; null is the last. */
function inOrder(value) {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      const within = inOrder(each);
      if (key !== 'anyOf' || !Array.isArray(within)) return [key, within];
      const rank = (choice) => `${choice.type === 'null' ? 1 : 0}${JSON.stringify(choice)}`;
      return [key, within.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))];
    }),
  );
}

function sorted(entries) {
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
