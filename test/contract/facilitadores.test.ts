import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Lazo } from '../../src/domain/lazo.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'

const lazo = (otecId: string, facilitadorId: string, cambios: Partial<Lazo> = {}): Lazo => ({
  id: randomUUID(),
  otecId,
  facilitadorId,
  estado: 'pendiente',
  abreCuenta: true,
  pedidoCifrado: 'pedido',
  pedidoEn: AHORA,
  aceptadoEn: null,
  terminadoEn: null,
  ...cambios,
})

enCadaMotor('what ties facilitators to OTECs', (almacen) => {
  const cuentas = async () => {
    const [otec, otra] = [
      await conCuenta(almacen(), { perfil: 'juridica' }),
      await conCuenta(almacen(), { perfil: 'juridica' }),
    ]
    const [una, dos] = [
      await conCuenta(almacen(), { perfil: 'facilitador' }),
      await conCuenta(almacen(), { perfil: 'facilitador' }),
    ]
    return { otec, otra, una, dos }
  }

  test('is found by its id, its OTEC and its facilitator, the last asked for first, and kept whole', async () => {
    const { otec, otra, una, dos } = await cuentas()
    const primera = lazo(otec.id, una.id)
    const segunda = lazo(otec.id, dos.id, { pedidoEn: enMinutos(1), abreCuenta: false })
    const ajena = lazo(otra.id, una.id)
    await almacen().transaccion(async ({ lazos }) => {
      for (const cada of [primera, segunda, ajena]) await lazos.crear(cada)
      expect(await lazos.bloquear(primera.id)).toEqual(primera)
      expect(await lazos.bloquear('ninguna')).toBeUndefined()
      expect(await lazos.deOtec(otec.id)).toEqual([segunda, primera])
      expect((await lazos.deFacilitador(una.id)).map(({ id }) => id).toSorted()).toEqual(
        [primera.id, ajena.id].toSorted(),
      )
      const aceptada: Lazo = { ...primera, estado: 'activo', aceptadoEn: enMinutos(5) }
      await lazos.guardar(aceptada)
      expect(await lazos.bloquear(primera.id)).toEqual(aceptada)
    })
  })

  test('of twenty that count on a state at once, one finds it', async () => {
    const { otec, una } = await cuentas()
    const { id } = await almacen().transaccion(async ({ lazos }) => {
      const nueva = lazo(otec.id, una.id)
      await lazos.crear(nueva)
      return nueva
    })
    const hechas = await aLaVez(20, () =>
      almacen().transaccion(async ({ lazos }) => {
        const leida = await lazos.bloquear(id)
        if (leida?.estado !== 'pendiente') return false
        await lazos.guardar({ ...leida, estado: 'activo' })
        return true
      }),
    )
    expect(hechas.filter(Boolean)).toHaveLength(1)
  })

  test('of ten that ask for the same facilitator at once, one makes it and the others find it', async () => {
    const { otec, una } = await cuentas()
    const hechas = await aLaVez(10, () =>
      almacen().transaccion(async ({ lazos }) => {
        const [previa] = await lazos.deOtec(otec.id)
        if (previa) return false
        await lazos.crear(lazo(otec.id, una.id))
        return true
      }),
    )
    expect(hechas.filter(Boolean)).toHaveLength(1)
    expect(await almacen().transaccion(({ lazos }) => lazos.deOtec(otec.id))).toHaveLength(1)
  })

  test('the open links about one matter end, and no others', async () => {
    const { una } = await cuentas()
    const enlace = (asuntoId: string, usadoEn: Date | null = null) => ({
      id: randomUUID(),
      tipo: 'aceptar-otec' as const,
      huella: randomUUID(),
      cuentaId: una.id,
      asuntoId,
      venceEn: enMinutos(60),
      usadoEn,
    })
    const [abierta, usada, otra] = [enlace('asunto a'), enlace('asunto a', AHORA), enlace('asunto b')]
    await almacen().transaccion(async ({ enlaces }) => {
      for (const cada of [abierta, usada, otra]) await enlaces.crear(cada)
      await enlaces.borrarDeAsunto('asunto a')
      expect(await enlaces.porId(abierta.id)).toBeUndefined()
      expect(await enlaces.porId(usada.id)).toEqual(usada)
      expect(await enlaces.porId(otra.id)).toEqual(otra)
    })
  })

  test('the accounts of an e-mail are told by id and profile, compared without case', async () => {
    const email = `Compartido.${randomUUID()}@example.cl`
    const una = await conCuenta(almacen(), { perfil: 'facilitador', email })
    const otra = await conCuenta(almacen(), { perfil: 'natural', email: email.toLowerCase() })
    const halladas = await almacen().transaccion(({ cuentas }) => cuentas.conEmail(email.toUpperCase()))
    expect(halladas.toSorted((a, b) => a.perfil.localeCompare(b.perfil))).toEqual([
      { id: una.id, perfil: 'facilitador' },
      { id: otra.id, perfil: 'natural' },
    ])
  })
})
