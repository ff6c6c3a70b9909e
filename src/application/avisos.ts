import { AVISOS_QUE_CUALQUIERA_PROVOCA, type Aviso } from '../domain/avisos.ts'
import { claveEmail } from '../domain/email.ts'
import { anotar } from './anotar.ts'
import type { AvisoEnCola, Cifrador, Dependencias, UnidadDeTrabajo } from './ports.ts'

const HORA_S = 3600
const DIA_S = 86_400

/** What ties each encrypted text to its row and column: one put in another's place does not decrypt. */
const contextoDe = (id: string, columna: 'destino' | 'contenido'): string => `aviso:${id}:${columna}`

/**
 * Puts a notice in the outbox, in the transaction of what it tells. One that anybody can cause is dropped
 * silently when its mailbox already had its share (PRODUCT “Limits”); the audit keeps that it was.
 * @returns whether it leaves: otherwise what it would have brought must not replace what the mailbox has.
 */
export async function encolarAviso(
  deps: Pick<Dependencias, 'azar' | 'cifrador' | 'huellas' | 'politica'>,
  uow: UnidadDeTrabajo,
  { para, aviso, ahora }: { para: string; aviso: Aviso; ahora: Date },
): Promise<boolean> {
  const ventana = AVISOS_QUE_CUALQUIERA_PROVOCA.has(aviso.tipo)
    ? await limiteSuperado(deps, uow, para, ahora)
    : null
  if (ventana) {
    const detalle = { tipo: aviso.tipo, ventana }
    await anotar(uow, { origen: null }, ahora, 'aviso_descartado', {
      actor: 'sistema',
      resultado: 'limite',
      detalle,
    })
    return false
  }
  const id = deps.azar.uuid()
  await uow.avisos.encolar({
    id,
    tipo: aviso.tipo,
    canal: 'correo',
    destinoCifrado: deps.cifrador.cifrar(para, contextoDe(id, 'destino')),
    contenidoCifrado: deps.cifrador.cifrar(JSON.stringify(aviso), contextoDe(id, 'contenido')),
    creadoEn: ahora,
    disponibleEn: ahora,
    intentos: 0,
  })
  return true
}

/** Counts one more message for a mailbox. @returns the window whose limit it passes, if any. */
async function limiteSuperado(
  { huellas, politica }: Pick<Dependencias, 'huellas' | 'politica'>,
  uow: UnidadDeTrabajo,
  para: string,
  ahora: Date,
): Promise<'hora' | 'dia' | null> {
  const buzon = huellas.huella('mensajes', claveEmail(para))
  const hora = await uow.limites.sumar(`correo-hora:${buzon}`, HORA_S, ahora)
  if (hora.cuenta > politica.mensajesPorHora) return 'hora'
  const dia = await uow.limites.sumar(`correo-dia:${buzon}`, DIA_S, ahora)
  return dia.cuenta > politica.mensajesPorDia ? 'dia' : null
}

/**
 * Opens a row of the outbox.
 * @throws when it was altered, wiped, or its key is gone.
 */
export function abrirAviso(cifrador: Cifrador, fila: AvisoEnCola): { para: string; aviso: Aviso } {
  if (fila.contenidoCifrado === null) throw new Error('the content of the message was wiped')
  return {
    para: cifrador.descifrar(fila.destinoCifrado, contextoDe(fila.id, 'destino')),
    aviso: JSON.parse(cifrador.descifrar(fila.contenidoCifrado, contextoDe(fila.id, 'contenido'))),
  }
}
