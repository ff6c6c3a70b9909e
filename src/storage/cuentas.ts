import type { ExpressionBuilder, Selectable } from 'kysely'
import type { Cuentas, GuardarCuenta } from '../application/ports.ts'
import { CUENTAS_QUE_COMPARTEN, type Cuenta } from '../domain/cuenta.ts'
import { claveEmail } from '../domain/email.ts'
import type { Perfil } from '../domain/perfil.ts'
import type { BaseDeDatos, FilaCuenta, Sesion, TablaCuentas } from './esquema.ts'
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

/** An account of a row of its table. */
export function aCuenta(fila: Selectable<TablaCuentas> | undefined): Cuenta | undefined {
  if (!fila) return undefined
  const { emailClave, emailPlaza, celularPlaza, importacionId, porEnvolver, ...propias } = fila
  return deFila(propias)
}

/** Whether an account has an identifier, or has it reserved. */
const tiene =
  (perfil: Perfil, identificador: string) =>
  ({ and, eb, or, selectFrom }: ExpressionBuilder<BaseDeDatos, 'cuentas'>) =>
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
    ])

export function cuentasSql(sesion: Sesion): Cuentas {
  const { db, insertar } = sesion
  const anteriores = identificadoresAnterioresSql(sesion)

  const buscar = async (id: string): Promise<Cuenta | undefined> =>
    aCuenta(await db.selectFrom('cuentas').selectAll().where('id', '=', id).executeTakeFirst())

  /**
   * The row of an account, its places chosen, or why it cannot be written. One statement finds all that may be in its
   * way; two that choose the same place at once collide in a unique constraint, and the later one runs again.
   */
  async function preparar(
    cuenta: Cuenta,
  ): Promise<{ fila: FilaCuenta; seMuda: boolean } | Exclude<GuardarCuenta, 'guardada'>> {
    const { id, perfil, identificador, celular } = cuenta
    const emailClave = cuenta.email === null ? null : claveEmail(cuenta.email)
    const suya = tiene(perfil, identificador)
    const vecinas = await db
      .selectFrom('cuentas')
      .select(['id', 'perfil', 'identificador', 'emailClave', 'emailPlaza', 'celular', 'celularPlaza'])
      .select((eb) => suya(eb).as('esSuya'))
      .where((eb) => eb.or([suya(eb), eb('emailClave', '=', emailClave), eb('celular', '=', celular)]))
      .execute()
    if (vecinas.some((una) => una.esSuya && una.id !== id)) return 'identificador_en_uso'

    const plaza = (
      valor: string | null,
      suya: 'emailPlaza' | 'celularPlaza',
      de: 'emailClave' | 'celular',
    ) => {
      if (valor === null) return null
      const comparten = vecinas.filter((una) => una[de] === valor)
      const propia = comparten.find((una) => una.id === id)?.[suya]
      return propia ?? PLAZAS.find((libre) => comparten.every((una) => una[suya] !== libre))
    }
    const emailPlaza = plaza(emailClave, 'emailPlaza', 'emailClave')
    if (emailPlaza === undefined) return 'email_en_tres_cuentas'
    const celularPlaza = plaza(celular, 'celularPlaza', 'celular')
    if (celularPlaza === undefined) return 'celular_en_tres_cuentas'
    const seMuda = !vecinas.some((una) => una.perfil === perfil && una.identificador === identificador)
    return { fila: { ...aFila(cuenta), emailClave, emailPlaza, celularPlaza }, seMuda }
  }

  return {
    /** One statement: whether the identifier is of today, of before or of nobody takes the same work. */
    porIdentificador: async (perfil, identificador) =>
      aCuenta(
        await db.selectFrom('cuentas').selectAll().where(tiene(perfil, identificador)).executeTakeFirst(),
      ),

    porId: buscar,
    anteriorDe: (id) => anteriores.deCuenta(id),

    conEmail: (email) =>
      db.selectFrom('cuentas').select(['id', 'perfil']).where('emailClave', '=', claveEmail(email)).execute(),

    async crear(cuenta) {
      const preparada = await preparar(cuenta)
      if (typeof preparada === 'string') return preparada
      await insertar('cuentas', { ...preparada.fila, version: 1 })
      return 'guardada'
    },

    async guardar(cuenta) {
      const preparada = await preparar(cuenta)
      if (typeof preparada === 'string') return preparada
      const antes = preparada.seMuda ? await buscar(cuenta.id) : undefined
      const version = cuenta.version + 1
      const { numUpdatedRows } = await db
        .updateTable('cuentas')
        .set({ ...preparada.fila, version })
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
