import { Router } from 'express'
import { type PerfilConTramites, tramites } from '../../domain/tramites.ts'
import type { Servicios } from '../servicios.ts'
import { montarActualizar } from './actualizar.ts'
import { montarCambiar } from './cambiar.ts'
import { montarFinales } from './finales.ts'
import { montarRecuperar } from './recuperar.ts'
import { montarRegistrar } from './registrar.ts'

/** The four operations of every profile of the table. */
export function ciudadanos(servicios: Servicios): Router {
  const router = Router()
  const perfiles = Object.keys(tramites) as PerfilConTramites[]
  for (const perfil of perfiles) {
    for (const montar of [montarRegistrar, montarRecuperar, montarCambiar, montarActualizar, montarFinales]) {
      montar(router, servicios, perfil)
    }
  }
  return router
}
