import { type NextFunction, type Request, type Response, Router } from 'express'
import { contarPorDireccion } from '../application/limites.ts'
import { textoDe, tomar } from './cuerpo.ts'
import { ErrorHttp } from './errores.ts'
import { enNuestroMarco } from './middleware/seguridad.ts'
import { contextoDe, selloDe } from './peticion.ts'
import type { Servicios } from './servicios.ts'
import { enviarTrozo } from './trozos.ts'

/** The addresses of a challenge's picture and sound. */
const direccionesDe = (ficha: string) => ({
  imagen: `/captcha/${ficha}.png`,
  sonido: `/captcha/${ficha}.wav`,
})

/** The address of the frame that shows the letters of a form. */
export const marcoDe = (ficha: string): string => `/captcha/${ficha}`

/** So many forms of a session may have had their letters refreshed. */
const REFRESCADAS = 20
/** Tells a token from others: it is encrypted under a nonce of its own. */
const colaDe = (ficha: string) => ficha.slice(-40)

/** The challenge that a form shows now: the one that it came with, or the one that Refrescar brought since. */
export const fichaActual = (req: Request, ficha: string): string =>
  req.session.letras?.find(({ de }) => de === colaDe(ficha))?.ficha ?? ficha

/**
 * The frame with the picture and the sound of a form, and Refrescar, which changes what the frame shows and leaves the
 * form alone: keys and files that were chosen stay, with scripts or without (docs/decisions/0026).
 */
export function captcha({ deps, captchasPor10Minutos }: Servicios): Router {
  const router = Router()
  const limitar =
    (que: 'imagen' | 'sonido') =>
    async (req: Request<{ ficha: string }>, res: Response, next: NextFunction): Promise<void> => {
      if (deps.captcha.porHacer(req.params.ficha, que))
        await contarPorDireccion(deps, contextoDe(req, res, deps), 'captchas', captchasPor10Minutos)
      next()
    }
  router.get('/captcha/:ficha.png', limitar('imagen'), async (req, res) => {
    const imagen = await deps.captcha.imagen(req.params.ficha)
    if (!imagen) throw new ErrorHttp(404)
    res.set('Cache-Control', 'private, max-age=600').type('png').send(imagen)
  })
  router.get('/captcha/:ficha.wav', limitar('sonido'), async (req, res) => {
    const sonido = await deps.captcha.sonido(req.params.ficha)
    if (!sonido) throw new ErrorHttp(404)
    enviarTrozo(req, res.type('audio/wav'), sonido)
  })
  router.get('/captcha/:ficha', (req, res) => {
    if (deps.captcha.comprobar(req.params.ficha, '', '', '').id === null) throw new ErrorHttp(404)
    enNuestroMarco(res).render('letras', direccionesDe(fichaActual(req, req.params.ficha)))
  })
  router.post('/captcha', (req, res) => {
    const enviado = tomar(req.body, ['formulario', 'ficha'])
    const de = textoDe(enviado, 'ficha')
    const ficha = deps.captcha.emitir(textoDe(enviado, 'formulario').slice(0, 100), selloDe(req, deps.azar))
    const otras = (req.session.letras ?? []).filter((una) => una.de !== colaDe(de))
    req.session.letras = [...otras, { de: colaDe(de), ficha }].slice(-REFRESCADAS)
    res.redirect(303, marcoDe(encodeURIComponent(de)))
  })
  return router
}
