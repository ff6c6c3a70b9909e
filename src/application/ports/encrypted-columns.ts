/** Every encrypted value in the database, to re-encrypt it under a new key. */

export const ENCRYPTED_COLUMNS = [
  'avisos.encrypted_destination',
  'avisos.encrypted_content',
  'casos.encrypted_facts',
  'closed_cuentas.encrypted_data',
  'cuentas.clave_hash',
  'cuentas.respuesta_hash',
  'documentos.encrypted_content',
  'eventos.encrypted_before',
  'eventos.encrypted_mailbox',
  'funcionarios.encrypted_totp',
  'lazos.encrypted_pedido',
  'llamadas.encrypted_call_number',
  'openid_keys.encrypted_jwk',
  'openid_records.encrypted_payload',
  'ordenes.encrypted_email',
  'ordenes.encrypted_payload',
  'peticiones.encrypted_identificador',
  'secrets.value',
  'solicitudes.encrypted_identificador',
  'solicitudes.encrypted_result',
  'solicitudes.encrypted_secret',
] as const
export type EncryptedColumn = (typeof ENCRYPTED_COLUMNS)[number]

export interface EncryptedText {
  /** Id of its row. */
  id: string
  encrypted: string
}

export interface EncryptedColumns {
  /**
   * Up to `limit` encrypted texts of a column that do not start with `prefix`, from rows after id `after`, in
   * order. Of a legacy hash only the encrypted part is returned.
   */
  findNotUnder(
    column: EncryptedColumn,
    prefix: string,
    after: string,
    limit: number,
  ): Promise<EncryptedText[]>
  /** Replaces a text. @returns false when it changed meanwhile. */
  replace(column: EncryptedColumn, text: EncryptedText, replacement: string): Promise<boolean>
}
