import type { Request, Router } from 'express'
import { cambiarClave, validarParaCambiar } from '../../application/cambiar.ts'
import { identificadorDe } from '../../application/solicitudes.ts'
import { CAMPO_IDENTIFICADOR, mostrarIdentificador } from '../../domain/identificador.ts'
import type { PerfilCon } from '../../domain/tramites.ts'
import { sinPaso, solicitudEnPaso } from '../avance.ts'
import type { Preparacion } from '../formulario-vista.ts'
import { montarPaso } from '../paso.ts'
import type { Servicios } from '../servicios.ts'
import { solicitudesPedidas } from '../sesion.ts'
import { muestraIdentificador } from './muestras.ts'

/** Cambiar: current or temporary CS, then the new one. */
export function montarCambiar(router: Router, servicios: Servicios, perfil: PerfilCon<'cambiar'>): void {
  const { deps } = servicios

  montarPaso(router, servicios, perfil, {
    operacion: 'cambiar',
    paso: '',
    preparar: (_sinSolicitud, req) => conIdentificadorRecuperado(servicios, req, perfil),
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

/**
 * Who comes from a recovery that ended in this session does not write the identifier again (WCAG 2.2, 3.3.7): until that
 * request is over, which is minutes, or Terminar.
 */
async function conIdentificadorRecuperado(
  servicios: Servicios,
  req: Request,
  perfil: PerfilCon<'cambiar'>,
): Promise<Preparacion> {
  const solicitudes = await Promise.all(
    solicitudesPedidas(req, perfil, 'recuperar').map((id) =>
      solicitudEnPaso(servicios, id, 'listo').catch(sinPaso),
    ),
  )
  const recuperados = new Set(
    solicitudes.flatMap((una) => (una instanceof Error ? [] : [identificadorDe(servicios.deps, una)])),
  )
  const [identificador, otro] = recuperados
  // Of two people, the page that does not name one shows neither.
  if (identificador === undefined || otro !== undefined) return {}
  return { iniciales: { [CAMPO_IDENTIFICADOR[perfil]]: mostrarIdentificador(perfil, identificador) } }
}
