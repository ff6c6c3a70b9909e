import { describe, expect, it } from 'vitest'
import { openActivation } from '../../src/application/staff/funcionarios/activaciones.ts'
import { activeFuncionario, tokenIn } from '../support/data/personal.ts'
import { createCliProduct } from './harness.ts'

const CREATE = 'funcionarios crear --email eva@sence.test --nombre Eva --rol ejecutivo'

describe('«funcionarios»', () => {
  it('makes one and prints the activation link, which is nowhere else', async () => {
    const { harness, product } = await createCliProduct('sqlite')
    expect(await harness.command(`${CREATE} --rut 12.345.678-5 --operador ana`)).toBe(0)
    const link = harness.said.find((line) => line.startsWith('http')) ?? ''
    expect((await openActivation(product.deps, tokenIn(link)))?.funcionario).toMatchObject({
      ...{ email: 'eva@sence.test', estado: 'invitado', createdBy: 'operador:ana' },
      ownSubject: expect.any(String),
    })
    expect(await harness.command(CREATE)).toBe(1)
    expect(harness.said.at(-1)).toBe('Ya hay un funcionario con ese correo.')
    harness.said.splice(0)
    expect(await harness.command('funcionarios ver eva@sence.test')).toBe(0)
    expect(await harness.command('funcionarios listar')).toBe(0)
    expect(harness.said).toContain('Eva <eva@sence.test>: ejecutivo, invitado')
    expect(harness.said.join('\n')).not.toContain(tokenIn(link))
  })

  it.each([
    ['funcionarios crear --email eva --nombre Eva --rol revisor', '--email'],
    ['funcionarios crear --email eva@sence.test --nombre 7 --rol revisor', '--nombre'],
    ['funcionarios crear --email eva@sence.test --nombre Eva --rol jefa', '--rol'],
    ['funcionarios crear --email eva@sence.test --nombre Eva --rol revisor --rut 1', '--rut'],
  ])('«%s» is not written as it should: %s', async (command, option) => {
    const { harness } = await createCliProduct('sqlite')
    expect(await harness.command(command)).toBe(2)
    expect(harness.said.at(-1)).toContain(option)
  })

  it('takes two operadores to restart one who was suspended', async () => {
    const { harness, product } = await createCliProduct('sqlite')
    const { email } = await activeFuncionario(product.deps)
    expect(await harness.command(`funcionarios suspender ${email}`)).toBe(0)
    expect(await harness.command(`funcionarios reiniciar ${email} --operador ana`)).toBe(0)
    expect(await harness.command(`funcionarios reiniciar ${email} --operador Ana`)).toBe(1)
    expect(harness.said.filter((line) => line.startsWith('http'))).toEqual([])
    expect(await harness.command(`funcionarios reiniciar ${email} --operador beatriz`)).toBe(0)
    expect(harness.said.filter((line) => line.startsWith('http'))).toHaveLength(1)
  })
})
