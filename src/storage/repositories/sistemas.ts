import type { Sistemas } from '../../application/ports.ts'
import { nombreKey, type Secreto, type Sistema } from '../../domain/sistemas/sistema.ts'
import { conversion, type Row } from '../row-mapper.ts'
import type { Tx } from '../schema.ts'

const { toRow, fromRow } = conversion<Sistema>({
  redirectUris: 'json',
  postLogoutUris: 'json',
  volverOrigins: 'json',
  scopes: 'json',
  secretos: 'json',
  createdAt: 'date',
})

/** All but the picture, which only its page needs. */
const COLUMNS = [
  'id',
  'nombre',
  'tipo',
  'estado',
  'redirectUris',
  'postLogoutUris',
  'volverOrigins',
  'scopes',
  'autenticacion',
  'secretos',
  'backchannelLogoutUri',
  'sector',
  'logoHash',
  'createdAt',
  'createdBy',
  'version',
] as const satisfies readonly (keyof Sistema)[]

/** Times inside a list are texts there. */
const date = (text: unknown) => new Date(String(text))
const secretoFrom = ({ hash, createdAt, expiresAt }: Secreto): Secreto => ({
  hash,
  createdAt: date(createdAt),
  expiresAt: expiresAt && date(expiresAt),
})

function read(row: Row<Sistema>): Sistema {
  const sistema = fromRow(row)
  return { ...sistema, secretos: sistema.secretos.map(secretoFrom) }
}

export function sistemasRepository({ db }: Tx): Sistemas {
  const all = () => db.selectFrom('sistemas').select(COLUMNS)
  const byKey = (nombre: string) => all().where('nombreKey', '=', nombreKey(nombre)).executeTakeFirst()

  return {
    async create(sistema) {
      const created = await db
        .insertInto('sistemas')
        .values({ ...toRow(sistema), nombreKey: nombreKey(sistema.nombre), logo: null })
        .onConflict((conflict) => conflict.column('nombreKey').doNothing())
        .returning('id')
        .executeTakeFirst()
      return created !== undefined
    },

    async findById(id) {
      const row = await all().where('id', '=', id).executeTakeFirst()
      return row && read(row)
    },

    async findAll() {
      return (await all().orderBy('nombreKey').execute()).map(read)
    },

    async findByNombre(nombre) {
      const row = await byKey(nombre)
      return row && read(row)
    },

    async save(sistema) {
      const namesake = await byKey(sistema.nombre)
      if (namesake && namesake.id !== sistema.id) return false
      const { id, version, ...row } = toRow(sistema)
      const { numUpdatedRows } = await db
        .updateTable('sistemas')
        .set({ ...row, nombreKey: nombreKey(sistema.nombre), version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },

    async putLogo(id, png) {
      const logo = png && Buffer.from(png).toString('base64')
      await db.updateTable('sistemas').set({ logo }).where('id', '=', id).execute()
    },

    async readLogo(id) {
      const row = await db
        .selectFrom('sistemas')
        .select(['logo', 'logoHash'])
        .where('id', '=', id)
        .where('estado', '=', 'activo')
        .executeTakeFirst()
      if (!row?.logo || !row.logoHash) return undefined
      return { png: Buffer.from(row.logo, 'base64'), hash: row.logoHash }
    },
  }
}
