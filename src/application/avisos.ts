import { AVISOS_QUE_CUALQUIERA_PROVOCA, type Aviso, type AvisoSms } from '../domain/avisos.ts'
import { claveEmail } from '../domain/email.ts'
import { DIA_S, HORA_S } from '../domain/plazos.ts'
import { anotar } from './anotar.ts'
import type { AvisoEnCola, Canal, Cifrador, Dependencias, UnidadDeTrabajo } from './ports.ts'

type DependenciasCola = Pick<Dependencias, 'azar' | 'cifrador' | 'huellas' | 'politica'>

/** What ties each encrypted text to its row and column: one put in another's place does not decrypt. */
export const contextoDeAviso = (id: string, columna: 'destino' | 'contenido'): string =>
  `aviso:${id}:${columna}`

/**
 * Puts a notice in the outbox, in the transaction of what it tells. One that anybody can cause is dropped
 * silently when its mailbox already had its share (PRODUCT “Limits”); the audit keeps that it was.
 * @returns whether it leaves: otherwise what it would have brought must not replace what the mailbox has.
 */
export const encolarAviso = (
  deps: DependenciasCola,
  uow: UnidadDeTrabajo,
  { para, aviso, ahora }: { para: string; aviso: Aviso; ahora: Date },
): Promise<boolean> => encolar(deps, uow, { canal: 'correo', para, destino: claveEmail(para), aviso, ahora })

/**
 * The same by SMS; what a mailbox had does not count for a mobile, nor the other way round.
 * @param envio `para`: nine digits, the first a 9.
 */
export const encolarSms = (
  deps: DependenciasCola,
  uow: UnidadDeTrabajo,
  { para, aviso, ahora }: { para: string; aviso: AvisoSms; ahora: Date },
): Promise<boolean> => encolar(deps, uow, { canal: 'sms', para, destino: para, aviso, ahora })

interface Encolado {
  canal: Canal
  para: string
  /** Where it ends, always written the same, for the limits. */
  destino: string
  aviso: Aviso | AvisoSms
  ahora: Date
}

async function encolar(deps: DependenciasCola, uow: UnidadDeTrabajo, envio: Encolado): Promise<boolean> {
  const { canal, para, aviso, ahora } = envio
  const ventana = AVISOS_QUE_CUALQUIERA_PROVOCA.has(aviso.tipo)
    ? await limiteSuperado(deps, uow, envio)
    : null
  if (ventana) {
    await anotar(uow, { origen: null }, ahora, 'aviso_descartado', {
      actor: 'sistema',
      resultado: 'limite',
      detalle: { tipo: aviso.tipo, canal, ventana },
    })
    return false
  }
  const id = deps.azar.uuid()
  await uow.avisos.encolar({
    id,
    tipo: aviso.tipo,
    canal,
    destinoCifrado: deps.cifrador.cifrar(para, contextoDeAviso(id, 'destino')),
    contenidoCifrado: deps.cifrador.cifrar(JSON.stringify(aviso), contextoDeAviso(id, 'contenido')),
    creadoEn: ahora,
    disponibleEn: ahora,
    intentos: 0,
  })
  return true
}

/** Counts one more message for a mailbox or a mobile. @returns the window whose limit it passes, if any. */
async function limiteSuperado(
  { huellas, politica }: Pick<Dependencias, 'huellas' | 'politica'>,
  uow: UnidadDeTrabajo,
  { canal, destino, ahora }: Encolado,
): Promise<'hora' | 'dia' | null> {
  const huella = huellas.huella('mensajes', destino)
  const hora = await uow.limites.sumar(`${canal}-hora:${huella}`, HORA_S, ahora)
  if (hora.cuenta > politica.mensajesPorHora) return 'hora'
  const dia = await uow.limites.sumar(`${canal}-dia:${huella}`, DIA_S, ahora)
  return dia.cuenta > politica.mensajesPorDia ? 'dia' : null
}

/** A row of the outbox, opened. */
export type AvisoAbierto =
  | { canal: 'correo'; para: string; aviso: Aviso }
  | { canal: 'sms'; para: string; aviso: AvisoSms }

/**
 * Opens a row of the outbox.
 * @throws when it was altered, wiped, or its key is gone.
 */
export function abrirAviso(cifrador: Cifrador, fila: AvisoEnCola): AvisoAbierto {
  if (fila.contenidoCifrado === null) throw new Error('the content of the message was wiped')
  return {
    canal: fila.canal,
    para: cifrador.descifrar(fila.destinoCifrado, contextoDeAviso(fila.id, 'destino')),
    aviso: JSON.parse(cifrador.descifrar(fila.contenidoCifrado, contextoDeAviso(fila.id, 'contenido'))),
  }
}
