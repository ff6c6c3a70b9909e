import { type Request, type Response, Router } from 'express'
import {
  abrirEnlace,
  confirmarCorreo,
  type Pulsacion,
  recuperarConEnlace,
} from '../application/abrir-enlace.ts'
import { aceptarOtec, rechazarOtec } from '../application/facilitador/responder-invitacion.ts'
import { noFuiYo } from '../application/no-fui-yo.ts'
import type { TipoEnlace } from '../application/ports.ts'
import {
  paginaCongelada,
  paginaCorreoConfirmado,
  paginaDeEnlace,
  paginaEnlaceSinCookies,
  paginaEnlaceVencido,
} from '../domain/paginas-enlace.ts'
import { paginaOtecAceptada, paginaOtecRechazada } from '../domain/paginas-facilitador.ts'
import { EFECTOS } from '../domain/pasos.ts'
import { seguir } from './avance.ts'
import { textoDe, tomar } from './cuerpo.ts'
import { exigirVigente } from './middleware/csrf.ts'
import { contextoDe, traeSesion } from './peticion.ts'
import { pintarFinal } from './resultado.ts'
import type { Servicios } from './servicios.ts'
import { enlacePedido, recordarEnlace } from './sesion.ts'

const TIPOS = [
  'confirmar-correo',
  'recuperar',
  'no-fui-yo',
  'volver',
  'aceptar-otec',
] as const satisfies TipoEnlace[]

/**
 * Links of the mails. Opening one takes its token out of the address and shows a page with one button; only the
 * button does something, because mail scanners open links too.
 */
export function enlaces(servicios: Servicios): Router {
  const { deps } = servicios
  const router = Router()

  router.get('/enlace/vencido', (req, res) => {
    pintarFinal(servicios, req, res, paginaEnlaceVencido(), { estado: 410 })
  })

  for (const tipo of TIPOS) {
    router.get(`/enlace/${tipo}`, (req, res) => {
      const enlace = enlacePedido(req, tipo)
      if (enlace) return pintarFinal(servicios, req, res, paginaDeEnlace(tipo), { ocultos: { enlace } })
      // Only a good link leads here.
      if (!traeSesion(req)) return pintarFinal(servicios, req, res, paginaEnlaceSinCookies(), { estado: 403 })
      pintarFinal(servicios, req, res, paginaEnlaceVencido(), { estado: 410 })
    })
    router.post(`/enlace/${tipo}`, exigirVigente, async (req, res) => {
      const ficha = textoDe(tomar(req.body, ['_csrf']), '_csrf')
      const pulsacion = { id: enlacePedido(req, tipo) ?? '', pagina: `${tipo}:${ficha}` }
      const contexto = contextoDe(req, res, deps)
      if (tipo === 'recuperar' || tipo === 'volver') {
        const volver = req.session.volver ?? null
        return seguir(servicios, req, res, await recuperarConEnlace(deps, contexto, pulsacion, tipo, volver))
      }
      if (tipo === 'aceptar-otec') return aceptar(servicios, req, res, pulsacion)
      const hacer = tipo === 'no-fui-yo' ? noFuiYo : confirmarCorreo
      const hecho = await hacer(deps, contexto, pulsacion)
      servicios.despertar()
      if (!hecho) return res.redirect(303, '/enlace/vencido')
      res.redirect(303, `/enlace/${tipo}/${hecho === true ? 'listo' : hecho}`)
    })
  }

  router.post('/enlace/aceptar-otec/rechazar', exigirVigente, async (req, res) => {
    const ficha = textoDe(tomar(req.body, ['_csrf']), '_csrf')
    const pulsacion = { id: enlacePedido(req, 'aceptar-otec') ?? '', pagina: `rechazar-otec:${ficha}` }
    const hecho = await rechazarOtec(deps, contextoDe(req, res, deps), pulsacion)
    res.redirect(303, hecho ? '/enlace/aceptar-otec/rechazada' : '/enlace/vencido')
  })
  router.get('/enlace/aceptar-otec/aceptada', (req, res) =>
    pintarFinal(servicios, req, res, paginaOtecAceptada()),
  )
  router.get('/enlace/aceptar-otec/rechazada', (req, res) =>
    pintarFinal(servicios, req, res, paginaOtecRechazada()),
  )
  router.get('/enlace/no-fui-yo/listo', (req, res) => pintarFinal(servicios, req, res, paginaCongelada()))
  for (const efecto of EFECTOS) {
    router.get(`/enlace/confirmar-correo/${efecto}`, (req, res) => {
      pintarFinal(servicios, req, res, paginaCorreoConfirmado(efecto))
    })
  }

  router.get('/enlace/:ficha', async (req, res) => {
    const enlace = await abrirEnlace(deps, req.params.ficha)
    if (!enlace) return res.redirect(303, '/enlace/vencido')
    recordarEnlace(req, enlace.tipo, enlace.id)
    res.redirect(303, `/enlace/${enlace.tipo}?enlace=${enlace.id}`)
  })
  return router
}

/** The facilitator accepts the OTEC: done, or on to choosing the CS. */
async function aceptar(servicios: Servicios, req: Request, res: Response, pulsacion: Pulsacion) {
  const { deps, despertar } = servicios
  const volver = req.session.volver ?? null
  const aceptada = await aceptarOtec(deps, contextoDe(req, res, deps), pulsacion, volver)
  despertar()
  if (aceptada.hecha) return res.redirect(303, '/enlace/aceptar-otec/aceptada')
  return seguir(servicios, req, res, aceptada.solicitudId)
}
