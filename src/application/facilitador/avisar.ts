import type { Aviso } from '../../domain/avisos.ts'
import { type Cuenta, nombreDe } from '../../domain/cuenta.ts'
import { enmascararNie } from '../../domain/enmascarar.ts'
import type { EventoBitacora } from '../../domain/eventos.ts'
import { mostrarMomento } from '../../domain/fecha.ts'
import type { Lazo } from '../../domain/lazo.ts'
import type { OperacionDeOtec } from '../../domain/perfil.ts'
import { anotar } from '../anotar.ts'
import { avisarHecho } from '../eventos.ts'
import { sujetoDe } from '../limites.ts'
import type { Contexto, Dependencias, UnidadDeTrabajo } from '../ports.ts'
import { pedidoDe } from './lazos.ts'
import type { Otec } from './otec.ts'

/** Writes what happened between an OTEC and a facilitator in the audit of both. */
export async function anotarEnAmbas(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  contexto: Contexto,
  evento: EventoBitacora,
  lazo: Lazo,
): Promise<void> {
  for (const id of [lazo.otecId, lazo.facilitadorId]) {
    const cuenta = await uow.cuentas.porId(id)
    await anotar(uow, contexto, deps.reloj.ahora(), evento, {
      cuentaId: id,
      sujeto: cuenta ? sujetoDe(deps, cuenta.perfil, cuenta.identificador) : null,
      detalle: { lazo: lazo.id },
    })
  }
}

/** The document as the OTEC may read it in a mail. */
export const documentoDe = (deps: Pick<Dependencias, 'cifrador'>, lazo: Lazo): string =>
  enmascararNie(pedidoDe(deps, lazo).nie)

/** How a message names an OTEC. */
export const razonSocialDe = (otec: Pick<Cuenta, 'razonSocial'>): string => otec.razonSocial ?? 'una OTEC'

/** What an OTEC does about a facilitator: the notice and the entry in the audit have its name. */
export type HechoPorOtec = 'facilitador_solicitado' | 'facilitador_recuperado' | 'facilitador_retirado'

/** Tells an OTEC what was done in its name, with “No fui yo”. */
export async function avisarALaOtec(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  {
    otec,
    lazo,
    operacion,
    hecho,
    ahora,
  }: { otec: Otec; lazo: Lazo; operacion: OperacionDeOtec; hecho: HechoPorOtec; ahora: Date },
): Promise<void> {
  await avisarHecho(deps, uow, {
    tipo: operacion,
    cuentaId: otec.id,
    antes: otec,
    buzon: otec.email,
    conRespuesta: false,
    desde: ahora,
    aviso: (enlaceNoFuiYo): Aviso => ({
      tipo: hecho,
      nombre: nombreDe(otec),
      documento: documentoDe(deps, lazo),
      cuando: mostrarMomento(ahora),
      enlaceNoFuiYo,
    }),
  })
}
