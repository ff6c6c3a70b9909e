import type { Router } from 'express'
import { registrar } from '../../../application/citizen/registrar.ts'
import type { PerfilWith } from '../../../domain/forms/tramites.ts'
import type { Services } from '../../services.ts'
import { mountPaso } from '../tramite/paso-form.ts'

/** Registrar: a single form. */
export function mountRegistrar(router: Router, services: Services, perfil: PerfilWith<'registrar'>): void {
  mountPaso(router, services, perfil, {
    operacion: 'registrar',
    paso: '',
    submit: ({ context, data, form, req }) =>
      registrar(services.deps, context, { data, form, volver: req.session.volver ?? null }),
  })
}
