/** What the database keeps encrypted, whatever it belongs to: for changing the key under which it is. */

/** Every column that holds an encrypted text. */
export const COLUMNAS_CIFRADAS = [
  'avisos.destino_cifrado',
  'avisos.contenido_cifrado',
  'cuentas.clave_hash',
  'cuentas.respuesta_hash',
  'documentos.contenido_cifrado',
  'eventos.antes_cifrado',
  'eventos.buzon_cifrado',
  'facilitadores_otec.pedido_cifrado',
  'secretos.valor',
  'solicitudes.identificador_cifrado',
  'solicitudes.resultado_cifrado',
  'solicitudes.secreto_cifrado',
] as const
export type ColumnaCifrada = (typeof COLUMNAS_CIFRADAS)[number]

export interface TextoCifrado {
  /** Of its row. */
  id: string
  cifrado: string
}

export interface Cifrados {
  /**
   * Encrypted texts of a column that do not begin so, in the order of their rows, after one of them.
   * Hashes of the old system come without what stands before the encrypted part of them.
   */
  fueraDe(columna: ColumnaCifrada, prefijo: string, despuesDe: string, tope: number): Promise<TextoCifrado[]>
  /** Puts another text in the place of one. @returns false when it is no longer what it was. */
  cambiar(columna: ColumnaCifrada, texto: TextoCifrado, nuevo: string): Promise<boolean>
}
