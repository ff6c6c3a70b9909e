import type { Request, Response } from 'express'
import type { PaginaFinal } from '../domain/pagina.ts'
import { localesDe, selloDe } from './peticion.ts'
import type { Servicios } from './servicios.ts'
import type { ResultadoVista } from './vista.ts'

/**
 * Draws a page that ends or interrupts a process.
 * @param extras whose it is, what its buttons carry unseen, the system to go back to, and whether “Terminar” is offered.
 */
export function pintarFinal(
  servicios: Servicios,
  req: Request,
  res: Response,
  pagina: PaginaFinal,
  extras: {
    deQuien?: ResultadoVista['deQuien']
    ocultos?: ResultadoVista['ocultos']
    volver?: { sistema: string; url: string } | null
    terminar?: boolean
    estado?: number
  } = {},
): void {
  const { volver, deQuien, ocultos = {} } = extras
  const principal = !pagina.acciones.some((accion) => accion.principal)
  const vista: ResultadoVista = {
    ...pagina,
    ...(deQuien && { deQuien }),
    acciones: [
      ...(volver
        ? [{ texto: `Volver a ${volver.sistema}`, url: volver.url, metodo: 'get' as const, principal }]
        : []),
      ...pagina.acciones,
      ...(extras.terminar
        ? [{ texto: 'Terminar', url: '/terminar', metodo: 'post' as const, principal: false }]
        : []),
    ].toSorted((a, b) => Number(b.principal) - Number(a.principal)),
    ocultos,
  }
  // A page without buttons that post needs no session.
  if (vista.acciones.some(({ metodo }) => metodo === 'post')) {
    const sello = selloDe(req, servicios.deps.azar)
    const { csrf } = servicios
    Object.assign(localesDe(res), { csrf: csrf.emitir(sello), visita: csrf.visita(sello) })
  }
  // Compressed by us or by a proxy, its length would say something of the key.
  if (vista.clave) res.set('Cache-Control', 'no-store, no-transform')
  res.status(extras.estado ?? 200).render('resultado', vista)
}
