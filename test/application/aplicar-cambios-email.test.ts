import { afterEach, beforeEach, expect, test } from 'vitest'
import { aplicarCambiosEmail } from '../../src/application/aplicar-cambios-email.ts'
import type { Dependencias } from '../../src/application/ports.ts'
import { conCuenta } from '../support/contrato.ts'
import { type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

let p: ProductoDePrueba
beforeEach(async () => {
  p = await productoDePrueba()
})
afterEach(() => p.cerrar())

/** An account whose change of e-mail has its hour now. */
async function conCambio(id: string): Promise<string> {
  const cuenta = await conCuenta(p.composicion.almacen)
  const ahora = p.reloj.ahora()
  await p.deps.almacen.transaccion((uow) =>
    uow.cambiosEmail.poner({
      id,
      cuentaId: cuenta.id,
      nuevo: `${id}@otro.test`,
      conCodigo: true,
      confirmadoEn: ahora,
      efectivoEn: ahora,
      creadoEn: ahora,
      venceEn: new Date(ahora.getTime() + 60_000),
    }),
  )
  return cuenta.id
}

/** A database where one change cannot be read. */
const conFalla = (malo: string): Dependencias => ({
  ...p.deps,
  almacen: {
    ...p.deps.almacen,
    transaccion: (trabajo) =>
      p.deps.almacen.transaccion((uow) =>
        trabajo({
          ...uow,
          cambiosEmail: {
            ...uow.cambiosEmail,
            porId: async (id) => {
              if (id === malo) throw new Error('no se puede leer')
              return uow.cambiosEmail.porId(id)
            },
          },
        }),
      ),
  },
})

test('a change that fails stays for the next round, keeps no other one waiting, and is told at the end', async () => {
  const cuentas = [await conCambio('uno'), await conCambio('dos'), await conCambio('tres')]
  const emails = () =>
    p.deps.almacen.transaccion(async (uow) => {
      const leidas = []
      for (const id of cuentas) leidas.push((await uow.cuentas.porId(id))?.email)
      return leidas
    })
  const [, viejo] = await emails()
  await expect(aplicarCambiosEmail(conFalla('dos'))).rejects.toMatchObject({
    errors: [expect.objectContaining({ message: 'no se puede leer' })],
  })
  expect(await emails()).toEqual(['uno@otro.test', viejo, 'tres@otro.test'])
  expect(await aplicarCambiosEmail(p.deps)).toBe(1)
  expect((await emails())[1]).toBe('dos@otro.test')
})
