import type { Cuenta } from '../../domain/cuenta.ts'
import { datosMinimosFaltantes } from '../../domain/cuenta.ts'
import type { EventoBitacora } from '../../domain/eventos.ts'
import { impedimentoDeOtec } from '../../domain/otec.ts'
import type { OperacionDeOtec } from '../../domain/perfil.ts'
import { bien, type Resultado } from '../../domain/resultado.ts'
import { anotar } from '../anotar.ts'
import { autenticar } from '../autenticar.ts'
import { SolicitudPerdida } from '../errores.ts'
import { contarPrimerPaso, sujetoDe } from '../limites.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from '../ports.ts'
import { detenida, nuevaSolicitud, solicitudAbierta } from '../solicitudes.ts'

export interface PruebaDeOtec {
  operacion: OperacionDeOtec
  rutOtec: string
  claveOtec: string
  volver: Solicitud['volver']
}

/**
 * Step 1 of what an OTEC does about its facilitators: its RUT and CS, counted where its CS is counted everywhere.
 * @returns the id of a request that may go on, or of a stopped one that says why this account may not:
 *   'clave_provisoria' with a temporary CS, the reasons of impedimentoDeOtec, 'sin_facilitadores' with nobody to
 *   recover. Refusals: `no_coinciden`, `cerrado_clave`.
 * @throws {Saturado} {LimiteSuperado}
 */
export async function validarOtec(
  deps: Dependencias,
  contexto: Contexto,
  { operacion, rutOtec, claveOtec, volver }: PruebaDeOtec,
): Promise<Resultado<string>> {
  const sujeto = sujetoDe(deps, 'juridica', rutOtec)
  await deps.almacen.transaccion((uow) => contarPrimerPaso(deps, uow, contexto, operacion, sujeto))
  const credencial = { perfil: 'juridica', identificador: rutOtec, clave: claveOtec } as const
  const autenticada = await autenticar(deps, contexto, credencial)
  if (!autenticada.ok) return autenticada

  const { cuenta, prueba } = autenticada.valor
  const nueva = nuevaSolicitud(deps, {
    operacion,
    perfil: 'juridica',
    identificador: rutOtec,
    cuenta,
    pruebas: [prueba],
    volver,
  })
  return deps.almacen.transaccion(async (uow) => {
    const impedimento = impedimentoDeOtec(cuenta, await uow.organismos.porRut(rutOtec))
    const motivo =
      (prueba === 'provisoria' && cuenta.estado === 'activa' ? 'clave_provisoria' : impedimento) ??
      (await sinNadieQueRecuperar(uow, operacion, cuenta.id))
    const faltan = motivo === 'faltan_datos' ? datosMinimosFaltantes(cuenta) : []
    await uow.solicitudes.crear(motivo ? detenida(deps, nueva, motivo, { faltan }) : nueva)
    if (motivo) {
      const hecho = { cuentaId: cuenta.id, sujeto, resultado: motivo }
      await anotar(uow, contexto, deps.reloj.ahora(), EVENTO_DE[operacion], hecho)
    }
    return bien(nueva.id)
  })
}

const EVENTO_DE = {
  'facilitador/solicitar': 'facilitador_solicitado',
  'facilitador/recuperar': 'facilitador_recuperado',
} as const satisfies Record<OperacionDeOtec, EventoBitacora>

async function sinNadieQueRecuperar(uow: UnidadDeTrabajo, operacion: OperacionDeOtec, otecId: string) {
  if (operacion !== 'facilitador/recuperar') return undefined
  const lazos = await uow.lazos.deOtec(otecId)
  return lazos.some(({ estado }) => estado === 'activo') ? undefined : 'sin_facilitadores'
}

/** An OTEC that may ask for facilitators, and where to tell what is done in its name. */
export type Otec = Cuenta & { email: string }

/**
 * The request of an OTEC in the transaction that goes on with it, and its account as it is now.
 * @throws {SolicitudPerdida} when the request is over, or the account may not ask (any more).
 */
export async function otecQuePide(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  solicitudId: string,
  operacion: OperacionDeOtec,
): Promise<{ solicitud: Solicitud; otec: Otec }> {
  const solicitud = await solicitudAbierta(deps, uow, solicitudId, operacion)
  const cuenta = await uow.cuentas.porId(solicitud.cuentaId ?? '')
  const { email } = cuenta ?? {}
  const probada = solicitud.pruebas.includes('clave')
  if (!probada || !cuenta || !email) throw new SolicitudPerdida()
  const organismo = await uow.organismos.porRut(cuenta.identificador)
  if (impedimentoDeOtec(cuenta, organismo)) throw new SolicitudPerdida()
  return { solicitud, otec: { ...cuenta, email } }
}
