import { anotar } from './anotar.ts'
import { abrirAviso } from './avisos.ts'
import {
  type AvisoEnCola,
  type Azar,
  type Canal,
  type Dependencias,
  EnvioFallido,
  type Redactor,
  type RedactorSms,
  type TransporteCorreo,
  type TransporteSms,
} from './ports.ts'

const MINUTO_MS = 60_000
const DIA_MS = 24 * 60 * MINUTO_MS
/** Longer than any transport holds a message: nobody else takes it while it is being sent. */
const ARRIENDO_MS = 2 * MINUTO_MS
/** A notice leaves within 10 minutes of the mail server's return; after a day of tries that may be an hour. */
const ESPERA_MAXIMA_MS = { primerDia: 8 * MINUTO_MS, despues: 60 * MINUTO_MS }
const ABANDONO_MS = 3 * DIA_MS

export interface DependenciasDespacho extends Pick<Dependencias, 'almacen' | 'azar' | 'cifrador' | 'reloj'> {
  correo: TransporteCorreo
  redactor: Redactor
  sms: TransporteSms
  redactorSms: RedactorSms
  /** Told of what is a fault of ours and not of the mail server or the SMS gateway. */
  alFallar: (nombre: string, error: unknown) => void
}

/**
 * One round of one channel of the outbox: takes up to `tope` due messages and sends them side by side, each on its
 * own, so that none waits for a bad neighbour longer than the transport does. Each channel has rounds of its own: a
 * gateway that hangs holds no mail back.
 * @param quien name of this worker, unlike any other's: its leases are under it.
 * @returns how many left, and how many did not (tried again later, or abandoned).
 */
export async function despacharAvisos(
  deps: DependenciasDespacho,
  { canal, quien, tope }: { canal: Canal; quien: string; tope: number },
): Promise<{ enviados: number; fallidos: number }> {
  const ahora = deps.reloj.ahora()
  const hasta = new Date(ahora.getTime() + ARRIENDO_MS)
  const filas = await deps.almacen.transaccion((uow) => uow.avisos.arrendar(canal, quien, ahora, hasta, tope))
  const salieron = await Promise.all(filas.map((fila) => despacharUno(deps, fila)))
  const enviados = salieron.filter(Boolean).length
  return { enviados, fallidos: filas.length - enviados }
}

/** Never throws. What could not be written down is tried again when its lease ends, under the same id. */
async function despacharUno(deps: DependenciasDespacho, fila: AvisoEnCola): Promise<boolean> {
  try {
    const fallo = await enviar(deps, fila)
    await (fallo ? apuntarFallo(deps, fila, fallo) : apuntarEnvio(deps, fila))
    return fallo === null
  } catch (error) {
    deps.alFallar('despachar-avisos', error)
    return false
  }
}

async function enviar(deps: DependenciasDespacho, fila: AvisoEnCola): Promise<EnvioFallido | null> {
  try {
    const { canal, para, aviso } = abrirAviso(deps.cifrador, fila)
    await (canal === 'sms'
      ? deps.sms.enviar(deps.redactorSms(aviso, para, fila.id))
      : deps.correo.enviar(deps.redactor(aviso, para, fila.id)))
    return null
  } catch (error) {
    if (error instanceof EnvioFallido) return error
    deps.alFallar('despachar-avisos', error)
    return new EnvioFallido('interno', false)
  }
}

function apuntarEnvio({ almacen, reloj }: DependenciasDespacho, { id }: AvisoEnCola): Promise<void> {
  return almacen.transaccion((uow) => uow.avisos.enviado(id, reloj.ahora()))
}

async function apuntarFallo(
  deps: DependenciasDespacho,
  fila: AvisoEnCola,
  fallo: EnvioFallido,
): Promise<void> {
  const ahora = deps.reloj.ahora()
  const edad = ahora.getTime() - fila.creadoEn.getTime()
  if (!fallo.permanente && edad < ABANDONO_MS) {
    const disponibleEn = new Date(ahora.getTime() + esperaMs(fila.intentos, edad, deps.azar))
    return deps.almacen.transaccion((uow) => uow.avisos.reintentar(fila.id, disponibleEn, fallo.codigo))
  }
  const detalle = { tipo: fila.tipo, canal: fila.canal, codigo: fallo.codigo }
  await deps.almacen.transaccion(async (uow) => {
    await uow.avisos.abandonar(fila.id, ahora, fallo.codigo)
    await anotar(uow, { origen: null }, ahora, 'aviso_abandonado', {
      actor: 'sistema',
      resultado: 'fallido',
      detalle,
    })
  })
}

/**
 * How long to wait after a failure: a minute, doubled with each, of which between half and all, so that many
 * messages that failed together do not come back together.
 * @param intentos failures before this one.
 * @param edad milliseconds since the message was written.
 */
export function esperaMs(intentos: number, edad: number, azar: Pick<Azar, 'texto'>): number {
  const maxima = edad < DIA_MS ? ESPERA_MAXIMA_MS.primerDia : ESPERA_MAXIMA_MS.despues
  const entera = Math.min(MINUTO_MS * 2 ** Math.min(intentos, 30), maxima)
  return Math.round(entera * (0.5 + Number(azar.texto('0123456789', 3)) / 2000))
}
