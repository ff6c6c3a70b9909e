import type { Documento, ReceivedFile } from '../../domain/documento/documento.ts'
import { ok, type Refused, type Result, refuse } from '../../domain/outcome/result.ts'
import { HOUR_S } from '../../domain/values/durations.ts'
import { recordAudit } from '../audit/record.ts'
import { RateLimitExceeded } from '../errors.ts'
import {
  type AuditContext,
  type CheckedFile,
  type Context,
  type Deps,
  Overloaded,
  type UnitOfWork,
} from '../ports.ts'
import { countUse } from '../proof/limits.ts'

/** What ties an encrypted content to its row: one put in another's place does not decrypt. */
export const documentoContext = (id: string): string => `documento:${id}:contenido`

/** A file that was judged, and what the scanner said of it. */
export interface PreparedDocumento extends CheckedFile {
  receivedBytes: number
  scanResult: Documento['scanResult']
}

/**
 * Judges a file before anything is written; no transaction may be open.
 * @param file undefined in forms that have none.
 * @returns what to keep, null without a file; refusals of the field `documento`.
 * @throws {Overloaded}
 */
export async function prepareDocumento(
  { antivirus, inspector }: Pick<Deps, 'antivirus' | 'inspector'>,
  file: ReceivedFile | undefined,
): Promise<Result<PreparedDocumento | null>> {
  if (!file) return ok(null)
  const checked = await inspector.inspect(file)
  if (!checked.ok) return onItsField(checked)
  // As it came: what is made anew could not carry a virus, and who sent it is to be told.
  const scanResult = await antivirus.scan(file.bytes)
  if (scanResult === 'infectado') return refuse('archivo_infectado', 'documento')
  return ok({ ...checked.value, receivedBytes: file.bytes.length, scanResult })
}

const onItsField = ({ refusals }: Refused): Refused => ({
  ok: false,
  refusals: refusals.map((one) => ({ ...one, field: 'documento' })),
})

/**
 * Adds to a refusal of the captcha what is wrong with the file, so that who sends both again mends both. Opening files
 * costs more than sending them and no captcha was paid for it: it is done only while no other file waits, and so many
 * times an hour for each address; otherwise the file is judged once the captcha is right.
 */
export async function withFileFault(
  deps: Pick<Deps, 'store' | 'inspector' | 'policy' | 'clock'>,
  { network }: Pick<Context, 'network'>,
  file: ReceivedFile,
  rechazado: Refused,
): Promise<Refused> {
  const limit = deps.policy.firstPasosPerHour
  const use = { key: `archivo-sin-captcha:${network}`, windowSeconds: HOUR_S, limit }
  try {
    await deps.store.transaction((uow) => countUse(uow, use, deps.clock.now()))
    const checked = await deps.inspector.inspect(file, { withoutWaiting: true })
    if (checked.ok) return rechazado
    return { ok: false, refusals: [...onItsField(checked).refusals, ...rechazado.refusals] }
  } catch (error) {
    if (error instanceof RateLimitExceeded || error instanceof Overloaded) return rechazado
    throw error
  }
}

/** Keeps a document, encrypted, in the transaction of its account; null keeps nothing. */
export async function saveDocumento(
  deps: Pick<Deps, 'random' | 'cipher' | 'clock'>,
  uow: UnitOfWork,
  context: AuditContext,
  cuentaId: string,
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
    bytes: bytes.length,
    estado: 'pendiente',
    scannedAt: now,
    createdAt: now,
    decidedAt: null,
    decidedBy: null,
    reason: null,
    erasedAt: null,
  }
  await uow.documentos.save(documento, deps.cipher.encryptBytes(bytes, documentoContext(id)))
  const { format, scanResult } = documento
  await recordAudit(uow, context, now, 'documento_recibido', {
    cuentaId,
    detail: { documento: id, formato: format, analisis: scanResult },
  })
}
