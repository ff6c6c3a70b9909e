import type { Selectable } from 'kysely'
import type { Cuentas, GuardarCuenta } from '../application/ports.ts'
import { CUENTAS_QUE_COMPARTEN, type Cuenta } from '../domain/cuenta.ts'
import { claveEmail } from '../domain/email.ts'
import type { FilaCuenta, Sesion, TablaCuentas } from './esquema.ts'
import { conversion } from './filas.ts'
import { identificadoresAnterioresSql } from './identificadores-anteriores.ts'

/** Between an account and its own columns, without those that only the storage knows. */
export const filasDeCuenta = conversion<Cuenta>({
  emailConfirmadoEn: 'fecha',
  recuperadaConRespuestaEn: 'fecha',
  creadaEn: 'fecha',
  actualizadaEn: 'fecha',
})
const { aFila, deFila } = filasDeCuenta

/** The places among the accounts that share an e-mail or a mobile. */
export const PLAZAS: readonly number[] = Array.from({ length: CUENTAS_QUE_COMPARTEN }, (_, i) => i + 1)

function aCuenta(fila: Selectable<TablaCuentas> | undefined): Cuenta | undefined {
  if (!fila) return undefined
  const { emailClave, emailPlaza, celularPlaza, importacionId, porEnvolver, ...propias } = fila
  return deFila(propias)
}

export function cuentasSql(sesion: Sesion): Cuentas {
  const { db } = sesion
  const anteriores = identificadoresAnterioresSql(sesion)

  /**
   * The place that an account has, or can take, among those that share a value with it. Two that choose the
   * same one at once collide in a unique constraint, and the later one runs again.
   * @returns null when the value is null, undefined when all places are taken.
   */
  async function plaza(
    cuentaId: string,
    columna: 'emailClave' | 'celular',
    valor: string | null,
  ): Promise<number | null | undefined> {
    if (valor === null) return null
    const ocupadas = await db
      .selectFrom('cuentas')
      .select(['id', columna === 'celular' ? 'celularPlaza as plaza' : 'emailPlaza as plaza'])
      .where(columna, '=', valor)
      .execute()
    const propia = ocupadas.find(({ id }) => id === cuentaId)?.plaza
    return propia ?? PLAZAS.find((libre) => ocupadas.every((ocupada) => ocupada.plaza !== libre))
  }

  const buscar = async (id: string): Promise<Cuenta | undefined> =>
    aCuenta(await db.selectFrom('cuentas').selectAll().where('id', '=', id).executeTakeFirst())

  /** Id of the account that has an identifier now. */
  async function duenaDe({ perfil, identificador }: Cuenta): Promise<string | undefined> {
    const fila = await db
      .selectFrom('cuentas')
      .select('id')
      .where('perfil', '=', perfil)
      .where('identificador', '=', identificador)
      .executeTakeFirst()
    return fila?.id
  }

  /** The row of an account, or why it cannot be written. */
  async function preparar(
    cuenta: Cuenta,
    duena: string | undefined,
  ): Promise<FilaCuenta | Exclude<GuardarCuenta, 'guardada'>> {
    if (duena !== undefined && duena !== cuenta.id) return 'identificador_en_uso'
    const emailClave = cuenta.email === null ? null : claveEmail(cuenta.email)
    const emailPlaza = await plaza(cuenta.id, 'emailClave', emailClave)
    if (emailPlaza === undefined) return 'email_en_tres_cuentas'
    const celularPlaza = await plaza(cuenta.id, 'celular', cuenta.celular)
    if (celularPlaza === undefined) return 'celular_en_tres_cuentas'
    return { ...aFila(cuenta), emailClave, emailPlaza, celularPlaza }
  }

  return {
    /** One statement: whether the identifier is of today, of before or of nobody takes the same work. */
    porIdentificador: async (perfil, identificador) =>
      aCuenta(
        await db
          .selectFrom('cuentas')
          .selectAll()
          .where(({ and, eb, or, selectFrom }) =>
            or([
              and([eb('perfil', '=', perfil), eb('identificador', '=', identificador)]),
              eb(
                'id',
                '=',
                selectFrom('identificadoresAnteriores')
                  .select('cuentaId')
                  .where('perfil', '=', perfil)
                  .where('identificador', '=', identificador),
              ),
            ]),
          )
          .executeTakeFirst(),
      ),

    porId: buscar,
    anteriorDe: (id) => anteriores.deCuenta(id),

    conEmail: (email) =>
      db.selectFrom('cuentas').select(['id', 'perfil']).where('emailClave', '=', claveEmail(email)).execute(),

    async crear(cuenta) {
      const fila = await preparar(cuenta, (await duenaDe(cuenta)) ?? (await anteriores.duena(cuenta)))
      if (typeof fila === 'string') return fila
      await db
        .insertInto('cuentas')
        .values({ ...fila, version: 1 })
        .execute()
      return 'guardada'
    },

    async guardar(cuenta) {
      const duena = await duenaDe(cuenta)
      const seMuda = duena === undefined
      const fila = await preparar(cuenta, duena ?? (await anteriores.duena(cuenta)))
      if (typeof fila === 'string') return fila
      const antes = seMuda ? await buscar(cuenta.id) : undefined
      const version = cuenta.version + 1
      const { numUpdatedRows } = await db
        .updateTable('cuentas')
        .set({ ...fila, version })
        .where('id', '=', cuenta.id)
        .where('version', '=', cuenta.version)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return 'cambio_entretanto'
      if (antes) await anteriores.mudar(antes, cuenta)
      cuenta.version = version
      return 'guardada'
    },

    async renovarHash(id, { columna, antes, despues }) {
      await db
        .updateTable('cuentas')
        .set({ [columna]: despues })
        .where('id', '=', id)
        .where(columna, '=', antes)
        .execute()
    },
  }
}
