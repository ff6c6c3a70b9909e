import { normalizarRespuesta, preguntaSenuelo } from '../domain/respuesta-secreta.ts'
import { bien } from '../domain/resultado.ts'
import type { PerfilCon } from '../domain/tramites.ts'
import { anotar } from './anotar.ts'
import { entregarProvisoria } from './entregar-provisoria.ts'
import { SolicitudPerdida } from './errores.ts'
import { motivoParaNoRecuperar } from './impedimentos.ts'
import { contarPrimerPaso, sujetoDe } from './limites.ts'
import type { Contexto, Dependencias, Desenlace, Solicitud } from './ports.ts'
import { probarHash } from './probar-hash.ts'
import { conPrueba, detenida, nuevaSolicitud, solicitudConCuenta } from './solicitudes.ts'
import { type EnvioFormulario, unaVez } from './una-vez.ts'

/**
 * Step 1: takes any identifier alike; an unknown one makes a decoy.
 * @returns the id of the request.
 * @throws {LimiteSuperado}
 */
export async function iniciarRecuperacion(
  deps: Dependencias,
  contexto: Contexto,
  inicio: { perfil: PerfilCon<'recuperar'>; identificador: string; volver: Solicitud['volver'] },
): Promise<string> {
  const tecleado = sujetoDe(deps, inicio.perfil, inicio.identificador)
  return deps.almacen.transaccion(async (uow) => {
    await contarPrimerPaso(deps, uow, contexto, 'recuperar', tecleado)
    const cuenta = await uow.cuentas.porIdentificador(inicio.perfil, inicio.identificador)
    const solicitud = nuevaSolicitud(deps, { ...inicio, operacion: 'recuperar', cuenta })
    await uow.solicitudes.crear(solicitud)
    const { sujeto } = solicitud
    await anotar(uow, contexto, deps.reloj.ahora(), 'recuperacion_iniciada', { sujeto })
    return solicitud.id
  })
}

/** The question to show: the account's, or always the same decoy for an identifier without one. */
export function preguntaDe(
  deps: Pick<Dependencias, 'almacen' | 'huellas'>,
  { cuentaId, sujeto }: Pick<Solicitud, 'cuentaId' | 'sujeto'>,
): Promise<string> {
  const senuelo = preguntaSenuelo(deps.huellas.huella('senuelo', sujeto))
  return deps.almacen.transaccion(async (uow) => {
    const cuenta = await uow.cuentas.porId(cuentaId ?? '')
    return cuenta?.respuestaHash ? (cuenta.preguntaSecreta ?? senuelo) : senuelo
  })
}

/**
 * Step 2: the secret answer. Right, it makes a temporary key, shown on the page or sent as the profile's setting
 * says.
 * @returns a finished request, or a stopped one ('congelada', 'cerrada', 'use_su_rut', 'otro_representante',
 *   'faltan_datos'). Refusals: those of the
 *   captcha, `no_coinciden`, `cerrado`.
 * @throws {Saturado} {SolicitudPerdida}
 */
export function responderPregunta(
  deps: Dependencias,
  contexto: Contexto,
  paso: { solicitudId: string; respuesta: string; formulario: EnvioFormulario },
): Promise<Desenlace> {
  return unaVez(deps, contexto, paso.formulario, (cerrar) =>
    deps.hasher.turno(1, async (turno) => {
      const { solicitud, cuenta } = await solicitudConCuenta(deps, paso.solicitudId, 'recuperar')
      const rechazo = await probarHash(deps, contexto, turno, {
        secreto: 'respuesta',
        sujeto: solicitud.sujeto,
        cuenta,
        texto: normalizarRespuesta(paso.respuesta),
      })
      if (rechazo) return rechazo
      return deps.almacen.transaccion(async (uow): Promise<Desenlace> => {
        const actual = await uow.cuentas.porId(solicitud.cuentaId ?? '')
        if (!actual) throw new SolicitudPerdida()
        const probada = conPrueba(deps, solicitud, 'respuesta')
        const motivo = await motivoParaNoRecuperar(uow, actual, solicitud.perfil)
        const fin = motivo
          ? detenida(deps, probada, motivo)
          : await entregarProvisoria(deps, uow, contexto, probada, actual)
        await uow.solicitudes.guardar(fin)
        await cerrar(uow, solicitud.id)
        return bien(solicitud.id)
      })
    }),
  )
}
