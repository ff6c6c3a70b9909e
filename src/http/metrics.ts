import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/**
 * Prometheus metrics. Labels are routes and codes, never addresses or identificadores.
 * @param reservedHashes read at each scrape, and so are the uploads that hold a place.
 */
export function createMetrics(reservedHashes: () => number, uploads: () => number) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    responses: new Histogram({
      name: 'clave_http_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers: [registry],
    }),
    tramites: new Counter({
      name: 'clave_forms_total',
      help: 'Forms sent, by operation, step and outcome',
      labelNames: ['operation', 'step', 'outcome'],
      registers: [registry],
    }),
    avisos: new Gauge({
      name: 'clave_outbox_messages',
      help: 'Messages in the outbox, by state',
      labelNames: ['state'],
      registers: [registry],
    }),
    bounced: new Gauge({
      name: 'clave_mailboxes_bounced',
      help: 'Mailboxes of accounts that mail does not reach',
      registers: [registry],
    }),
    logouts: new Gauge({
      name: 'clave_openid_logouts',
      help: 'Sign-outs that other systems are still to be told',
      registers: [registry],
    }),
    sms: new Gauge({
      name: 'clave_sms_today',
      help: 'SMS of the day in Chile, and how many its budget has; only with a budget',
      labelNames: ['what'],
      registers: [registry],
    }),
    hashes: new Gauge({
      name: 'clave_hashes_reserved',
      help: 'Hashes reserved and not finished',
      registers: [registry],
      collect() {
        this.set(reservedHashes())
      },
    }),
    uploads: new Gauge({
      name: 'clave_uploads',
      help: 'Uploads that hold one of the 64 places',
      registers: [registry],
      collect() {
        this.set(uploads())
      },
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
