import type { Router } from 'express'
import { cambiarClave, validarParaCambiar } from '../../application/cambiar.ts'
import type { PerfilCon } from '../../domain/tramites.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'
import { muestraIdentificador } from './muestras.ts'

/** Cambiar: current or temporary CS, then the new one. */
export function montarCambiar(router: Router, servicios: Servicios, perfil: PerfilCon<'cambiar'>): void {
  const { deps } = servicios

  montarPaso(router, servicios, perfil, {
    operacion: 'cambiar',
    paso: '',
    enviar: ({ contexto, datos, req }) =>
      validarParaCambiar(deps, contexto, datos, req.session.volver ?? null),
  })

  montarPaso(router, servicios, perfil, {
    operacion: 'cambiar',
    paso: 'nueva',
    preparar: (solicitud) => ({
      muestras: [muestraIdentificador(deps, solicitud)],
      // Who came by a link has no CS to give again.
      ...(solicitud.pruebas.some((prueba) => prueba === 'enlace' || prueba === 'volver') && { volver: '/' }),
    }),
    enviar: ({ contexto, datos, formulario, solicitudId }) =>
      cambiarClave(deps, contexto, { solicitudId, claveNueva: datos.claveNueva, formulario }),
  })
}
