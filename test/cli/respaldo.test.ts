import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { autenticar } from '../../src/application/autenticar.ts'
import { baseVacia, MOTORES, type NombreMotor } from '../support/almacenes.ts'
import { type BancoCli, CLAVE, CONTEXTO, conPersona, FRASE, filasDe, montarCli, RUT } from './banco.ts'

const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})
async function montar(motor: NombreMotor): Promise<BancoCli> {
  const banco = await montarCli(motor, { base: baseVacia })
  montados.push(banco)
  return banco
}

/** A database with one person, and its backup. */
async function conRespaldo(motor: NombreMotor) {
  const origen = await montar(motor)
  const producto = await origen.producto()
  const cuenta = await conPersona(producto)
  const archivo = join(origen.carpeta, 'respaldo')
  expect(await origen.orden(`respaldo ${archivo} --operador ana.rojas`)).toBe(0)
  return { origen, producto, cuenta, archivo }
}

/** A machine that has no secrets yet. */
async function maquinaNueva(motor: NombreMotor) {
  const destino = await montar(motor)
  const secretos = join(destino.carpeta, 'secretos.json')
  const restaurar = (archivo: string, entorno: Record<string, string> = {}) =>
    destino.orden(`restaurar ${archivo}`, {
      entorno: { SESSION_SECRET: '', PEPPER: '', ENCRYPTION_KEYS: '', ...entorno },
    })
  return { destino, secretos, restaurar }
}

/** Rows that restoring itself adds. */
const sinLoAnotado = ({ bitacora, bitacora_cabeza, ...otras }: Awaited<ReturnType<typeof filasDe>>) => otras

describe.each(MOTORES)('a backup of %s', (motor) => {
  test.each(MOTORES)('restores on %s with the same rows and keys that work', async (otro) => {
    const { origen, producto, cuenta, archivo } = await conRespaldo(motor)
    const { destino, secretos, restaurar } = await maquinaNueva(otro)
    expect(await restaurar(archivo)).toBe(0)

    const restaurados = JSON.parse(await readFile(secretos, 'utf8'))
    expect(restaurados).toEqual({
      SESSION_SECRET: origen.entorno.SESSION_SECRET,
      PEPPER: origen.entorno.PEPPER,
      ENCRYPTION_KEYS: origen.entorno.ENCRYPTION_KEYS,
    })
    expect((await stat(secretos)).mode & 0o777).toBe(0o600)
    Object.assign(destino.entorno, restaurados)
    const nuevo = await destino.producto()
    expect(sinLoAnotado(await filasDe(nuevo))).toEqual(sinLoAnotado(await filasDe(producto)))
    const credencial = { perfil: 'natural', identificador: RUT, clave: CLAVE } as const
    expect(await autenticar(nuevo.deps, CONTEXTO, credencial)).toMatchObject({
      ok: true,
      valor: { cuenta: { id: cuenta.id } },
    })
    expect(destino.dicho).toContain('cuentas: 1')
  })

  test('is noted in the audit of both, with who did it', async () => {
    const { producto, archivo } = await conRespaldo(motor)
    const { destino, restaurar } = await maquinaNueva(motor)
    await restaurar(archivo)
    Object.assign(destino.entorno, JSON.parse(await readFile(join(destino.carpeta, 'secretos.json'), 'utf8')))
    const deAqui = (await filasDe(producto)).bitacora?.at(-1)
    expect(deAqui).toMatchObject({ evento: 'respaldo_hecho', actor: 'operador:ana.rojas', resultado: 'bien' })
    const deAlla = (await filasDe(await destino.producto())).bitacora?.at(-1)
    expect(deAlla).toMatchObject({
      evento: 'respaldo_restaurado',
      actor: 'operador:prueba',
      resultado: 'bien',
    })
  })

  test('never goes into a database that holds something, which stays as it was', async () => {
    const { archivo } = await conRespaldo('sqlite')
    const enUso = await montar(motor)
    const producto = await enUso.producto()
    await conPersona(producto, { identificador: '7654321-6' })
    const antes = await filasDe(producto)
    expect(await enUso.orden(`restaurar ${archivo}`)).toBe(1)
    expect(enUso.dicho).toEqual(['La base de datos ya tiene datos: use una vacía.'])
    expect(await filasDe(producto)).toEqual(antes)
  })
})

