/** The product, as it is in production but for the cookie's https and a captcha whose answer is known. */
import type { AddressInfo } from 'node:net'
import { componer } from '../../src/composition.ts'
import { leerConfig } from '../../src/config.ts'
import { crearLog } from '../../src/log.ts'
import { secretosLocales } from '../../src/secretos-locales.ts'
import { cederElPaso } from '../../src/security/prioridad.ts'
import { armar } from '../../src/server.ts'
import { atender } from './proceso.ts'

const config = leerConfig({ ...process.env, NODE_ENV: 'test' }, secretosLocales)
const composicion = await componer(config)
await cederElPaso()
const { app, trabajador } = await armar(config, composicion, crearLog('silent'))
app.enable('view cache')

/** What the last page was drawn with, for the bare server to draw the same. */
let dibujada: { vista: string; modelo: object } | undefined
const dibujar = app.render
app.render = function anotar(this: typeof app, ...partes: unknown[]) {
  const [vista, modelo] = partes
  const { settings, cache, recurso, ...comunes } = app.locals
  const { _locals, ...propio } = Object(modelo)
  dibujada = { vista: String(vista), modelo: { ...comunes, ..._locals, ...propio } }
  return Reflect.apply(dibujar, app, partes)
}

const servidor = app.listen(0, '127.0.0.1', () => {
  trabajador.iniciar()
  atender(`http://127.0.0.1:${(servidor.address() as AddressInfo).port}`, {
    dibujada: () => JSON.parse(JSON.stringify(dibujada)),
    hashes: () => composicion.estadoHasher(),
  })
})
