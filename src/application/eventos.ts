import type { Aviso } from '../domain/avisos.ts'
import { type Cuenta, instantaneaDe } from '../domain/cuenta.ts'
import { claveEmail } from '../domain/email.ts'
import type { OperacionDeTramite } from '../domain/perfil.ts'
import { enDias } from '../domain/plazos.ts'
import { encolarAviso } from './avisos.ts'
import { crearEnlace } from './enlaces.ts'
import type { Dependencias, UnidadDeTrabajo } from './ports.ts'

export interface HechoAvisado {
  tipo: OperacionDeTramite
  cuentaId: string
  /** The account before it, to be put back by “no fui yo”; null when there was none. */
  antes: Cuenta | null
  /** Mailbox to tell: the one that was registered before. */
  buzon: string
  /** Who else is told, with a link of their own: an organisation's representative. */
  otroBuzon?: string | null
  /** Whether the secret answer opened the way: it is then known to whoever did it. */
  conRespuesta: boolean
  /** Moment as of which “No fui yo” undoes what else was done: that of the deed itself, or now when left out. */
  desde?: Date
  aviso: (enlaceNoFuiYo: string) => Aviso
}

/**
 * Tells a mailbox what happened to its account, with the link “no fui yo” (PRODUCT “No fui yo”), in the
 * transaction of what happened. Keeps what the account was before, encrypted.
 * @returns whether the message to the first mailbox leaves (see {@link encolarAviso}).
 */
export async function avisarHecho(
  deps: Dependencias,
  uow: UnidadDeTrabajo,
  hecho: HechoAvisado,
): Promise<boolean> {
  const { buzon, otroBuzon } = hecho
  const sale = await avisarBuzon(deps, uow, hecho)
  if (otroBuzon && claveEmail(otroBuzon) !== claveEmail(buzon)) {
    await avisarBuzon(deps, uow, { ...hecho, buzon: otroBuzon })
  }
  return sale
}

async function avisarBuzon(deps: Dependencias, uow: UnidadDeTrabajo, hecho: HechoAvisado): Promise<boolean> {
  const id = deps.azar.uuid()
  const ahora = deps.reloj.ahora()
  const venceEn = enDias(ahora, deps.politica.noFuiYoDias)
  const antes = hecho.antes && JSON.stringify(instantaneaDe(hecho.antes))
  await uow.eventos.crear({
    id,
    cuentaId: hecho.cuentaId,
    tipo: hecho.tipo,
    antesCifrado: antes && deps.cifrador.cifrar(antes, `evento:${id}:antes`),
    buzonCifrado: deps.cifrador.cifrar(hecho.buzon, `evento:${id}:buzon`),
    conRespuesta: hecho.conRespuesta,
    creadoEn: hecho.desde ?? ahora,
    venceEn,
    congeladoEn: null,
  })
  const enlace = await crearEnlace(deps, uow, {
    tipo: 'no-fui-yo',
    cuentaId: hecho.cuentaId,
    asuntoId: id,
    venceEn,
  })
  return encolarAviso(deps, uow, { para: hecho.buzon, aviso: hecho.aviso(enlace), ahora })
}