describe('the file of a backup', () => {
  test('is of its owner only, holds nothing in clear, and leaves nothing else behind', async () => {
    const { origen, cuenta, archivo } = await conRespaldo('sqlite')
    expect((await stat(archivo)).mode & 0o777).toBe(0o600)
    expect(await readdir(origen.carpeta)).toEqual(['respaldo'])
    const bytes = await readFile(archivo, 'latin1')
    const todo = bytes + origen.dicho.join('\n')
    const { SESSION_SECRET = '', PEPPER = '', ENCRYPTION_KEYS = '' } = origen.entorno
    for (const secreto of [SESSION_SECRET, PEPPER, ENCRYPTION_KEYS, RUT, cuenta.email ?? '', FRASE]) {
      expect(todo).not.toContain(secreto)
    }
    expect(origen.dicho.at(-1)).toMatch(/^Respaldo hecho: .*respaldo, \d+ KiB\.$/)
  })

  test('never takes the place of another one', async () => {
    const { origen, archivo } = await conRespaldo('sqlite')
    const antes = await readFile(archivo)
    expect(await origen.orden(`respaldo ${archivo}`)).toBe(1)
    expect(origen.dicho.at(-1)).toContain('un respaldo nunca reemplaza a otro')
    expect(await readFile(archivo)).toEqual(antes)
  })

  test('cannot be written: one line, nothing left and nothing noted', async () => {
    const banco = await montar('sqlite')
    const producto = await banco.producto()
    expect(await banco.orden(`respaldo ${join(banco.carpeta, 'no', 'hay')}`)).toBe(1)
    expect(banco.dicho).toEqual([expect.stringMatching(/^No se puede escribir /)])
    expect((await filasDe(producto)).bitacora).toEqual([])
  })

  const danos: [string, (bytes: Buffer) => Buffer, RegExp][] = [
    ['cut by one byte', (b) => b.subarray(0, -1), /cortado o alterado/],
    ['cut in half', (b) => b.subarray(0, b.length / 2), /cortado o alterado/],
    ['cut after its first line', (b) => b.subarray(0, b.indexOf('\n') + 1), /cortado o alterado/],
    ['longer by one byte', (b) => Buffer.concat([b, Buffer.from('x')]), /cortado o alterado/],
    ['altered in its middle', (b) => alterar(b, b.length / 2), /cortado o alterado/],
    ['altered in its last byte', (b) => alterar(b, b.length - 1), /cortado o alterado/],
    [
      'altered in the nonce of its first line',
      (b) => alterar(b, b.indexOf('"iv":"') + 7),
      /cortado o alterado/,
    ],
    [
      'altered in the salt of its first line',
      (b) => alterar(b, b.indexOf('"sal":"') + 8),
      /frase no es la de/,
    ],
    ['of another kind', () => Buffer.from('{"formato":"otro"}\n'.repeat(9)), /no es un respaldo/],
    ['empty', () => Buffer.alloc(0), /no es un respaldo/],
  ]
  test.each(danos)('%s is told in one line and changes nothing', async (_que, danar, dice) => {
    const { archivo } = await conRespaldo('sqlite')
    await writeFile(archivo, danar(await readFile(archivo)))
    const { destino, restaurar } = await maquinaNueva('sqlite')
    expect(await restaurar(archivo)).toBe(1)
    expect(destino.dicho).toEqual([expect.stringMatching(dice)])
    expect(await readdir(destino.carpeta)).toEqual([])
    await expect(stat((destino.entorno.DATABASE_URL ?? '').slice(7))).rejects.toThrow('ENOENT')
  })

  test('with another passphrase is told in one line and changes nothing', async () => {
    const { archivo } = await conRespaldo('sqlite')
    const { destino, restaurar } = await maquinaNueva('sqlite')
    expect(await restaurar(archivo, { BACKUP_PASSPHRASE: `${FRASE}.` })).toBe(1)
    expect(destino.dicho).toEqual(['La frase no es la de este respaldo.'])
    expect(await readdir(destino.carpeta)).toEqual([])
  })

  test('that is not there is told in one line', async () => {
    const { destino, restaurar } = await maquinaNueva('sqlite')
    expect(await restaurar('ninguno')).toBe(1)
    expect(destino.dicho).toEqual(['No se puede leer ninguno.'])
  })
})

/** Puts another letter in a place: still base64, where it was. */
const alterar = (bytes: Buffer, donde: number): Buffer => {
  const copia = Buffer.from(bytes)
  const lugar = Math.floor(donde)
  copia.writeUInt8(copia.readUInt8(lugar) === 65 ? 66 : 65, lugar)
  return copia
}

describe('the passphrase', () => {
  test('is asked for twice when the environment does not have it, and then opens the backup', async () => {
    const banco = await montar('sqlite')
    await banco.producto()
    const archivo = join(banco.carpeta, 'respaldo')
    banco.respuestas.push('otra frase muy larga', 'otra frase muy larga')
    expect(await banco.orden(`respaldo ${archivo}`, { entorno: { BACKUP_PASSPHRASE: '' } })).toBe(0)
    const { destino, restaurar } = await maquinaNueva('sqlite')
    destino.respuestas.push('otra frase muy larga')
    expect(await restaurar(archivo, { BACKUP_PASSPHRASE: '' })).toBe(0)
  })

  test.each([
    ['shorter than twelve', ['once letras'], 'La frase del respaldo debe tener 12 caracteres o más.'],
    ['written in two ways', ['una frase larga', 'una frase laarga'], 'Las dos frases no son iguales.'],
  ])('%s makes no backup', async (_que, respuestas, dice) => {
    const banco = await montar('sqlite')
    await banco.producto()
    banco.respuestas.push(...respuestas)
    const archivo = join(banco.carpeta, 'respaldo')
    expect(await banco.orden(`respaldo ${archivo}`, { entorno: { BACKUP_PASSPHRASE: '' } })).toBe(1)
    expect(banco.dicho).toEqual([dice])
    expect(await readdir(banco.carpeta)).toEqual([])
  })
})
