import type { Documento, ReceivedFile } from '../../domain/documento/documento.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import { RateLimitExceeded } from '../errors.ts'
import {
  type Asker,
  type AuditContext,
  type CheckedFile,
  type Context,
  type Deps,
  Overloaded,
  type UnitOfWork,
} from '../ports.ts'
import { countUse, limitFor } from '../proof/limits.ts'

/** Encryption context of a content: moved to another row, it does not decrypt. */
export const documentoContext = (id: string): string => `documento:${id}:contenido`

/** An inspected file and its virus scan. */
export interface PreparedDocumento extends CheckedFile {
  receivedBytes: number
  scanResult: Documento['scanResult']
}

/**
 * Inspects and scans a file. Slow: call it with no transaction open.
 * @param file undefined in forms that have none.
 * @returns what to store, null without a file; refusals at the field `documento`.
 * @throws {Overloaded}
 */
export async function prepareDocumento(
  { antivirus, inspector }: Pick<Deps, 'antivirus' | 'inspector'>,
  asker: Asker,
  file: ReceivedFile | undefined,
): Promise<Result<PreparedDocumento | null>> {
  if (!file) return ok(null)
  const checked = await inspector.inspect(file, asker)
  if (!checked.ok) return onItsField(checked)
  // Scans the original: the rebuilt file could not carry a virus, and the sender should know.
  const scanResult = await antivirus.scan(file.bytes)
  if (scanResult === 'infectado') return refuse('archivo_infectado', 'documento')
  return ok({ ...checked.value, receivedBytes: file.bytes.length, scanResult })
}

const onItsField = ({ refusals }: Refused): Refused => ({
  ok: false,
  refusals: refusals.map((one) => ({ ...one, field: 'documento' })),
})

/**
 * Adds the file's refusals to those of a wrong captcha, so that the person fixes both at once. Inspecting
 * costs more than uploading and no captcha protects it here: it is done only while no other file waits and a
 * limited number of times an hour per network address. Otherwise the file is inspected once the captcha is
 * right.
 */
export async function withFileFault(
  deps: Pick<Deps, 'store' | 'inspector' | 'policy' | 'clock' | 'raisedLimits'>,
  context: Pick<Context, 'networkFingerprint' | 'networks'>,
  file: ReceivedFile,
  refused: Refused,
): Promise<Refused> {
  const limit = limitFor(deps, context, deps.policy.firstPasosPerHour)
  const use = { key: `archivo-sin-captcha:${context.networkFingerprint}`, windowSeconds: HOUR_S, limit }
  try {
    await countUse(deps.store.single, use, deps.clock.now())
    const checked = await deps.inspector.inspect(file, context, { withoutWaiting: true })
    if (checked.ok) return refused
    return { ok: false, refusals: [...onItsField(checked).refusals, ...refused.refusals] }
  } catch (error) {
    if (error instanceof RateLimitExceeded || error instanceof Overloaded) return refused
    throw error
  }
}

/** Stores a documento, encrypted, in the transaction of its cuenta; null stores nothing. */
export async function saveDocumento(
  deps: Pick<Deps, 'random' | 'cipher' | 'clock'>,
  uow: UnitOfWork,
  context: AuditContext,
  { cuentaId, kind }: Pick<Documento, 'cuentaId' | 'kind'>,
  prepared: PreparedDocumento | null,
): Promise<void> {
  if (!prepared) return
  const { bytes, ...data } = prepared
  const now = deps.clock.now()
  const id = deps.random.uuid()
  const documento: Documento = {
    ...data,
    id,
    cuentaId,
    kind,
    bytes: bytes.length,
    estado: 'pendiente',
    scannedAt: now,
    createdAt: now,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    erasedAt: null,
    version: 0,
    reviewerId: null,
    reviewUntil: null,
  }
  await uow.documentos.save(documento, deps.cipher.encryptBytes(bytes, documentoContext(id)))
  const { format, scanResult } = documento
  await recordAudit(uow, context, now, 'documento_recibido', {
    cuentaId,
    detail: { documento: id, tipo: kind, formato: format, analisis: scanResult },
  })
}
