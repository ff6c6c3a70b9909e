import { timingSafeEqual } from 'node:crypto'
import { Router } from 'express'
import { outboxSummary } from '../application/notices/outbox-summary.ts'
import { readSmsBudget } from '../application/notices/sms-budget.ts'
import { paths } from '../domain/urls.ts'
import type { Services } from './services.ts'

/**
 * Probes and metrics for operators. `/metrics` is 404 without METRICS_TOKEN as bearer token. Each under its one
 * spelling: a proxy that keeps `/readyz` from the world would let `/READYZ` and `/readyz/` pass.
 */
export function healthRoutes({ deps, metrics, state, metricsToken }: Services): Router {
  const router = Router({ caseSensitive: true, strict: true })
  router.get(paths.healthz, (_req, res) => void res.type('text').send('ok\n'))
  router.get(paths.readyz, async (_req, res) => {
    const isReady = !state.stopping && (await responds(() => deps.store.check()))
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'not ready\n')
  })
  if (!metricsToken) return router
  router.get(paths.metrics, async (req, res, next) => {
    if (!isSame(req.get('authorization') ?? '', `Bearer ${metricsToken}`)) return next()
    const { pending, abandoned, bounced } = await outboxSummary(deps)
    metrics.avisos.set({ state: 'pending' }, pending)
    metrics.avisos.set({ state: 'abandoned' }, abandoned)
    metrics.bounced.set(bounced)
    metrics.logouts.set((await deps.store.single.openId.readWaitingLogouts()).waiting)
    const sms = await readSmsBudget(deps)
    if (sms) {
      metrics.sms.set({ what: 'spent' }, sms.spent)
      metrics.sms.set({ what: 'budget' }, sms.perDay)
    }
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics())
  })
  return router
}

async function responds(check: () => Promise<void>): Promise<boolean> {
  try {
    await check()
    return true
  } catch {
    return false
  }
}

const isSame = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
