import type { Documento } from '../../domain/documento/documento.ts'
import { decideDocumento } from '../accounts/decide-documento.ts'
import { documentoContext } from '../accounts/documentos.ts'
import { recordAudit } from '../audit/record.ts'
import { type Deps, SISTEMA_CONTEXT } from '../ports.ts'

/** Pause before a documento is scanned again when the scanner did not answer. */
const RESCAN_PAUSE_MS = 60_000
const BATCH = 10

type ScanDeps = Pick<Deps, 'store' | 'antivirus' | 'random' | 'cipher' | 'fingerprints' | 'policy' | 'clock'>

/**
 * Scans the documentos without a scan result. An infected one that awaits a decision is refused and its
 * person told.
 * @returns whether to call again at once: more may be pending and the scanner answers.
 * @throws the first failure, after the others of the batch were tried too. The batch ends early when the
 *   scanner does not answer.
 */
export async function scanDocumentos(deps: ScanDeps): Promise<boolean> {
  const lastTriedBefore = new Date(deps.clock.now().getTime() - RESCAN_PAUSE_MS)
  const documentos = await deps.store.read(({ documentos }) =>
    documentos.findUnscanned(lastTriedBefore, BATCH),
  )
  const failures: unknown[] = []
  let scannerAnswers = true
  for (const documento of documentos) {
    const scanResult = await scan(deps, documento).catch((error) => {
      failures.push(error)
      return null
    })
    await saveScan(deps, documento, scanResult ?? 'pendiente')
    scannerAnswers = scanResult !== 'pendiente'
    // The others are left for the next round.
    if (!scannerAnswers) break
  }
  if (failures.length > 0) throw failures[0]
  return scannerAnswers && documentos.length === BATCH
}

async function scan(
  { store, antivirus, cipher }: ScanDeps,
  { id }: Documento,
): Promise<Documento['scanResult']> {
  const encrypted = await store.read(({ documentos }) => documentos.readEncryptedContent(id))
  // The content was deleted meanwhile: there is nothing left to scan, so it leaves the queue as unscanned.
  return encrypted === null
    ? 'sin_antivirus'
    : antivirus.scan(cipher.decryptBytes(encrypted, documentoContext(id)))
}

async function saveScan(
  deps: ScanDeps,
  documento: Documento,
  scanResult: Documento['scanResult'],
): Promise<void> {
  const now = deps.clock.now()
  await deps.store.transaction(async (uow) => {
    await uow.documentos.recordScan(documento.id, scanResult, now)
    if (scanResult === 'pendiente') return
    await recordAudit(uow, SISTEMA_CONTEXT, now, 'documento_analizado', {
      cuentaId: documento.cuentaId,
      result: scanResult,
      detail: { documento: documento.id },
    })
    if (scanResult === 'infectado') {
      await decideDocumento(
        deps,
        uow,
        documento,
        { estado: 'rechazado', reason: 'infectado' },
        SISTEMA_CONTEXT,
      )
    }
  })
}
