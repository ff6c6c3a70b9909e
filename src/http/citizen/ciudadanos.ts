import { Router } from 'express'
import { PERFILES } from '../../domain/perfil.ts'
import { perfilesCon } from '../../domain/tramites.ts'
import type { Servicios } from '../servicios.ts'
import { montarActualizar } from './actualizar.ts'
import { montarCambiar } from './cambiar.ts'
import { montarFacilitador } from './facilitador.ts'
import { montarFinales } from './finales.ts'
import { montarRecuperar } from './recuperar.ts'
import { montarRegistrar } from './registrar.ts'

/** The operations of every profile of the table. */
export function ciudadanos(servicios: Servicios): Router {
  const router = Router()
  for (const perfil of perfilesCon('registrar')) montarRegistrar(router, servicios, perfil)
  for (const perfil of perfilesCon('recuperar')) montarRecuperar(router, servicios, perfil)
  for (const perfil of perfilesCon('cambiar')) montarCambiar(router, servicios, perfil)
  for (const perfil of perfilesCon('actualizar')) montarActualizar(router, servicios, perfil)
  montarFacilitador(router, servicios)
  for (const perfil of PERFILES) montarFinales(router, servicios, perfil)
  return router
}
