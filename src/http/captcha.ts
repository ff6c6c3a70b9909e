import { Router } from 'express'
import { textoDe, tomar } from './cuerpo.ts'
import { ErrorHttp } from './errores.ts'
import { exigirVigente } from './middleware/csrf.ts'
import { selloDe } from './peticion.ts'
import type { Servicios } from './servicios.ts'

/** The picture of a challenge, and a new challenge for the form of a page that refreshes it in place. */
export function captcha({ deps }: Servicios): Router {
  const router = Router()
  router.get('/captcha/:ficha.png', async (req, res) => {
    const imagen = await deps.captcha.imagen(req.params.ficha)
    if (!imagen) throw new ErrorHttp(404)
    res.set('Cache-Control', 'private, max-age=600').type('png').send(imagen)
  })
  router.post('/captcha', exigirVigente, (req, res) => {
    const formulario = textoDe(tomar(req.body, ['formulario']), 'formulario')
    const ficha = deps.captcha.emitir(formulario.slice(0, 100), selloDe(req, deps.azar))
    res.json({ ficha, imagen: `/captcha/${ficha}.png` })
  })
  return router
}
