import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTEXT } from '../../support/data/askers.ts'
import { authenticate } from '../../support/product/authenticate.ts'
import { createEmptyDatabase, ENGINES, type EngineName } from '../../support/storage/databases.ts'
import { CLAVE, type CliHarness, createCliHarness, PASSPHRASE, RUT, rowsOf, withPersona } from '../harness.ts'

const setUp = (engine: EngineName): Promise<CliHarness> =>
  createCliHarness(engine, { database: createEmptyDatabase })

/** A database with one person, and its backup. */
async function withBackup(engine: EngineName) {
  const source = await setUp(engine)
  const product = await source.product()
  const cuenta = await withPersona(product)
  const file = join(source.folder, 'respaldo')
  expect(await source.command(`respaldo ${file} --operador ana.rojas`)).toBe(0)
  return { source, product, cuenta, file }
}

/** A machine that has no secrets yet. */
async function newMachine(engine: EngineName) {
  const destination = await setUp(engine)
  const secrets = join(destination.folder, 'secretos.json')
  const restore = (file: string, env: Record<string, string> = {}) =>
    destination.command(`restaurar ${file}`, {
      env: { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '', ...env },
    })
  return { destination, secrets, restore }
}

/** Leaves out the audit rows, which restoring adds to. */
const withoutAudit = ({ audit_entries, audit_head, ...others }: Awaited<ReturnType<typeof rowsOf>>) => others

describe.each(ENGINES)('a backup of %s', (engine) => {
  it.each(ENGINES)('restores on %s the same rows, with working claves', async (other) => {
    const { source, product, cuenta, file } = await withBackup(engine)
    const { destination, secrets, restore } = await newMachine(other)
    expect(await restore(file)).toBe(0)

    const restoredSecrets = JSON.parse(await readFile(secrets, 'utf8'))
    expect(restoredSecrets).toEqual({
      SESSION_SECRET: source.env.SESSION_SECRET,
      PEPPER: source.env.PEPPER,
      ENCRYPTION_KEYS: source.env.ENCRYPTION_KEYS,
    })
    expect((await stat(secrets)).mode & 0o777).toBe(0o600)
    Object.assign(destination.env, restoredSecrets)
    const fresh = await destination.product()
    expect(withoutAudit(await rowsOf(fresh))).toEqual(withoutAudit(await rowsOf(product)))
    const credential = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
    expect(await authenticate(fresh.deps, CONTEXT, credential)).toMatchObject({
      ok: true,
      value: { cuenta: { id: cuenta.id } },
    })
    expect(destination.said).toContain('cuentas: 1')
  })

  it('is recorded with its author in both audits', async () => {
    const { product, file } = await withBackup(engine)
    const { destination, restore } = await newMachine(engine)
    await restore(file)
    Object.assign(
      destination.env,
      JSON.parse(await readFile(join(destination.folder, 'secretos.json'), 'utf8')),
    )
    const sourceEntry = (await rowsOf(product, ['audit_entries'])).audit_entries?.at(-1)
    expect(sourceEntry).toMatchObject({
      event: 'respaldo_hecho',
      actor: 'operador:ana.rojas',
      result: 'bien',
    })
    const destinationEntry = (await rowsOf(await destination.product())).audit_entries?.at(-1)
    expect(destinationEntry).toMatchObject({
      event: 'respaldo_restaurado',
      actor: 'operador:prueba',
      result: 'bien',
    })
  })

  it('is never restored into a database in use, which stays unchanged', async () => {
    const { file } = await withBackup('sqlite')
    const inUse = await setUp(engine)
    const product = await inUse.product()
    await withPersona(product, { identificador: '7654321-6' })
    const before = await rowsOf(product)
    expect(await inUse.command(`restaurar ${file}`)).toBe(1)
    expect(inUse.said).toEqual(['La base de datos ya tiene datos: use una vacía.'])
    expect(await rowsOf(product)).toEqual(before)
  })
})

