import { type Cuenta, nombreDe } from '../../domain/cuenta.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import type { Lazo } from '../../domain/lazo.ts'
import { type Pulsacion, unaVezPorEnlace, usarEnlace } from '../abrir-enlace.ts'
import { encolarAviso } from '../avisos.ts'
import { SolicitudPerdida } from '../errores.ts'
import { avisarHecho } from '../eventos.ts'
import { guardarCuenta } from '../guardar-cuenta.ts'
import type { Contexto, Dependencias, Solicitud, UnidadDeTrabajo } from '../ports.ts'
import { conResultado, nuevaSolicitud, type ResultadoSolicitud } from '../solicitudes.ts'
import { anotarEnAmbas, documentoDe, razonSocialDe } from './avisar.ts'
import { terminarLazo } from './lazos.ts'

const ACEPTADA = 'aceptada'

/** What came of accepting: done, or a request that leads to choosing the CS, which completes it. */
export type Aceptacion = { hecha: true } | { hecha: false; solicitudId: string }

/**
 * The button with which a facilitator accepts an OTEC. Who has a CS is done; who has none goes to step 2 of
 * Cambiar, and the OTEC is accepted when the CS is chosen.
 * @throws {SolicitudPerdida} when the link or the OTEC's request can be used no more.
 */
export async function aceptarOtec(
  deps: Dependencias,
  contexto: Contexto,
  pulsacion: Pulsacion,
  volver: Solicitud['volver'],
): Promise<Aceptacion> {
  const hecho = await deps.almacen.transaccion((uow) =>
    unaVezPorEnlace(deps, uow, pulsacion, async () => {
      const uso = await usarInvitacion(deps, uow, pulsacion.id)
      if (!uso) return undefined
      const { cuenta, lazo } = uso
      if (cuenta.claveHash !== null) {
        const confirmada = { ...cuenta, emailConfirmadoEn: cuenta.emailConfirmadoEn ?? deps.reloj.ahora() }
        await guardarCuenta(uow, confirmada)
        await aceptarLazo(deps, uow, contexto, confirmada, lazo)
        return ACEPTADA
      }
      const solicitud = nuevaSolicitud(deps, {
        operacion: 'cambiar',
        perfil: cuenta.perfil,
        identificador: cuenta.identificador,
        cuenta,
        pruebas: ['enlace'],
        volver,
      })
      await uow.solicitudes.crear(conResultado(deps, solicitud, { lazoId: lazo.id, version: cuenta.version }))
      return solicitud.id
    }),
  )
  if (hecho === undefined) throw new SolicitudPerdida()
  return hecho === ACEPTADA ? { hecha: true } : { hecha: false, solicitudId: hecho }
}

/**
 * The button with which a facilitator says that it does not work with an OTEC.
 * @returns whether it was done; false when the link can be used no more.
 */
export async function rechazarOtec(
  deps: Dependencias,
  contexto: Contexto,
  pulsacion: Pulsacion,
): Promise<boolean> {
  const hecho = await deps.almacen.transaccion((uow) =>
    unaVezPorEnlace(deps, uow, pulsacion, async () => {
      const uso = await usarInvitacion(deps, uow, pulsacion.id)
      if (!uso) return undefined
      await terminarLazo(uow, uso.lazo, 'rechazado', deps.reloj.ahora())
      await anotarEnAmbas(deps, uow, contexto, 'facilitador_rechazado', uso.lazo)
      return 'rechazada'
    }),
  )
  return hecho !== undefined
}

async function usarInvitacion(deps: Dependencias, uow: UnidadDeTrabajo, enlaceId: string) {
  const uso = await usarEnlace(deps, uow, enlaceId, 'aceptar-otec')
  const lazo = await uow.lazos.bloquear(uso?.enlace.asuntoId ?? '')
  if (!uso || lazo?.estado !== 'pendiente' || uso.cuenta.estado !== 'activa') return undefined
  return { cuenta: uso.cuenta, lazo }
}

/**
 * An acceptance that leads to choosing the CS is good while the OTEC's request waits and the account is as it was:
 * with the mailbox that the link went to.
 * @throws {SolicitudPerdida} when it is good no more.
 */
export async function exigirInvitacion(
  uow: UnidadDeTrabajo,
  cuenta: Cuenta,
  { lazoId, version }: ResultadoSolicitud,
): Promise<void> {
  if (lazoId === undefined) return
  const lazo = await uow.lazos.bloquear(lazoId)
  if (lazo?.estado !== 'pendiente' || cuenta.version !== version) throw new SolicitudPerdida()
}

/**
 * Completes an acceptance when the facilitator chose the CS, in that transaction.
 * @returns the OTEC's name; nothing when the CS was not chosen to accept one.
 */
export async function aceptarAlElegirClave(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  lazoId: string | undefined,
  ahora: Date,
): Promise<string | undefined> {
  const lazo = await uow.lazos.bloquear(lazoId ?? '')
  return lazo?.estado === 'pendiente' ? marcarAceptado(deps, uow, contexto, lazo, ahora) : undefined
}

async function aceptarLazo(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  cuenta: Cuenta,
  lazo: Lazo,
): Promise<void> {
  const ahora = deps.reloj.ahora()
  const otec = await marcarAceptado(deps, uow, contexto, lazo, ahora)
  if (!cuenta.email) return
  await avisarHecho(deps, uow, {
    tipo: 'facilitador/solicitar',
    cuentaId: cuenta.id,
    antes: cuenta,
    buzon: cuenta.email,
    conRespuesta: false,
    desde: ahora,
    aviso: (enlaceNoFuiYo) => ({
      tipo: 'otec_aceptada',
      nombre: nombreDe(cuenta),
      otec,
      cuando: mostrarMomento(ahora),
      enlaceNoFuiYo,
    }),
  })
}

/** Marks it, tells the OTEC and writes it in both audits. @returns the OTEC's name. */
async function marcarAceptado(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  lazo: Lazo,
  ahora: Date,
): Promise<string> {
  await uow.lazos.guardar({ ...lazo, estado: 'activo', aceptadoEn: ahora, terminadoEn: null })
  await uow.enlaces.borrarDeAsunto(lazo.id)
  await anotarEnAmbas(deps, uow, contexto, 'facilitador_aceptado', lazo)
  const otec = await uow.cuentas.porId(lazo.otecId)
  if (otec?.email) {
    await encolarAviso(deps, uow, {
      para: otec.email,
      aviso: {
        tipo: 'facilitador_acepto',
        nombre: nombreDe(otec),
        documento: documentoDe(deps, lazo),
        cuando: mostrarMomento(ahora),
        enlaceLista: `${deps.politica.urlBase}/juridica/facilitador/solicitar`,
      },
      ahora,
    })
  }
  return razonSocialDe({ razonSocial: otec?.razonSocial ?? null })
}
