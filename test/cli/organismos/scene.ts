/** Shared by the tests of «organismos»: files of the registro, and accounts of organisations. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Composition } from '../../../src/composition.ts'
import type { Cuenta } from '../../../src/domain/account/cuenta.ts'
import { REPRESENTANTE } from '../../support/data/organismos.ts'
import { rutOf } from '../../support/data/personas.ts'
import type { EngineName } from '../../support/storage/databases.ts'
import { createCliProduct, withPersona } from '../harness.ts'

/** First line of a file of the registro. */
export const HEADER = 'rut;razon_social;tipo;vigente;rut_representante'
/** The line of an organisation in that file; in force and represented by {@link REPRESENTANTE}, unless said otherwise. */
export const line = (
  number: number,
  others: { tipo?: string; vigente?: string; representante?: string } = {},
) => {
  const { tipo = 'OTEC', vigente = 'si', representante = REPRESENTANTE } = others
  return `${rutOf(number)};Organismo ${number} SpA;${tipo};${vigente};${representante}`
}

/** A terminal, the product on its database, and the import of a file with that content. */
export async function createImportScene(engine: EngineName = 'sqlite') {
  const { harness, product } = await createCliProduct(engine)
  const runImport = async (content: string | Buffer | string[], options = '') => {
    const file = join(harness.folder, 'organismos.csv')
    await writeFile(file, Array.isArray(content) ? [HEADER, ...content, ''].join('\n') : content)
    harness.said.splice(0)
    return harness.command(`organismos importar ${file}${options}`)
  }
  return { harness, product, runImport }
}

export const inRegistro = ({ store }: Composition, number: number) =>
  store.transaction((uow) => uow.organismos.findByRut(rutOf(number)))

/** An organisation's account, with the same representative. */
export const withOrganismo = (product: Composition, number: number, changes: Partial<Cuenta> = {}) =>
  withPersona(product, {
    perfil: 'juridica',
    identificador: rutOf(number),
    rutRepresentante: REPRESENTANTE,
    celular: null,
    ...changes,
  })

/** The account as stored. */
export const cuentaOf = async ({ store }: Composition, { id }: Cuenta) =>
  store.transaction((uow) => uow.cuentas.findById(id))
