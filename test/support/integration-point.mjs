import { createServer } from 'node:http';
const organisation = /^0192:\d{9}$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/**
 * A stand-in for an eFormidling integration point: a real HTTP server that keeps state as the real
 * one does. A message is created, gets its files, and leaves the outbox when it is sent; its id is
 * known for ever after, and a second message with it is answered with 400.
 */ export async function startIntegrationPoint() {
  const messages = new Map();
  const sendings = new Map();
  const receipts = new Map();
  const refusals = [];
  const trouble = {
    kind: null,
    at: 'any',
  };
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => request.socket.destroy());
  });
  async function handle(request, response) {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://point');
    const step = stepOf(request.method ?? '', pathname);
    const isTroubled = trouble.kind !== null && (trouble.at === 'any' || trouble.at === step);
    if (isTroubled && trouble.kind === 'down') return void request.socket.destroy();
    if (isTroubled && trouble.kind === 'busy')
      return answer(response, 503, {
        error: 'busy',
      });
    const [status, answered] = work(step, request, pathname, searchParams, body);
    if (isTroubled && trouble.kind === 'answer-lost') return void request.socket.destroy();
    answer(response, status, answered);
  }
  function work(step, request, pathname, query, body) {
    const id = pathname.split('/').at(-1) ?? '';
    switch (step) {
      case 'create':
        return create(body);
      case 'file':
        return file(id, request, query, body);
      case 'send':
        return send(id);
      case 'outbox':
        return messages.get(id)?.isSent === false ? [200, {}] : [404, exception('NotFound')];
      case 'statuses':
        return [
          200,
          {
            content: messages.get(id)?.statuses ?? [],
          },
        ];
      case 'peek': {
        const first = receipts.values().next().value;
        return first ? [200, first] : [204, null];
      }
      case 'delete':
        return receipts.delete(id) ? [200, {}] : [404, exception('NotFound')];
      default:
        return refuse(`no such route: ${request.method} ${pathname}`);
    }
  }
  function create(body) {
    const document = JSON.parse(body.toString());
    const header = document.standardBusinessDocumentHeader;
    const { instanceIdentifier: messageId = '', ...identification } =
      header?.documentIdentification ?? {};
    const scope = header?.businessScope?.scope?.[0];
    const receiver = header?.receiver?.[0]?.identifier;
    if (
      header?.headerVersion !== '1.0' ||
      !uuid.test(messageId) ||
      identification.standard !== 'urn:no:difi:arkivmelding:xsd::arkivmelding' ||
      identification.type !== 'arkivmelding' ||
      identification.typeVersion !== '2.0' ||
      receiver?.authority !== 'iso6523-actorid-upis' ||
      !organisation.test(receiver.value) ||
      scope?.type !== 'ConversationId' ||
      !scope.identifier.startsWith('urn:no:difi:profile:arkivmelding:') ||
      typeof document.arkivmelding !== 'object'
    ) {
      return refuse('business document');
    }
    if (messages.has(messageId)) return refuse('MessageAlreadyExistsException');
    messages.set(messageId, {
      messageId,
      conversationId: scope.instanceIdentifier,
      receiver: receiver.value.slice(5),
      process: scope.identifier,
      files: new Map(),
      isSent: false,
      statuses: [
        {
          status: 'OPPRETTET',
          lastUpdate: new Date().toISOString(),
        },
      ],
    });
    return [200, document];
  }
  function file(id, request, query, body) {
    const message = messages.get(id);
    const name = /filename="?([^";]+)/.exec(request.headers['content-disposition'] ?? '')?.[1];
    if (!message || message.isSent) return [404, exception('MessageNotFoundException')];
    if (!name || !query.get('title') || !request.headers['content-type'] || body.length === 0) {
      return refuse('file');
    }
    message.files.set(name, body);
    return [200, {}];
  }
  function send(id) {
    const message = messages.get(id);
    if (!message || message.isSent) return [404, exception('MessageNotFoundException')];
    const metadata = message.files.get('arkivmelding.xml')?.toString() ?? '';
    const named = /<referanseDokumentfil>([^<]+)</.exec(metadata)?.[1];
    if (!named || !message.files.has(named)) return refuse('MissingArkivmeldingFileException');
    message.isSent = true;
    sendings.set(id, (sendings.get(id) ?? 0) + 1);
    message.statuses.push({
      status: 'SENDT',
      lastUpdate: new Date().toISOString(),
    });
    return [200, {}];
  }
  function refuse(why) {
    refusals.push(why);
    return [400, exception(why)];
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}`,
    messages,
    sendings,
    receipts,
    refusals,
    trouble,
    report(messageId, status, at) {
      messages.get(messageId)?.statuses.push({
        status,
        lastUpdate: at.toISOString(),
      });
    },
    answer(receiptId, messageId, receiptType) {
      receipts.set(receiptId, {
        standardBusinessDocumentHeader: {
          documentIdentification: {
            instanceIdentifier: receiptId,
            type: 'arkivmelding_kvittering',
          },
        },
        arkivmelding_kvittering: {
          receiptType,
          relatedToMessageId: messageId,
        },
      });
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
function stepOf(method, pathname) {
  const route = `${method} ${pathname.replace(/\/[0-9a-f-]{36}$/, '/:id')}`;
  const steps = {
    'POST /api/messages/out': 'create',
    'PUT /api/messages/out/:id': 'file',
    'POST /api/messages/out/:id': 'send',
    'GET /api/messages/out/:id': 'outbox',
    'GET /api/statuses/:id': 'statuses',
    'GET /api/messages/in/peek': 'peek',
    'DELETE /api/messages/in/:id': 'delete',
  };
  return steps[route] ?? 'unknown';
}
function exception(name) {
  return {
    exception: `no.difi.meldingsutveksling.exceptions.${name}`,
    status: 'error',
  };
}
async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
function answer(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json',
  });
  response.end(body === null ? '' : JSON.stringify(body));
}
