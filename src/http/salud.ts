import { timingSafeEqual } from 'node:crypto'
import { Router } from 'express'
import { resumenAvisos } from '../application/resumen-avisos.ts'
import type { Servicios } from './servicios.ts'

/** For load balancers and operators: no session, no page. `/metrics` only exists for who brings METRICS_TOKEN. */
export function salud({ deps, metricas, estado, tokenMetricas }: Servicios): Router {
  const router = Router()
  router.get('/healthz', (_req, res) => void res.type('text').send('ok\n'))
  router.get('/readyz', async (_req, res) => {
    const lista = !estado.deteniendose && (await responde(() => deps.almacen.comprobar()))
    res
      .status(lista ? 200 : 503)
      .type('text')
      .send(lista ? 'ready\n' : 'not ready\n')
  })
  if (!tokenMetricas) return router
  router.get('/metrics', async (req, res, next) => {
    if (!mismo(req.get('authorization') ?? '', `Bearer ${tokenMetricas}`)) return next()
    const { pendientes, abandonados } = await resumenAvisos(deps)
    metricas.avisos.set({ state: 'pending' }, pendientes)
    metricas.avisos.set({ state: 'abandoned' }, abandonados)
    res.type(metricas.registro.contentType).send(await metricas.registro.metrics())
  })
  return router
}

async function responde(comprobar: () => Promise<void>): Promise<boolean> {
  try {
    await comprobar()
    return true
  } catch {
    return false
  }
}

const mismo = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b))
