import { nombreDe } from '../domain/cuenta.ts'
import { type Documento, MOTIVOS_DE_RECHAZO, type MotivoDeRechazo } from '../domain/documento.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { anotar } from './anotar.ts'
import { encolarAviso } from './avisos.ts'
import { guardarCuenta } from './guardar-cuenta.ts'
import type { Dependencias, UnidadDeTrabajo } from './ports.ts'

export type Fallo = { estado: 'verificado'; motivo: null } | { estado: 'rechazado'; motivo: MotivoDeRechazo }

export interface Decidido {
  /** Whether the identity of the account is now verified; one that is not active, or goes by an RUT by now, stays as it was. */
  identidadVerificada: boolean
  /** Whether the person is told. */
  avisada: boolean
}

/**
 * Decides on a document, in one transaction: its account, the notice to its person and the audit.
 * @returns undefined when it was decided before.
 */
export async function decidirDocumento(
  deps: Pick<Dependencias, 'azar' | 'cifrador' | 'huellas' | 'politica' | 'reloj'>,
  uow: UnidadDeTrabajo,
  { id, cuentaId }: Documento,
  { estado, motivo }: Fallo,
  quien: { actor: string; origen: string | null },
): Promise<Decidido | undefined> {
  const ahora = deps.reloj.ahora()
  const decision = { estado, motivo, decididoEn: ahora, decididoPor: quien.actor }
  if (!(await uow.documentos.decidir(id, decision))) return undefined
  const cuenta = await uow.cuentas.porId(cuentaId)
  const activa = cuenta?.estado === 'activa' ? cuenta : undefined
  // It shows who had the NIE; under an RUT, which it does not show, nobody vouches for the account by it.
  const esDeOtroNumero = activa !== undefined && (await uow.cuentas.anteriorDe(activa.id)) !== undefined
  const identidadVerificada = activa !== undefined && estado === 'verificado' && !esDeOtroNumero
  if (activa && identidadVerificada) {
    await guardarCuenta(uow, { ...activa, identidad: 'verificada', actualizadaEn: ahora })
  }
  if (activa?.email) {
    const comun = { nombre: nombreDe(activa), cuando: mostrarMomento(ahora) }
    const { urlBase } = deps.politica
    await encolarAviso(deps, uow, {
      para: activa.email,
      ahora,
      aviso: motivo
        ? {
            ...comun,
            tipo: 'documento_rechazado',
            motivo: MOTIVOS_DE_RECHAZO[motivo],
            enlace: `${urlBase}/mas-informacion`,
          }
        : { ...comun, tipo: 'documento_verificado', enlace: `${urlBase}/` },
    })
  }
  await anotar(uow, quien, ahora, 'documento_decidido', {
    actor: quien.actor,
    cuentaId,
    resultado: estado,
    detalle: { documento: id, identidadVerificada, ...(motivo && { motivo }) },
  })
  return { identidadVerificada, avisada: Boolean(activa?.email) }
}
