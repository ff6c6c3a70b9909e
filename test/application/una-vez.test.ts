import { afterAll, beforeAll, expect, test } from 'vitest'
import { Saturado } from '../../src/application/ports.ts'
import { unaVez } from '../../src/application/una-vez.ts'
import { bien } from '../../src/domain/resultado.ts'
import { LETRAS, type ProductoDePrueba, productoDePrueba } from '../support/producto.ts'

const CONTEXTO = { direccion: 'direccion', origen: 'peticion', sello: 'sello' }

let p: ProductoDePrueba
beforeAll(async () => {
  p = await productoDePrueba()
})
afterAll(() => p.cerrar())

test('when the work breaks and its outcome cannot be kept either, the first error is the one that is told', async () => {
  const ficha = p.deps.captcha.emitir('formulario', CONTEXTO.sello)
  const formulario = { formulario: 'formulario', ficha, respuesta: LETRAS, cuerpo: 'cuerpo' }
  const { almacen } = p.deps
  let caido = false
  const deps = {
    ...p.deps,
    almacen: {
      ...almacen,
      transaccion: ((trabajo) =>
        caido
          ? Promise.reject(new Error('the database is down'))
          : almacen.transaccion(trabajo)) as typeof almacen.transaccion,
    },
  }
  const roto = unaVez(deps, CONTEXTO, formulario, () => {
    caido = true
    throw new Error('the work broke')
  })
  await expect(roto).rejects.toThrow('the work broke')
})

test('a form that is turned away for too much work spends no captcha, and its twin takes its place', async () => {
  const ficha = p.deps.captcha.emitir('formulario', CONTEXTO.sello)
  const formulario = { formulario: 'formulario', ficha, respuesta: LETRAS, cuerpo: 'lleno' }
  const lleno = () => unaVez(p.deps, CONTEXTO, formulario, () => Promise.reject(new Saturado(3)))
  await expect(lleno()).rejects.toThrow(Saturado)
  const negar = Promise.withResolvers<never>()
  const empezado = Promise.withResolvers<void>()
  const primero = unaVez(p.deps, CONTEXTO, formulario, () => {
    empezado.resolve()
    return negar.promise
  })
  await empezado.promise
  const gemelo = unaVez(p.deps, CONTEXTO, formulario, async (cerrar) => {
    await p.deps.almacen.transaccion((uow) => cerrar(uow, 'solicitud'))
    return bien('solicitud')
  })
  negar.reject(new Saturado(3))
  await expect(primero).rejects.toThrow(Saturado)
  expect(await gemelo).toEqual(bien('solicitud'))
})
