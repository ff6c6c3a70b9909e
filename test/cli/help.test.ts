import { describe, expect, it } from 'vitest'
import { runCommand } from '../../src/cli/run.ts'
import { createTestClock } from '../support/product/test-product.ts'

/** Runs a command in an empty environment, where none can succeed. */
async function run(...words: string[]) {
  const said: string[] = []
  const warned: string[] = []
  const exitCode = await runCommand(
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
  return { exitCode, said: said.join('\n'), warned: warned.join('\n') }
}

const all = await run()
const COMMANDS = [...all.said.matchAll(/^ {2}(\w+(?: \w+)?)(?: <| {2})/gm)].map(([, name = '']) => name)
const FIRST_WORDS = [
  ...new Set(COMMANDS.filter((name) => name.includes(' ')).map((name) => name.split(' ')[0] ?? '')),
]

describe('the help of the command line', () => {
  it('lists every command when none is given, even with only --operador', async () => {
    expect(all).toMatchObject({ exitCode: 0, warned: '' })
    expect(COMMANDS.length).toBeGreaterThan(12)
    expect(await run('--operador', 'ana')).toEqual(all)
    expect(await run('--help')).toEqual(all)
    expect(await run('nada', '--help')).toEqual(all)
  })

  it.each(COMMANDS)('%s --help shows its usage and does nothing', async (name) => {
    const words = name.split(' ')
    const help = await run(...words, '--help')
    expect(help).toMatchObject({ exitCode: 0, warned: '' })
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
      expect(await run(...written)).toEqual(help)
  })

  it.each(FIRST_WORDS)('%s without its verb lists its verbs', async (first) => {
    const alone = await run(first)
    expect([alone.exitCode, alone.said]).toEqual([2, ''])
    for (const name of COMMANDS)
      expect(alone.warned.includes(`  ${name} `)).toBe(name.startsWith(`${first} `))
    expect(await run(first, '--help')).toEqual({ exitCode: 0, said: alone.warned, warned: '' })
    expect((await run(first, 'nada')).warned).toBe(
      `No existe esa orden de «${first}». Vea las que hay: npm run cli -- ${first}`,
    )
  })

  it('says which options an order does not run without, and among what each chooses', async () => {
    const usage = 'cuentas liberar <perfil> <identificador> --motivo <creada_por_otra_persona|no_representa|'
    expect((await run('cuentas', 'liberar', '--help')).said).toContain(usage)
    expect((await run('cuentas', 'liberar')).warned).toContain(usage)
    const invited = (await run('cuentas', 'invitar', '--help')).said
    for (const needed of ['--email <correo>', 'sin_clave_ni_correo']) expect(invited).toContain(needed)
    for (const [, one] of all.said.matchAll(/^ {2}(.*--(?:motivo|resultado|email|documento) .*)$/gm))
      expect(one).toMatch(/ --\w+ <\w+>$|--motivo <motivo>: con rechazado\]$/)
  })

  it('reports a malformed command in one line', async () => {
    expect(await run('nada')).toEqual({
      exitCode: 2,
      said: '',
      warned: 'No existe la orden «nada». Vea la ayuda: npm run cli',
    })
    expect((await run('cuentas', 'ver', 'natural')).warned).toBe(
      'Se escribe así: cuentas ver <perfil> <identificador>',
    )
    expect((await run('cuentas', 'ver', '--nada')).exitCode).toBe(2)
  })

  it.each(['operador', 'motivo', 'secretos', 'rechazos', 'corrige', 'codificacion', 'dry-run', 'forzar'])(
    'takes --%s once, wherever and however it is written',
    async (name) => {
      const isFlag = ['dry-run', 'forzar'].includes(name)
      const [apart, joined] = isFlag
        ? [[`--${name}`], [`--${name}`]]
        : [[`--${name}`, 'ana'], [`--${name}=beto`]]
      for (const words of [
        [...apart, 'documentos', 'listar', ...joined],
        [...joined, ...apart, 'documentos', 'listar'],
        ['documentos', ...joined, 'listar', ...joined],
        ['documentos', 'listar', ...apart, ...apart],
      ])
        expect(await run(...words)).toEqual({
          exitCode: 2,
          said: '',
          warned: `La opción --${name} está dos veces.`,
        })
    },
  )

  it('takes no option after «--», where everything is a word', async () => {
    expect((await run('--operador=ana', '--', 'documentos', 'listar', '--operador=beto')).exitCode).toBe(2)
  })
})
