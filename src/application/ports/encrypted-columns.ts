/** What the database keeps encrypted, whatever it belongs to: for changing the key under which it is. */

/** Every column that holds an encrypted text. */
export const ENCRYPTED_COLUMNS = [
  'avisos.encrypted_destination',
  'avisos.encrypted_content',
  'cuentas.clave_hash',
  'cuentas.respuesta_hash',
  'documentos.encrypted_content',
  'eventos.encrypted_before',
  'eventos.encrypted_mailbox',
  'lazos.encrypted_pedido',
  'secrets.value',
  'solicitudes.encrypted_identificador',
  'solicitudes.encrypted_result',
  'solicitudes.encrypted_secret',
] as const
export type EncryptedColumn = (typeof ENCRYPTED_COLUMNS)[number]

export interface EncryptedText {
  /** Of its row. */
  id: string
  encrypted: string
}

export interface EncryptedColumns {
  /**
   * Encrypted texts of a column that do not begin so, in the order of their rows, after one of them.
   * Hashes of the old system come without what stands before the encrypted part of them.
   */
  findNotUnder(
    column: EncryptedColumn,
    prefix: string,
    after: string,
    limit: number,
  ): Promise<EncryptedText[]>
  /** Puts another text in the place of one. @returns false when it is no longer what it was. */
  replace(column: EncryptedColumn, text: EncryptedText, replacement: string): Promise<boolean>
}