describe('the backup file', () => {
  it('is readable by its owner only, holds nothing in clear text and leaves no other files', async () => {
    const { source, cuenta, file } = await withBackup('sqlite')
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readdir(source.folder)).toEqual(['respaldo'])
    const bytes = await readFile(file, 'latin1')
    const everything = bytes + source.said.join('\n')
    const { SESSION_SECRET = '', PEPPER = '', ENCRYPTION_KEYS = '' } = source.env
    for (const secret of [SESSION_SECRET, PEPPER, ENCRYPTION_KEYS, RUT, cuenta.email ?? '', PASSPHRASE]) {
      expect(everything).not.toContain(secret)
    }
    expect(source.said.at(-1)).toMatch(/^Respaldo hecho: .*respaldo, \d+ KiB\.$/)
  })

  it('never replaces another one', async () => {
    const { source, file } = await withBackup('sqlite')
    const before = await readFile(file)
    expect(await source.command(`respaldo ${file}`)).toBe(1)
    expect(source.said.at(-1)).toContain('un respaldo nunca reemplaza a otro')
    expect(await readFile(file)).toEqual(before)
  })

  it('reports in one line that it cannot be written, leaving and recording nothing', async () => {
    const harness = await setUp('sqlite')
    const product = await harness.product()
    expect(await harness.command(`respaldo ${join(harness.folder, 'no', 'hay')}`)).toBe(1)
    expect(harness.said).toEqual([expect.stringMatching(/^No se puede escribir /)])
    expect((await rowsOf(product, ['audit_entries'])).audit_entries).toEqual([])
  })

  const damages: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut by one byte', (b) => b.subarray(0, -1), /cortado o alterado/],
    ['cut in half', (b) => b.subarray(0, b.length / 2), /cortado o alterado/],
    ['cut after its first line', (b) => b.subarray(0, b.indexOf('\n') + 1), /cortado o alterado/],
    ['longer by one byte', (b) => Buffer.concat([b, Buffer.from('x')]), /cortado o alterado/],
    ['altered in its middle', (b) => tamper(b, b.length / 2), /cortado o alterado/],
    ['altered in its last byte', (b) => tamper(b, b.length - 1), /cortado o alterado/],
    [
      'altered in the nonce of its first line',
      (b) => tamper(b, b.indexOf('"iv":"') + 7),
      /cortado o alterado/,
    ],
    [
      'altered in the salt of its first line',
      (b) => tamper(b, b.indexOf('"sal":"') + 8),
      /frase no es la de/,
    ],
    ['of another kind', () => Buffer.from('{"formato":"otro"}\n'.repeat(9)), /no es un respaldo/],
    ['empty', () => Buffer.alloc(0), /no es un respaldo/],
  ]
  it.each(damages)('%s is reported in one line and changes nothing', async (_what, damage, says) => {
    const { file } = await withBackup('sqlite')
    await writeFile(file, damage(await readFile(file)))
    const { destination, restore } = await newMachine('sqlite')
    expect(await restore(file)).toBe(1)
    expect(destination.said).toEqual([expect.stringMatching(says)])
    expect(await readdir(destination.folder)).toEqual([])
    await expect(stat((destination.env.DATABASE_URL ?? '').slice(7))).rejects.toThrow('ENOENT')
  })

  it('with a wrong passphrase is reported in one line and changes nothing', async () => {
    const { file } = await withBackup('sqlite')
    const { destination, restore } = await newMachine('sqlite')
    expect(await restore(file, { BACKUP_PASSPHRASE: `${PASSPHRASE}.` })).toBe(1)
    expect(destination.said).toEqual(['La frase no es la de este respaldo.'])
    expect(await readdir(destination.folder)).toEqual([])
  })

  it('that does not exist is reported in one line', async () => {
    const { destination, restore } = await newMachine('sqlite')
    expect(await restore('ninguno')).toBe(1)
    expect(destination.said).toEqual(['No se puede leer ninguno.'])
  })
})

/** Changes one character, keeping the text valid base64. */
const tamper = (bytes: Buffer, where: number): Buffer => {
  const snapshot = Buffer.from(bytes)
  const position = Math.floor(where)
  snapshot.writeUInt8(snapshot.readUInt8(position) === 65 ? 66 : 65, position)
  return snapshot
}

describe('the passphrase', () => {
  it('is asked for twice when not in the environment, and then opens the backup', async () => {
    const harness = await setUp('sqlite')
    await harness.product()
    const file = join(harness.folder, 'respaldo')
    harness.answers.push('otra frase muy larga', 'otra frase muy larga')
    expect(await harness.command(`respaldo ${file}`, { env: { BACKUP_PASSPHRASE: '' } })).toBe(0)
    const { destination, restore } = await newMachine('sqlite')
    destination.answers.push('otra frase muy larga')
    expect(await restore(file, { BACKUP_PASSPHRASE: '' })).toBe(0)
  })

  it.each([
    ['shorter than twelve', ['once letras'], 'La frase del respaldo debe tener 12 caracteres o más.'],
    [
      'typed differently the second time',
      ['una frase larga', 'una frase laarga'],
      'Las dos frases no son iguales.',
    ],
  ])('%s makes no backup', async (_what, answers, says) => {
    const harness = await setUp('sqlite')
    await harness.product()
    harness.answers.push(...answers)
    const file = join(harness.folder, 'respaldo')
    expect(await harness.command(`respaldo ${file}`, { env: { BACKUP_PASSPHRASE: '' } })).toBe(1)
    expect(harness.said).toEqual([says])
    expect(await readdir(harness.folder)).toEqual([])
  })
})
