import { type Request, Router } from 'express'
import type { Redactor, RedactorSms } from '../../application/ports.ts'
import type { Aviso, AvisoSms, TipoAviso } from '../../domain/avisos.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import { sinCopias } from '../middleware/seguridad.ts'
import type { TextoConEnlaces } from '../vista.ts'
import { type CorreoVisto, correoEnviado, correosEnviados } from './bandeja.ts'
import { smsEnviados } from './bandeja-sms.ts'

/** The HTML of a message may style itself and nothing more; it never runs anything or asks for anything. */
const CSP_DEL_CORREO =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

/**
 * Pages for development: every message with invented data, and those sent to the folder, whose links can be
 * followed. Mount them at /dev/correo, never in production: they show keys and links of everybody.
 */
export function correoDeDesarrollo(deps: {
  /** Where `transporteCarpeta` leaves the messages. */
  dir: string
  redactor: Redactor
  ejemplos: Readonly<Record<TipoAviso, Aviso>>
  /** The same of SMS: where `transporteSmsCarpeta` leaves them, and what each says. */
  sms: { dir: string; redactor: RedactorSms; ejemplos: readonly AvisoSms[] }
}): Router {
  const muestras = Object.values(deps.ejemplos).map((aviso) =>
    deps.redactor(aviso, 'persona@ejemplo.cl', aviso.tipo),
  )
  const muestrasSms = deps.sms.ejemplos.map(
    (aviso) => deps.sms.redactor(aviso, '987654321', aviso.tipo).texto,
  )
  const buscar = async ({ params: { grupo, id } }: Request): Promise<CorreoVisto | undefined> =>
    grupo === 'enviados' ? correoEnviado(deps.dir, String(id)) : muestras.find((muestra) => muestra.id === id)

  const router = Router()
  router.use(sinCopias)
  router.get('/', async (req, res) => {
    const [enviados, sms] = await Promise.all([correosEnviados(deps.dir), smsEnviados(deps.sms.dir)])
    res.render('dev/correos', {
      base: req.baseUrl,
      muestras: muestras.map(enLista),
      enviados: enviados.map(enLista),
      sms: sms.map(({ fecha, ...uno }) => ({ ...uno, fecha: mostrarMomento(fecha) })),
      muestrasSms,
    })
  })
  router.get('/:grupo/:id', async (req, res, next) => {
    const correo = await buscar(req)
    if (!correo) return next()
    const lineas = conEnlaces(correo.texto)
    res.render('dev/correo', {
      base: req.baseUrl,
      correo: enLista(correo),
      lineas,
      marco: `${req.baseUrl}${req.path}/html`,
    })
  })
  router.get('/:grupo/:id/html', async (req, res, next) => {
    const correo = await buscar(req)
    if (!correo) return next()
    res.set({ 'Content-Security-Policy': CSP_DEL_CORREO, 'X-Frame-Options': 'SAMEORIGIN' })
    // Its sandbox gives it an origin of its own, which cannot be isolated as the product's is.
    res.removeHeader('Origin-Agent-Cluster')
    res.type('html').send(correo.html)
  })
  return router
}

function enLista({ id, asunto, para, fecha }: CorreoVisto) {
  return { id, asunto, para, fecha: fecha ? mostrarMomento(fecha) : null }
}

/** The text line by line, its addresses as links. */
function conEnlaces(texto: string): TextoConEnlaces[] {
  return texto
    .trimEnd()
    .split(/\r?\n/)
    .map((linea) =>
      linea.split(/(https?:\/\/\S+)/).map((texto, i) => (i % 2 === 1 ? { texto, url: texto } : { texto })),
    )
}
