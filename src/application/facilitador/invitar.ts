import { type Cuenta, nombreDe } from '../../domain/cuenta.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import { type Lazo, venceInvitacion } from '../../domain/lazo.ts'
import { encolarAviso } from '../avisos.ts'
import { nuevoEnlace } from '../enlaces.ts'
import type { Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { razonSocialDe } from './avisar.ts'

/**
 * Mails a facilitator the link with which it accepts an OTEC, at its registered mailbox; a new one ends the former
 * of the same OTEC. One that is dropped for the mailbox's limit ends nothing. A frozen or closed account gets none.
 */
export async function invitar(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  otec: Cuenta,
  cuenta: Cuenta,
  lazo: Lazo,
): Promise<void> {
  if (!cuenta.email || cuenta.estado !== 'activa') return
  const venceEn = venceInvitacion(lazo.pedidoEn)
  const { enlace, url } = nuevoEnlace(deps, {
    tipo: 'aceptar-otec',
    cuentaId: cuenta.id,
    asuntoId: lazo.id,
    venceEn,
  })
  const sale = await encolarAviso(deps, uow, {
    para: cuenta.email,
    aviso: {
      tipo: 'otec_invita',
      nombre: nombreDe(cuenta),
      otec: razonSocialDe(otec),
      enlace: url,
      vence: mostrarMomento(venceEn),
      tieneClave: cuenta.claveHash !== null,
    },
    ahora: deps.reloj.ahora(),
  })
  if (!sale) return
  await uow.enlaces.borrarDeAsunto(lazo.id)
  await uow.enlaces.crear(enlace)
}

/**
 * An account without CS gets another mailbox, or none: whoever reads the former one may not accept for the new one,
 * nor choose the CS with a link that was pressed already.
 */
export async function olvidarInvitados(uow: UnidadDeTrabajo, cuentaId: string): Promise<void> {
  await uow.enlaces.borrarDeCuenta(cuentaId, 'aceptar-otec')
  await uow.solicitudes.borrarAbiertasDeCuenta(cuentaId, null)
}
