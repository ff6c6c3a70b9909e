import type { ArchivoRecibido, Documento } from '../domain/documento.ts'
import { bien, type Resultado, rechazar } from '../domain/resultado.ts'
import { anotar } from './anotar.ts'
import type { ArchivoRevisado, Contexto, Dependencias, UnidadDeTrabajo } from './ports.ts'

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
  if (!revisado.ok)
    return { ok: false, rechazos: revisado.rechazos.map((uno) => ({ ...uno, campo: 'documento' })) }
  // As it came: what is made anew could not carry a virus, and who sent it is to be told.
  const analisis = await antivirus.analizar(archivo.bytes)
  if (analisis === 'infectado') return rechazar('archivo_infectado', 'documento')
  return bien({ ...revisado.valor, bytesRecibidos: archivo.bytes.length, analisis })
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
