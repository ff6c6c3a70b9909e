import type { ArchivoRecibido, Documento } from '../domain/documento.ts'
import { HORA_S } from '../domain/plazos.ts'
import { bien, type Rechazado, type Resultado, rechazar } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import { LimiteSuperado } from './errores.ts'
import { contarUso } from './limites.ts'
import {
  type ArchivoRevisado,
  type Contexto,
  type Dependencias,
  Saturado,
  type UnidadDeTrabajo,
} from './ports.ts'

/** What ties an encrypted content to its row: one put in another's place does not decrypt. */
export const contextoDeDocumento = (id: string): string => `documento:${id}:contenido`

/** A file that was judged, and what the scanner said of it. */
export interface DocumentoPreparado extends ArchivoRevisado {
  bytesRecibidos: number
  analisis: Documento['analisis']
}

/**
 * Judges a file before anything is written; no transaction may be open.
 * @param archivo undefined in forms that have none.
 * @returns what to keep, null without a file; refusals of the field `documento`.
 * @throws {Saturado}
 */
export async function prepararDocumento(
  { antivirus, inspector }: Pick<Dependencias, 'antivirus' | 'inspector'>,
  archivo: ArchivoRecibido | undefined,
): Promise<Resultado<DocumentoPreparado | null>> {
  if (!archivo) return bien(null)
  const revisado = await inspector.inspeccionar(archivo)
  if (!revisado.ok) return enSuCampo(revisado)
  // As it came: what is made anew could not carry a virus, and who sent it is to be told.
  const analisis = await antivirus.analizar(archivo.bytes)
  if (analisis === 'infectado') return rechazar('archivo_infectado', 'documento')
  return bien({ ...revisado.valor, bytesRecibidos: archivo.bytes.length, analisis })
}

const enSuCampo = ({ rechazos }: Rechazado): Rechazado => ({
  ok: false,
  rechazos: rechazos.map((uno) => ({ ...uno, campo: 'documento' })),
})

/**
 * Adds to a refusal of the captcha what is wrong with the file, so that who sends both again mends both. Opening files
 * costs more than sending them and no captcha was paid for it: it is done only while no other file waits, and so many
 * times an hour for each address; otherwise the file is judged once the captcha is right.
 */
export async function conFaltaDelArchivo(
  deps: Pick<Dependencias, 'almacen' | 'inspector' | 'politica' | 'reloj'>,
  { direccion }: Pick<Contexto, 'direccion'>,
  archivo: ArchivoRecibido,
  rechazado: Rechazado,
): Promise<Rechazado> {
  const tope = deps.politica.primerosPasosPorHora
  const uso = { clave: `archivo-sin-captcha:${direccion}`, ventanaSegundos: HORA_S, tope }
  try {
    await deps.almacen.transaccion((uow) => contarUso(uow, uso, deps.reloj.ahora()))
    const revisado = await deps.inspector.inspeccionar(archivo, { sinEsperar: true })
    if (revisado.ok) return rechazado
    return { ok: false, rechazos: [...enSuCampo(revisado).rechazos, ...rechazado.rechazos] }
  } catch (error) {
    if (error instanceof LimiteSuperado || error instanceof Saturado) return rechazado
    throw error
  }
}

/** Keeps a document, encrypted, in the transaction of its account; null keeps nothing. */
export async function guardarDocumento(
  deps: Pick<Dependencias, 'azar' | 'cifrador' | 'reloj'>,
  uow: UnidadDeTrabajo,
  contexto: Pick<Contexto, 'origen'>,
  cuentaId: string,
  preparado: DocumentoPreparado | null,
): Promise<void> {
  if (!preparado) return
  const { bytes, ...datos } = preparado
  const ahora = deps.reloj.ahora()
  const id = deps.azar.uuid()
  const documento: Documento = {
    ...datos,
    id,
    cuentaId,
    bytes: bytes.length,
    estado: 'pendiente',
    analizadoEn: ahora,
    creadoEn: ahora,
    decididoEn: null,
    decididoPor: null,
    motivo: null,
    borradoEn: null,
  }
  await uow.documentos.guardar(documento, deps.cifrador.cifrarBytes(bytes, contextoDeDocumento(id)))
  const { formato, analisis } = documento
  await anotar(uow, contexto, ahora, 'documento_recibido', {
    cuentaId,
    detalle: { documento: id, formato, analisis },
  })
}
