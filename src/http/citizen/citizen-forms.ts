import { Router } from 'express'
import { operacionesOf, perfilesWith } from '../../domain/forms/tramites.ts'
import { PERFILES } from '../../domain/perfil.ts'
import { urlOfPaso } from '../../domain/urls.ts'
import { localsOf } from '../request/request-context.ts'
import type { Services } from '../services.ts'
import { mountFinalPages } from './final-pages.ts'
import { mountActualizar } from './operaciones/actualizar.ts'
import { mountCambiar } from './operaciones/cambiar.ts'
import { mountCelular } from './operaciones/celular.ts'
import { mountFacilitador } from './operaciones/facilitador.ts'
import { mountRecuperar } from './operaciones/recuperar.ts'
import { mountRegistrar } from './operaciones/registrar.ts'
import { mountRegistro } from './operaciones/registro.ts'

/** Every operacion of every perfil in the tramites table. */
export function citizenRoutes(services: Services): Router {
  const router = Router()
  noteStarts(router)
  for (const perfil of perfilesWith('registrar')) mountRegistrar(router, services, perfil)
  for (const perfil of perfilesWith('recuperar')) mountRecuperar(router, services, perfil)
  for (const perfil of perfilesWith('cambiar')) mountCambiar(router, services, perfil)
  for (const perfil of perfilesWith('actualizar')) mountActualizar(router, services, perfil)
  mountFacilitador(router, services)
  for (const perfil of PERFILES) mountFinalPages(router, services, perfil)
  for (const perfil of PERFILES) mountCelular(router, services, perfil)
  mountRegistro(router, services)
  return router
}

/** Notes for every address of a tramite where it starts: whoever loses a solicitud goes there. */
function noteStarts(router: Router): void {
  for (const perfil of PERFILES) {
    for (const operacion of operacionesOf(perfil)) {
      const startUrl = urlOfPaso({ perfil, operacion })
      router.use(startUrl, (_req, res, next) => {
        localsOf(res).startUrl = startUrl
        next()
      })
    }
  }
}
