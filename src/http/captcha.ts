import { type NextFunction, type Request, type Response, Router } from 'express'
import { contarPorDireccion } from '../application/limites.ts'
import { textoDe, tomar } from './cuerpo.ts'
import { ErrorHttp } from './errores.ts'
import { exigirVigente } from './middleware/csrf.ts'
import { contextoDe, selloDe } from './peticion.ts'
import type { Servicios } from './servicios.ts'
import { enviarTrozo } from './trozos.ts'

/** The addresses of a challenge's picture and sound. */
export const direccionesDe = (ficha: string) => ({
  imagen: `/captcha/${ficha}.png`,
  sonido: `/captcha/${ficha}.wav`,
})

/** The picture and the sound of a challenge, and a new challenge for the form of a page that refreshes it in place. */
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
  router.post('/captcha', exigirVigente, (req, res) => {
    const formulario = textoDe(tomar(req.body, ['formulario']), 'formulario')
    const ficha = deps.captcha.emitir(formulario.slice(0, 100), selloDe(req, deps.azar))
    res.json({ ficha, ...direccionesDe(ficha) })
  })
  return router
}
