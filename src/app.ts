import { fileURLToPath } from 'node:url'
import express, { type Express, type RequestHandler } from 'express'
import session from 'express-session'
import { enlacesAntiguos } from './http/antiguos.ts'
import { captcha } from './http/captcha.ts'
import { ciudadanos } from './http/citizen/ciudadanos.ts'
import { enlaces } from './http/enlaces.ts'
import { formulariosConArchivo } from './http/formularios-con-archivo.ts'
import { MENU } from './http/menu.ts'
import { leerArchivos } from './http/middleware/archivos.ts'
import { comprimirPaginas } from './http/middleware/comprimir.ts'
import { exigirCsrf } from './http/middleware/csrf.ts'
import { leerFormulario } from './http/middleware/cuerpo.ts'
import { enlacesPegados } from './http/middleware/enlaces-pegados.ts'
import { manejarErrores, noEncontrada } from './http/middleware/errores.ts'
import { limitarEnvios, limitarSesiones } from './http/middleware/limites.ts'
import { despedirse, identificar, registrarPeticion } from './http/middleware/peticion.ts'
import { readAddress, readOnly, requireMethod, requirePath } from './http/middleware/request-line.ts'
import { cabecerasDeSeguridad, sinCopias } from './http/middleware/seguridad.ts'
import { servirTextos } from './http/middleware/textos.ts'
import { crearTurnosDeSubida } from './http/middleware/turnos-de-subida.ts'
import { recordarVolver } from './http/middleware/volver.ts'
import { paginas } from './http/paginas.ts'
import { recursosDe } from './http/recursos.ts'
import { salud } from './http/salud.ts'
import type { Servicios } from './http/servicios.ts'
import { cookieDeSesion } from './http/sesion.ts'
import { AlmacenDeSesiones } from './http/session-store.ts'
import { terminar } from './http/terminar.ts'

const carpeta = (nombre: string) => fileURLToPath(new URL(`../${nombre}`, import.meta.url))

export interface OpcionesApp {
  servicios: Servicios
  /** Signs the session cookie; the first signs, all are taken. */
  secretosDeSesion: string[]
  /** As Express takes it: a number of hops or addresses; '' for none. */
  proxies: string | number
  /** Pages for development, mounted at /dev/correo. */
  paginasDeDesarrollo?: RequestHandler
}

/** The whole web application. Production and tests build it alike; nothing is opened or listened to here. */
export function createApp({
  servicios,
  secretosDeSesion,
  proxies,
  paginasDeDesarrollo,
}: OpcionesApp): Express {
  const { deps, enProduccion } = servicios
  const { prefijo, recurso, textos } = recursosDe(carpeta('public'))
  const app = express()
  app.disable('x-powered-by')
  // Nobody keeps a copy of a page to compare; files have theirs.
  app.disable('etag')
  app.set('trust proxy', proxies || false)
  app.set('view engine', 'ejs')
  app.set('views', carpeta('views'))
  if (enProduccion) app.enable('view cache')
  Object.assign(app.locals, { recurso, sitio: deps.politica.urlBase, menu: MENU, csrf: '', nonce: '' })

  app.use(despedirse(servicios.estado))
  app.use(identificar(deps.azar))
  app.use(registrarPeticion(servicios))
  app.use(readAddress)
  app.use(requirePath)
  const watched = salud(servicios)
  app.use(watched)
  app.use(cabecerasDeSeguridad(deps.azar, enProduccion))
  app.use(prefijo, readOnly)
  app.use(prefijo, servirTextos(textos))
  app.use(prefijo, express.static(carpeta('public'), { immutable: true, maxAge: '1y', index: false }))
  app.use(sinCopias)
  app.use(comprimirPaginas)
  const routers = [
    paginas(),
    enlacesAntiguos(),
    captcha(servicios),
    ciudadanos(servicios),
    enlaces(servicios),
    terminar(servicios),
  ]
  const method = requireMethod([watched, ...routers])
  app.use(method.first)
  app.use(leerFormulario())
  app.use(
    session({
      ...cookieDeSesion(enProduccion),
      secret: secretosDeSesion,
      store: new AlmacenDeSesiones(deps),
      resave: false,
      saveUninitialized: false,
    }),
  )
  // First: posts that are refused count too.
  app.use(limitarEnvios(servicios))
  app.use(limitarSesiones(servicios))
  const turnos = crearTurnosDeSubida()
  for (const { url, nombres } of formulariosConArchivo()) app.post(url, leerArchivos(nombres, turnos))
  app.use(exigirCsrf(servicios.csrf))
  app.use(recordarVolver(servicios.sistemas, enProduccion))

  app.use(enlacesPegados)
  app.use(...routers)
  if (paginasDeDesarrollo) app.use('/dev/correo', paginasDeDesarrollo)
  app.use(method.last)
  app.use(noEncontrada)
  app.use(manejarErrores(servicios))
  return app
}
