import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { NotUnderstood, ProgressLine } from './outcome.mjs';

const EVERY_MS = 500;
/** A step goes through so many parts while it gives numbers. */
const PARTS = 256;

/** What becomes of a domain and its keys. */
export const domainCommands = {
  plan: {
    usage: 'plan DOMAIN',
    needs: ['DOMAIN'],
    run: (visit, [domain]) => domainOf(visit, domain),
    say: (view) =>
      [
        `${view.caseReference}, domain ${view.domainId}: ${view.state}`,
        `made ${view.createdAt}, key in custody: ${view.custody}`,
        `serial numbers: ${shapeOf(view.serialNumbers)}; given to ${view.people} people`,
        ...view.registries.map((id) => `registry ${id}: ${listsOf(view, id)}`),
        ...view.orders.flatMap(stepsOf),
      ].join('\n'),
  },

  status: {
    usage: 'status DOMAIN [--follow]',
    needs: ['DOMAIN'],
    async run(visit, [domain], { follow, json }) {
      const line = new ProgressLine(json);
      for (;;) {
        const view = await domainOf(visit, domain);
        const { done, total } = progressOf(view);
        line.show(view.orders[0]?.isPaused ? 'paused' : 'linkage', done, total);
        if (!follow || done >= total || view.state !== 'active') {
          line.end();
          return view;
        }
        await pause(EVERY_MS);
      }
    },
    say: (view) =>
      [
        ...view.orders.flatMap(stepsOf),
        ...view.runs.map(
          ({ at, registryId, rows, accepted }) =>
            `${at}  ${registryId}: ${accepted} of ${rows} rows`,
        ),
      ].join('\n') || 'No list has been worked on yet.',
  },

  pause: {
    usage: 'pause DOMAIN ORDER',
    needs: ['DOMAIN', 'ORDER'],
    run: (visit, given) => setPaused(visit, given, 'PUT'),
    say: () =>
      'The order rests: no new list is taken in, and one that is worked on waits. Let it go on by resume.',
  },

  resume: {
    usage: 'resume DOMAIN ORDER',
    needs: ['DOMAIN', 'ORDER'],
    run: (visit, given) => setPaused(visit, given, 'DELETE'),
    say: () => 'The order goes on.',
  },

  'destroy order': {
    usage: 'destroy order DOMAIN --case REFERENCE',
    needs: ['DOMAIN'],
    run(visit, [domain], { case: caseReference }) {
      if (!caseReference) throw new NotUnderstood('Give the reference of the case by --case.');
      const json = { caseReference };
      return visit.ask('destroy', 'POST', `/domains/${domain}/destruction`, { domain, json });
    },
    say: ({ domainId, expiresAt }) =>
      `Ordered. Another custodian confirms it before ${expiresAt}: destroy confirm ${domainId}`,
  },

  'destroy confirm': {
    usage: 'destroy confirm DOMAIN [--out certificate.json]',
    needs: ['DOMAIN'],
    async run(visit, [domain], { out }) {
      const path = `/domains/${domain}/destruction/confirm`;
      const certificate = await visit.ask('destroy', 'POST', path, { domain });
      if (out) writeFileSync(out, `${JSON.stringify(certificate, null, 2)}\n`, { flag: 'wx' });
      return certificate;
    },
    say: ({ destroyedAt, serialNumberCount, sha256 }) =>
      `Destroyed ${destroyedAt}: ${serialNumberCount} serial numbers lead to nobody any more.\n` +
      `SHA-256 of the certificate: ${sha256}`,
  },

  'destroy withdraw': {
    usage: 'destroy withdraw DOMAIN',
    needs: ['DOMAIN'],
    async run(visit, [domain]) {
      await visit.ask('destroy', 'DELETE', `/domains/${domain}/destruction`, { domain });
      return { domainId: domain, state: 'none' };
    },
    say: () => 'The order is taken back; nothing was destroyed.',
  },

  'destroy show': {
    usage: 'destroy show DOMAIN [--out certificate.json]',
    needs: ['DOMAIN'],
    async run(visit, [domain], { out }) {
      const view = await visit.ask('destroy', 'GET', `/domains/${domain}/destruction`, { domain });
      if (out && view.certificate) {
        writeFileSync(out, `${JSON.stringify(view.certificate, null, 2)}\n`, { flag: 'wx' });
      }
      return view;
    },
    say: ({ state, orderedBy, expiresAt }) =>
      orderedBy ? `${state} by ${orderedBy.name}, to be confirmed before ${expiresAt}` : state,
  },

  'resolve request': {
    usage: `resolve request DOMAIN NUMBER --ground significant-finding|withdrawn-consent --reason TEXT`,
    needs: ['DOMAIN', 'NUMBER'],
    run(visit, [domain, serialNumber], { ground: legalGround, reason }) {
      if (!legalGround || !reason) throw new NotUnderstood('Give --ground and --reason.');
      const json = { serialNumber, legalGround, reason };
      return visit.ask('resolve', 'POST', `/domains/${domain}/resolvings`, { domain, json });
    },
    say: ({ orderId, expiresAt }) =>
      `Asked. Another custodian approves it before ${expiresAt}: resolve approve DOMAIN ${orderId}`,
  },

  'resolve approve': {
    usage: 'resolve approve DOMAIN ORDER',
    needs: ['DOMAIN', 'ORDER'],
    run: (visit, given) => atOrder(visit, given, 'POST', '/approve'),
    say: ({ requestedBy, expiresAt }) =>
      `Approved. ${requestedBy.name} may fetch the answer, once, before ${expiresAt}.`,
  },

  'resolve fetch': {
    usage: 'resolve fetch DOMAIN ORDER --out FILE',
    needs: ['DOMAIN', 'ORDER'],
    async run(visit, given, { out }) {
      // A terminal keeps what it shows: the number goes to a file that only its owner can read.
      if (!out)
        throw new NotUnderstood('Name by --out the file the identity number is written to.');
      writeFileSync(out, '', { mode: 0o600, flag: 'wx' });
      const { identityNumber } = await atOrder(visit, given, 'POST', '/identity');
      writeFileSync(out, `${identityNumber}\n`);
      return { file: out };
    },
    say: ({ file }) => `The identity number is in ${file}.`,
  },

  'resolve withdraw': {
    usage: 'resolve withdraw DOMAIN ORDER',
    needs: ['DOMAIN', 'ORDER'],
    async run(visit, given) {
      await atOrder(visit, given, 'DELETE', '');
      return { orderId: given[1], state: 'withdrawn' };
    },
    say: () => 'The request is taken back.',
  },

  'resolve list': {
    usage: 'resolve list DOMAIN',
    needs: ['DOMAIN'],
    run: (visit, [domain]) =>
      visit.ask('resolve', 'GET', `/domains/${domain}/resolvings`, { domain }),
    say: ({ items }) =>
      items
        .map(({ orderId, state, requestedBy, legalGround }) =>
          [orderId, state, requestedBy.name, legalGround].join('  '),
        )
        .join('\n') || 'Nobody has asked for a person here.',
  },

  rotate: {
    usage: 'rotate master|domains|retire [--follow]',
    needs: ['KIND'],
    async run(visit, [kind], { follow, json }) {
      let view = await visit.ask('custody', 'POST', '/keys/rotation', { json: { kind } });
      const line = new ProgressLine(json);
      while (follow && !view.finishedAt) {
        await pause(EVERY_MS);
        view = await visit.ask('custody', 'GET', '/keys/rotation');
        line.show('keys rotated', view.done, view.total);
      }
      line.end();
      return view;
    },
    say: ({ kind, finishedAt }) =>
      finishedAt ? `Rotated (${kind}) ${finishedAt}.` : `Begun (${kind}); it goes on by itself.`,
  },
};

