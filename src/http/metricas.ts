import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/**
 * What an operator watches. Labels are routes and codes, never addresses or identifiers.
 * @param hashesReservados read at each scrape.
 */
export function crearMetricas(hashesReservados: () => number) {
  const registro = new Registry()
  collectDefaultMetrics({ register: registro })
  return {
    registro,
    respuestas: new Histogram({
      name: 'clave_http_seconds',
      help: 'Time to answer, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers: [registro],
    }),
    tramites: new Counter({
      name: 'clave_forms_total',
      help: 'Forms sent, by operation, step and outcome',
      labelNames: ['operation', 'step', 'outcome'],
      registers: [registro],
    }),
    avisos: new Gauge({
      name: 'clave_outbox_messages',
      help: 'Messages in the outbox, by state',
      labelNames: ['state'],
      registers: [registro],
    }),
    hashes: new Gauge({
      name: 'clave_hashes_reserved',
      help: 'Hashes reserved and not finished',
      registers: [registro],
      collect() {
        this.set(hashesReservados())
      },
    }),
  }
}

export type Metricas = ReturnType<typeof crearMetricas>
