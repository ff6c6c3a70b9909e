import type { CuentaToImport } from '../../../application/ports.ts'
import type { Tx } from '../../schema.ts'

/** For each e-mail shared by these accounts, the slots already taken. */
export async function takenSlots({ db }: Tx, emailKeys: readonly (string | null)[]) {
  const wanted = [...new Set(emailKeys.filter((key) => key !== null))]
  const taken = new Map<string, (number | null)[]>()
  if (wanted.length === 0) return taken
  const rows = await db
    .selectFrom('cuentas')
    .select(['emailKey', 'emailSlot'])
    .where('emailKey', 'in', wanted)
    .execute()
  for (const { emailKey, emailSlot } of rows) {
    if (emailKey !== null) taken.set(emailKey, [...(taken.get(emailKey) ?? []), emailSlot])
  }
  return taken
}

/** Which of these already have an account. An identifier held before a change of perfil stays taken. */
export async function findExisting({ db }: Tx, cuentas: readonly CuentaToImport[]): Promise<Set<string>> {
  const known = new Set<string>()
  for (const perfil of new Set(cuentas.map(({ cuenta }) => cuenta.perfil))) {
    const own = cuentas
      .filter(({ cuenta }) => cuenta.perfil === perfil)
      .map(({ cuenta }) => cuenta.identificador)
    const from = (table: 'cuentas' | 'formerIdentificadores') =>
      db
        .selectFrom(table)
        .select('identificador')
        .where('perfil', '=', perfil)
        .where('identificador', 'in', own)
        .execute()
    for (const { identificador } of [...(await from('cuentas')), ...(await from('formerIdentificadores'))]) {
      known.add(`${perfil} ${identificador}`)
    }
  }
  return known
}