/** The domain with its orders, each with how far its steps have come. */
async function domainOf(visit, domain) {
  const view = await visit.ask('custody', 'GET', `/domains/${domain}`, { domain });
  const orders = [];
  for (const id of view.orders) {
    orders.push(await visit.ask('progress', 'GET', `/domains/${domain}/orders/${id}`, { domain }));
  }
  return { ...view, orders };
}

/** In parts of steps where there is an order, in registries with a key file where there is none. */
function progressOf({ orders: [order], registries, runs }) {
  if (!order) {
    const given = registries.filter((id) => runs.some(({ registryId }) => registryId === id));
    return { done: given.length, total: registries.length };
  }
  const parts = order.steps.map(({ state, partsDone }) => (state === 'done' ? PARTS : partsDone));
  return { done: parts.reduce((sum, part) => sum + part, 0), total: order.steps.length * PARTS };
}

function stepsOf({ orderId, isPaused, pausedBy, steps }) {
  const lines = steps.map(({ kind, registryId, state, people, reason }) => {
    const count = people === null ? '' : `, ${people} people`;
    return `  ${kind} ${registryId}: ${state}${count}${reason ? ` (${reason})` : ''}`;
  });
  return [`order ${orderId}${isPaused ? `, paused by ${pausedBy}` : ''}`, ...lines];
}

function setPaused(visit, [domain, order], method) {
  return visit.ask('pause', method, `/domains/${domain}/orders/${order}/pause`, { domain });
}

function atOrder(visit, [domain, order], method, what) {
  return visit.ask('resolve', method, `/domains/${domain}/resolvings/${order}${what}`, { domain });
}

const shapeOf = ({ alphabet, length, prefix }) =>
  `${length} characters (${alphabet}) and a check character${prefix ? `, prefix ${prefix}` : ''}`;

function listsOf({ runs }, registryId) {
  const own = runs.filter((run) => run.registryId === registryId);
  if (own.length === 0) return 'no list yet';
  return `${own.length} lists, the last of ${own[0].rows} rows with ${own[0].accepted} accepted`;
}
