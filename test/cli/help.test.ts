import { describe, expect, test } from 'vitest'
import { runCommand } from '../../src/cli/run.ts'
import { createTestClock } from '../support/product/test-product.ts'

/** Gives an order in an empty environment, where none can be done. */
async function give(...words: string[]) {
  const said: string[] = []
  const warned: string[] = []
  const end = await runCommand(
    {
      env: {},
      who: 'prueba',
      clock: createTestClock(),
      print: (line) => said.push(line),
      warn: (line) => warned.push(line),
      ask: async () => '',
      passphraseCost: 1,
      freeDisk: async () => 0,
    },
    words,
  )
  return { end, said: said.join('\n'), warned: warned.join('\n') }
}

const all = await give()
const ORDERS = [...all.said.matchAll(/^ {2}(\w+(?: \w+)?)(?: <| {2})/gm)].map(([, name = '']) => name)
const FIRST_WORDS = [
  ...new Set(ORDERS.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0] ?? '')),
]

describe('the help of the command line', () => {
  test('lists every order when none is given, also by who only gives a name', async () => {
    expect(all).toMatchObject({ end: 0, warned: '' })
    expect(ORDERS.length).toBeGreaterThan(12)
    expect(await give('--operador', 'ana')).toEqual(all)
    expect(await give('--help')).toEqual(all)
    expect(await give('nada', '--help')).toEqual(all)
  })

  test.each(ORDERS)('%s --help says how it is written, and does nothing', async (name) => {
    const words = name.split(' ')
    const help = await give(...words, '--help')
    expect(help).toMatchObject({ end: 0, warned: '' })
    expect(help.said).toMatch(new RegExp(`^Uso: npm run cli -- ${name}\\b`))
    for (const written of [
      [...words, '--ayuda'],
      [...words, '-h'],
      ['--help', ...words],
      ['--operador', 'ana', ...words, '--help'],
      [...words, 'x', 'y', 'z', '--help'],
      [...words, '--nada', '--help'],
      [...words, '--motivo', '--help'],
    ])
      expect(await give(...written)).toEqual(help)
  })

  test.each(FIRST_WORDS)('%s without its verb lists its verbs', async (first) => {
    const alone = await give(first)
    expect([alone.end, alone.said]).toEqual([2, ''])
    for (const name of ORDERS) expect(alone.warned.includes(`  ${name} `)).toBe(name.startsWith(`${first} `))
    expect(await give(first, '--help')).toEqual({ end: 0, said: alone.warned, warned: '' })
    expect((await give(first, 'nada')).warned).toBe(
      `No existe esa orden de «${first}». Vea las que hay: npm run cli -- ${first}`,
    )
  })

  test('what is written badly is told in one line', async () => {
    expect(await give('nada')).toEqual({
      end: 2,
      said: '',
      warned: 'No existe la orden «nada». Vea la ayuda: npm run cli',
    })
    expect((await give('cuentas', 'ver', 'natural')).warned).toBe(
      'Se escribe así: cuentas ver <perfil> <identificador>',
    )
    expect((await give('cuentas', 'ver', '--nada')).end).toBe(2)
  })
})
