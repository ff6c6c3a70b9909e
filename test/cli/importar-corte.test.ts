/** An import that is cut, and imports at once. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { MOTORES } from '../support/almacenes.ts'
import { type BancoCli, montarCli } from './banco.ts'
import { cuentasDe, informeDe, muchas, rut } from './banco-importar.ts'

const raiz = fileURLToPath(new URL('../../', import.meta.url))
const montados: BancoCli[] = []
afterEach(async () => {
  for (const banco of montados.splice(0)) await banco.desmontar()
})

/** Starts the order in a process of its own and kills it as soon as it tells of a batch. */
async function matarEnMedio(banco: BancoCli, ...palabras: string[]): Promise<NodeJS.Signals | null> {
  const proceso = spawn(process.execPath, ['src/cli/main.ts', 'cuentas', 'importar', ...palabras], {
    cwd: raiz,
    env: { PATH: process.env.PATH, ...banco.entorno },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  proceso.stdout.once('data', () => proceso.kill('SIGKILL'))
  const [, signal] = await once(proceso, 'close')
  return signal
}

describe.each(MOTORES)('on %s', (motor) => {
  async function montar() {
    const banco = await montarCli(motor)
    montados.push(banco)
    return { banco, producto: await banco.producto() }
  }
  const CUANTAS = 20_000
  const MALAS = CUANTAS / 100

  test('an import that is killed goes on where it was: nothing twice, nothing lost, a whole report', async () => {
    const { banco, producto } = await montar()
    const archivo = join(banco.carpeta, 'cuentas.csv')
    const informe = join(banco.carpeta, 'informe.csv')
    await writeFile(archivo, muchas(CUANTAS, 100))
    expect(await matarEnMedio(banco, archivo, '--rechazos', informe)).toBe('SIGKILL')
    const primeras = (await cuentasDe(producto)).map(({ id }) => id)
    expect(primeras.length).toBeGreaterThan(0)
    expect(primeras.length).toBeLessThan(CUANTAS - MALAS)

    expect(await banco.orden(`cuentas importar ${archivo} --rechazos ${informe}`)).toBe(0)
    expect(banco.dicho).toContainEqual(expect.stringMatching(/^Continuó donde había quedado: [\d.]+ líneas/))
    expect(banco.dicho).toContain('Cuentas importadas: 19.800')
    expect(banco.dicho).toContain('Ya existían y no se tocaron: 0')
    const todas = await cuentasDe(producto)
    expect(todas).toHaveLength(CUANTAS - MALAS)
    expect(new Set(todas.map(({ identificador }) => identificador)).size).toBe(CUANTAS - MALAS)
    expect(todas.map(({ id }) => id)).toEqual(expect.arrayContaining(primeras))
    const esperadas = Array.from({ length: MALAS }, (_, i) => `${(i + 1) * 100 + 1};rechazada;rut_formato;`)
    expect(await informeDe(informe)).toEqual(esperadas)
  }, 60_000)

  test('two imports of one file at once share the work', async () => {
    const { banco, producto } = await montar()
    const archivo = join(banco.carpeta, 'cuentas.csv')
    await writeFile(archivo, muchas(3000, 100))
    const orden = `cuentas importar ${archivo}`
    expect(await Promise.all([banco.orden(orden), banco.orden(orden)])).toEqual([0, 0])
    expect(await cuentasDe(producto)).toHaveLength(2970)
    expect(banco.dicho.filter((una) => una === 'Cuentas importadas: 2.970')).toHaveLength(2)
    expect(await banco.orden(orden)).toBe(0)
    expect(banco.dicho).toContain('Ya existían y no se tocaron: 2.970')
  }, 60_000)

  test('two imports at once of files with the same people in another order make each account once', async () => {
    const { banco, producto } = await montar()
    const [titulos = '', ...lineas] = muchas(3000).trimEnd().split('\n')
    const derecho = join(banco.carpeta, 'derecho.csv')
    const reves = join(banco.carpeta, 'reves.csv')
    await writeFile(derecho, [titulos, ...lineas].join('\n'))
    await writeFile(reves, [titulos, ...lineas.toReversed()].join('\n'))
    const fines = await Promise.all([derecho, reves].map((ruta) => banco.orden(`cuentas importar ${ruta}`)))
    expect(fines).toEqual([0, 0])
    const cuentas = await cuentasDe(producto)
    expect(cuentas).toHaveLength(3000)
    expect(new Set(cuentas.map(({ identificador }) => identificador)).size).toBe(3000)
  }, 60_000)

  test('while it runs the database serves everybody else', async () => {
    const { banco, producto } = await montar()
    const archivo = join(banco.carpeta, 'cuentas.csv')
    await writeFile(archivo, muchas(5000))
    let seguir = true
    let servidas = 0
    const visitas = (async () => {
      while (seguir) {
        await producto.almacen.transaccion(async (uow) => {
          await uow.limites.sumar('visita', 60, new Date())
          await uow.cuentas.porIdentificador('natural', rut(1))
        })
        servidas++
        // As a request does: between two of them other work of the process gets its turn.
        await producto.deps.reloj.dormir(0)
      }
    })()
    const fin = await banco.orden(`cuentas importar ${archivo}`)
    seguir = false
    await visitas
    expect(fin).toBe(0)
    expect(servidas).toBeGreaterThan(10)
    expect(await cuentasDe(producto)).toHaveLength(5000)
  }, 60_000)
})
