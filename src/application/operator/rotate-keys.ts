import { casoContext } from '../accounts/casos.ts'
import { closedContext } from '../accounts/close-cuenta.ts'
import { documentoContext } from '../accounts/documentos.ts'
import { ordenContext, ordenPayloadContext } from '../accounts/ordenes.ts'
import { pedidoContext } from '../facilitador/lazos.ts'
import { avisoContext } from '../notices/avisos.ts'
import { eventoContext } from '../notices/eventos.ts'
import { keyContext, recordContext } from '../openid/contexts.ts'
import {
  type Cipher,
  type Deps,
  ENCRYPTED_COLUMNS,
  type EncryptedColumn,
  type OperadorContext,
} from '../ports.ts'
import { peticionContext } from '../request/peticiones.ts'
import { solicitudContext } from '../request/solicitudes.ts'
import { totpContext } from '../staff/funcionarios/totp-secret.ts'
import { callNumberContext } from '../staff/llamadas/make-llamada.ts'
import { requirePower } from '../staff/require-power.ts'
import { recordCommand } from './record-command.ts'

/** Encryption context of each column; a column without one does not compile. */
const CONTEXTS: Record<EncryptedColumn, (id: string) => string> = {
  'avisos.encrypted_destination': (id) => avisoContext(id, 'destino'),
  'avisos.encrypted_content': (id) => avisoContext(id, 'contenido'),
  'casos.encrypted_facts': casoContext,
  'closed_cuentas.encrypted_data': closedContext,
  'cuentas.clave_hash': () => 'hash-antiguo',
  'cuentas.respuesta_hash': () => 'hash-antiguo',
  'documentos.encrypted_content': documentoContext,
  'eventos.encrypted_before': (id) => eventoContext(id, 'antes'),
  'eventos.encrypted_mailbox': (id) => eventoContext(id, 'buzon'),
  'funcionarios.encrypted_totp': totpContext,
  'lazos.encrypted_pedido': pedidoContext,
  'llamadas.encrypted_call_number': callNumberContext,
  'openid_keys.encrypted_jwk': keyContext,
  'openid_records.encrypted_payload': recordContext,
  'ordenes.encrypted_email': ordenContext,
  'ordenes.encrypted_payload': ordenPayloadContext,
  'peticiones.encrypted_identificador': peticionContext,
  'secrets.value': (name) => name,
  'solicitudes.encrypted_identificador': (id) => solicitudContext(id, 'identificador'),
  'solicitudes.encrypted_result': (id) => solicitudContext(id, 'resultado'),
  'solicitudes.encrypted_secret': (id) => solicitudContext(id, 'secreto'),
}

/** Texts per transaction, to keep it short. Documentos weigh a megabyte each. */
const BATCH = 100
const DOCUMENTO_BATCH = 4
/** Texts that changed meanwhile are left for the next pass. */
const PASSES = 3

export interface Rotation {
  column: EncryptedColumn
  reencrypted: number
  /** Their key is missing or they were altered: they cannot be decrypted. */
  unreadable: number
}

/**
 * Re-encrypts everything under the current key, in short batches, while the product runs. Idempotent: an
 * interrupted rotation is resumed by the next one.
 * @param onProgress called after each column that had texts under another key.
 * @returns the result of each such column.
 */
export async function rotateKeys(
  deps: Pick<Deps, 'store' | 'cipher' | 'clock'>,
  context: OperadorContext,
  onProgress: (rotation: Rotation) => void,
): Promise<Rotation[]> {
  requirePower(context, 'rotar_llaves')
  const done: Rotation[] = []
  for (const column of ENCRYPTED_COLUMNS) {
    const rotation = await rotateColumn(deps, column)
    if (rotation.reencrypted + rotation.unreadable === 0) continue
    done.push(rotation)
    onProgress(rotation)
  }
  const sum = (what: 'reencrypted' | 'unreadable') => done.reduce((total, done) => total + done[what], 0)
  const detail = { cambiados: sum('reencrypted'), ilegibles: sum('unreadable') }
  await recordCommand(deps, context, 'llaves_rotadas', {
    result: detail.ilegibles > 0 ? 'con_ilegibles' : 'bien',
    detail,
  })
  return done
}

async function rotateColumn(
  { store, cipher }: Pick<Deps, 'store' | 'cipher'>,
  column: EncryptedColumn,
): Promise<Rotation> {
  const limit = column === 'documentos.encrypted_content' ? DOCUMENTO_BATCH : BATCH
  const rotation: Rotation = { column, reencrypted: 0, unreadable: 0 }
  for (let pass = 0; pass < PASSES; pass++) {
    const reencryptedBefore = rotation.reencrypted
    rotation.unreadable = 0
    for (let from: string | undefined = ''; from !== undefined; ) {
      const texts = await store.read(({ encryptedColumns }) =>
        encryptedColumns.findNotUnder(column, cipher.currentPrefix, from ?? '', limit),
      )
      const replacements = texts.map((text) => ({ text, replacement: reencryptText(cipher, column, text) }))
      rotation.reencrypted += await store.transaction(async (uow) => {
        let reencrypted = 0
        for (const { text, replacement } of replacements)
          if (replacement !== undefined && (await uow.encryptedColumns.replace(column, text, replacement)))
            reencrypted++
        return reencrypted
      })
      rotation.unreadable += replacements.filter(({ replacement }) => replacement === undefined).length
      from = texts.at(-1)?.id
    }
    if (rotation.reencrypted === reencryptedBefore) break
  }
  return rotation
}

function reencryptText(
  cipher: Cipher,
  column: EncryptedColumn,
  { id, encrypted }: { id: string; encrypted: string },
): string | undefined {
  try {
    return cipher.reencrypt(encrypted, CONTEXTS[column](id))
  } catch {
    return undefined
  }
}
