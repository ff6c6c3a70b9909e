import type { Router } from 'express'
import { registrar } from '../../application/registrar.ts'
import type { PerfilCon } from '../../domain/tramites.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'

/** Registrar: one form. */
export function montarRegistrar(router: Router, servicios: Servicios, perfil: PerfilCon<'registrar'>): void {
  montarPaso(router, servicios, perfil, {
    operacion: 'registrar',
    paso: '',
    enviar: ({ contexto, datos, formulario, req }) =>
      registrar(servicios.deps, contexto, { datos, formulario, volver: req.session.volver ?? null }),
  })
}
