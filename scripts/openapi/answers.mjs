import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { Shapes } from './shapes.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
const verbs = ['Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options'];
const json = 'application/json';

/**
 * What each endpoint of the API answers where it does not refuse, read from what its method returns:
 * by route, by status, by media type. The vault has a door and a document of its own.
 */
export function answersInCode() {
  const { options } = ts.getParsedCommandLineOfConfigFile(
    join(root, 'tsconfig.build.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(String(messageText));
      },
    },
  );
  const files = ['apps/api/src', 'libs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)),
    )
    .filter((file) => file.endsWith('.controller.ts') && !file.includes('/vault/'))
    .sort();
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const shapes = new Shapes(program, root);
  const answers = {};
  for (const file of files) {
    for (const { method, controller } of handlersIn(program.getSourceFile(file))) {
      for (const [verb, paths] of routesOf(method)) {
        for (const path of paths) {
          const route = routeNamed(verb, controller, path);
          answers[route] = answerOf(method, verb, checker, shapes, route);
        }
      }
    }
  }
  const { value, schemas } = shapes.settled(answers);
  return { answers: value, schemas };
}

/** As it is committed: what the document is made of without asking the compiler again. */
export function printAnswers(answers = answersInCode()) {
  return `${JSON.stringify(answers, null, 2)}\n`;
}

function* handlersIn(source) {
  for (const statement of source.statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    const controller = decoratorsOf(statement).find(({ name }) => name === 'Controller');
    if (!controller) continue;
    for (const method of statement.members) {
      if (ts.isMethodDeclaration(method)) yield { method, controller: textIn(controller.args[0]) };
    }
  }
}

function routesOf(method) {
  return decoratorsOf(method)
    .filter(({ name }) => verbs.includes(name))
    .map(({ name, args: [path] }) => [
      name.toUpperCase(),
      path && ts.isArrayLiteralExpression(path) ? path.elements.map(textIn) : [textIn(path)],
    ]);
}

function routeNamed(verb, controller, path) {
  const whole = [controller, path]
    .filter(Boolean)
    .join('/')
    .replace(/:(\w+)/g, '{$1}');
  return `${verb} /${whole}`;
}

function answerOf(method, verb, checker, shapes, route) {
  const signature = checker.getSignatureFromDeclaration(method);
  const returned = checker.getAwaitedType(checker.getReturnTypeOfSignature(signature));
  const kinds = returned.isUnion() ? returned.types : [returned];
  const isFile = (type) => type.symbol?.name === 'StreamableFile';
  const isNothing = ({ flags }) => flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined);
  const status = statusOf(method, verb);
  if (/\breply\b[^;]*\.redirect\(/.test(method.getText())) return { 303: {} };

  const content = {};
  if (!kinds.every((kind) => isFile(kind) || isNothing(kind))) {
    const values = kinds.filter((kind) => !isFile(kind) && !isNothing(kind));
    const schema = kinds.some(isFile)
      ? anyOf(values.map((value) => shapes.of(value, route)))
      : shapes.of(returned, route);
    content[mediaTypeOf(method) ?? json] = { schema };
  }
  if (kinds.some(isFile)) {
    for (const type of fileTypesIn(method, checker)) content[type] ??= {};
  }
  // Nest sends no body with 204: what answers something for all that has said 200 itself.
  if (status === 204 && Object.keys(content).length > 0) return { 200: content, 204: {} };
  return { [status]: content };
}

function anyOf(schemas) {
  return schemas.length === 1 ? schemas[0] : { anyOf: schemas };
}

function statusOf(method, verb) {
  const code = decoratorsOf(method).find(({ name }) => name === 'HttpCode');
  if (code) return Number(code.args[0].getText());
  return verb === 'POST' ? 201 : 200;
}

/** The media type that a method says of its answer; null where it says nothing. */
function mediaTypeOf(method) {
  const header = decoratorsOf(method).find(
    ({ name, args }) => name === 'Header' && textIn(args[0]) === 'content-type',
  );
  if (header) return bare(textIn(header.args[1]));
  const said = /\breply\.type\('([^']+)'\)/.exec(method.getText());
  return said && bare(said[1]);
}

/** The media types of the files that a method answers, itself or by another of its class. */
function fileTypesIn(method, checker) {
  const found = fileTypesBelow(method, checker);
  return found.length > 0 ? found : fileTypesBelow(method.getSourceFile(), checker);
}

function fileTypesBelow(node, checker) {
  const types = [];
  const visit = (each) => {
    if (ts.isNewExpression(each) && each.expression.getText() === 'StreamableFile') {
      const options = each.arguments[1] && checker.getTypeAtLocation(each.arguments[1]);
      const property = options?.getProperty('type');
      const declared = property?.valueDeclaration;
      const type =
        declared && ts.isPropertyAssignment(declared)
          ? checker.getTypeAtLocation(declared.initializer)
          : property && checker.getTypeOfSymbol(property);
      const choices = type?.isUnion() ? type.types : [type];
      types.push(
        ...choices.map((choice) => (choice?.isStringLiteral() ? bare(choice.value) : '*/*')),
      );
    }
    ts.forEachChild(each, visit);
  };
  visit(node);
  return [...new Set(types)].sort();
}

function bare(mediaType) {
  return mediaType.split(';')[0];
}

function decoratorsOf(node) {
  return (ts.getDecorators(node) ?? []).flatMap(({ expression }) =>
    ts.isCallExpression(expression)
      ? [{ name: expression.expression.getText(), args: expression.arguments }]
      : [],
  );
}

function textIn(node) {
  if (!node) return '';
  if (ts.isStringLiteralLike(node)) return node.text;
  throw new Error(`${node.getText()} is no text written in place`);
}
