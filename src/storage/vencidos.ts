import type { Sesion } from './esquema.ts'

type ConVencimiento =
  | 'codigos'
  | 'enlaces'
  | 'envios'
  | 'eventos'
  | 'provisorias'
  | 'sesiones'
  | 'solicitudes'

/** Removes the rows of a table whose time is over. @returns how many they were. */
export async function borrarVencidos({ db }: Sesion, tabla: ConVencimiento, ahora: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(tabla as 'envios')
    .where('venceEn', '<=', ahora.toISOString())
    .executeTakeFirst()
  return Number(numDeletedRows)
}
