import type { Documento } from '../domain/documento.ts'
import { anotar } from './anotar.ts'
import { decidirDocumento } from './decidir-documento.ts'
import { contextoDeDocumento } from './documentos.ts'
import type { Dependencias } from './ports.ts'

/** Rest of a document between two questions to a scanner that does not answer. */
const DESCANSO_MS = 60_000
const TANDA = 10

type Deps = Pick<
  Dependencias,
  'almacen' | 'antivirus' | 'azar' | 'cifrador' | 'huellas' | 'politica' | 'reloj'
>

/**
 * Asks the scanner again for the documents that it has yet to judge. An infected one that waits for a decision is
 * refused, and its person told.
 * @returns whether more may be waiting.
 * @throws the first fault, after all of them had their turn; nothing of another one is lost by it.
 */
export async function analizarDocumentos(deps: Deps): Promise<boolean> {
  const antesDe = new Date(deps.reloj.ahora().getTime() - DESCANSO_MS)
  const documentos = await deps.almacen.transaccion((uow) => uow.documentos.porAnalizar(antesDe, TANDA))
  const fallas: unknown[] = []
  for (const documento of documentos) {
    const analisis = await analizar(deps, documento).catch((error) => {
      fallas.push(error)
      return null
    })
    await guardarAnalisis(deps, documento, analisis ?? 'pendiente')
    // It does not answer: the others wait for the next round.
    if (analisis === 'pendiente') return false
  }
  if (fallas.length > 0) throw fallas[0]
  return documentos.length === TANDA
}

async function analizar(
  { almacen, antivirus, cifrador }: Deps,
  { id }: Documento,
): Promise<Documento['analisis']> {
  const cifrado = await almacen.transaccion((uow) => uow.documentos.contenidoCifrado(id))
  return cifrado === null
    ? 'sin_antivirus'
    : antivirus.analizar(cifrador.descifrarBytes(cifrado, contextoDeDocumento(id)))
}

async function guardarAnalisis(
  deps: Deps,
  documento: Documento,
  analisis: Documento['analisis'],
): Promise<void> {
  const quien = { actor: 'sistema', origen: null }
  const ahora = deps.reloj.ahora()
  await deps.almacen.transaccion(async (uow) => {
    await uow.documentos.analizado(documento.id, analisis, ahora)
    if (analisis === 'pendiente') return
    await anotar(uow, quien, ahora, 'documento_analizado', {
      actor: quien.actor,
      cuentaId: documento.cuentaId,
      resultado: analisis,
      detalle: { documento: documento.id },
    })
    if (analisis === 'infectado') {
      await decidirDocumento(deps, uow, documento, { estado: 'rechazado', motivo: 'infectado' }, quien)
    }
  })
}
