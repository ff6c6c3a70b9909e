import { expect, test } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { AlmacenSql } from '../../src/storage/index.ts'
import { aLaVez, conCuenta, cuentaCompleta, enCadaMotor } from '../support/contrato.ts'

const guardar = (almacen: AlmacenSql, cuenta: Cuenta) =>
  almacen.transaccion(({ cuentas }) => cuentas.guardar(cuenta))
const buscar = (almacen: AlmacenSql, { perfil, identificador }: Cuenta) =>
  almacen.transaccion(({ cuentas }) => cuentas.porIdentificador(perfil, identificador))
const anteriorDe = (almacen: AlmacenSql, { id }: Cuenta) =>
  almacen.transaccion(({ cuentas }) => cuentas.anteriorDe(id))

enCadaMotor('an account that changes identifier', (almacen) => {
  /** A migrant's account, and the same one as a natural person's; kept as the first. */
  const par = async (rut: string, cambios: Partial<Cuenta> = {}) => {
    const migrante = await conCuenta(almacen(), { perfil: 'migrante', identidad: 'verificada', ...cambios })
    const natural = {
      ...migrante,
      perfil: 'natural' as const,
      identificador: rut,
      identidad: 'declarada' as const,
    }
    return { migrante, natural }
  }

  test('is found by both, and the former one is reserved for it with who vouched for it', async () => {
    const { migrante, natural } = await par('muda-1')
    expect(await anteriorDe(almacen(), migrante)).toBeUndefined()
    expect(await guardar(almacen(), natural)).toBe('guardada')
    for (const cual of [migrante, natural]) expect(await buscar(almacen(), cual)).toEqual(natural)
    expect(await buscar(almacen(), { ...migrante, perfil: 'facilitador' })).toBeUndefined()
    const { perfil, identificador, identidad } = migrante
    expect(await anteriorDe(almacen(), natural)).toEqual({ perfil, identificador, identidad })
  })

  test('nobody else gets the former one, by registering or by changing; in another profile it is free', async () => {
    const { migrante, natural } = await par('muda-2')
    await guardar(almacen(), natural)
    const otra = await conCuenta(almacen(), { perfil: 'migrante' })
    const { perfil, identificador } = migrante
    await almacen().transaccion(async ({ cuentas }) => {
      expect(await cuentas.crear(cuentaCompleta({ perfil, identificador }))).toBe('identificador_en_uso')
      expect(await cuentas.guardar({ ...otra, identificador })).toBe('identificador_en_uso')
      expect(await cuentas.crear(cuentaCompleta({ perfil: 'facilitador', identificador }))).toBe('guardada')
    })
  })

  test('an import of accounts leaves the former one alone', async () => {
    const { migrante, natural } = await par('muda-8')
    await guardar(almacen(), natural)
    const { perfil, identificador } = migrante
    const [alta] = await almacen().transaccion(({ importaciones }) =>
      importaciones.agregar(
        [{ cuenta: cuentaCompleta({ perfil, identificador }), porEnvolver: false }],
        'una',
      ),
    )
    expect(alta?.existente).toBe(true)
    expect((await buscar(almacen(), migrante))?.id).toBe(migrante.id)
  })

  test('going back frees the other, and it can go again', async () => {
    const { migrante, natural } = await par('muda-3')
    await guardar(almacen(), natural)
    const vuelta = { ...migrante, version: natural.version }
    expect(await guardar(almacen(), vuelta)).toBe('guardada')
    expect(await anteriorDe(almacen(), vuelta)).toBeUndefined()
    expect(await buscar(almacen(), natural)).toBeUndefined()
    expect(await guardar(almacen(), { ...natural, version: vuelta.version })).toBe('guardada')
    expect((await buscar(almacen(), migrante))?.identificador).toBe('muda-3')
  })

  test('keeps its places among those that share its e-mail and mobile', async () => {
    const email = 'tres.cuentas@example.cl'
    const { natural } = await par('muda-4', { email, celular: '900000004' })
    for (const _ of [2, 3]) await conCuenta(almacen(), { email, celular: '900000004' })
    expect(await guardar(almacen(), natural)).toBe('guardada')
    expect(await almacen().transaccion(({ cuentas }) => cuentas.conEmail(email))).toHaveLength(3)
  })

  test('an older version changes and reserves nothing', async () => {
    const { migrante, natural } = await par('muda-5')
    await guardar(almacen(), migrante)
    expect(await guardar(almacen(), { ...natural, version: 1 })).toBe('cambio_entretanto')
    expect(await anteriorDe(almacen(), migrante)).toBeUndefined()
  })

  test('of twenty that want the same identifier at once one gets it, and the others stay as they were', async () => {
    const pares = await Promise.all(Array.from({ length: 20 }, () => par('muda-6')))
    const respuestas = await aLaVez(20, (n) =>
      almacen().transaccion(async ({ cuentas }) => cuentas.guardar({ ...(pares[n]?.natural as Cuenta) })),
    )
    expect(respuestas.filter((respuesta) => respuesta === 'guardada')).toHaveLength(1)
    expect(respuestas.filter((respuesta) => respuesta === 'identificador_en_uso')).toHaveLength(19)
    for (const [n, { migrante }] of pares.entries()) {
      const hallada = await buscar(almacen(), migrante)
      expect(hallada?.id).toBe(migrante.id)
      expect(hallada?.perfil).toBe(respuestas[n] === 'guardada' ? 'natural' : 'migrante')
    }
  })

  test('whoever registers the former one while it is left never gets it', async () => {
    const pares = await Promise.all(Array.from({ length: 10 }, (_, n) => par(`muda-7-${n}`)))
    const corridas = await aLaVez(20, async (n) => {
      const { migrante, natural } = pares[Math.floor(n / 2)] as (typeof pares)[number]
      if (n % 2) return guardar(almacen(), { ...natural })
      const { perfil, identificador } = migrante
      return almacen().transaccion(({ cuentas }) => cuentas.crear(cuentaCompleta({ perfil, identificador })))
    })
    const esperadas = corridas.map((_, n) => (n % 2 ? 'guardada' : 'identificador_en_uso'))
    expect(corridas).toEqual(esperadas)
  })
})
