import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import type { CargaEnCurso, Organismos } from '../../src/application/ports.ts'
import { AHORA, aLaVez, conCuenta, enCadaMotor, enMinutos } from '../support/contrato.ts'
import { organismoDe, REPRESENTANTE } from '../support/organismos.ts'
import { rutDe } from '../support/personas.ts'

enCadaMotor('the register of organisations', (almacen) => {
  const en = <T>(hacer: (organismos: Organismos) => Promise<T>) =>
    almacen().transaccion(({ organismos }) => hacer(organismos))
  const comenzar = (minuto = 0) =>
    en((registro) => registro.comenzarCarga(randomUUID(), enMinutos(minuto), enMinutos(minuto + 2)))

  async function comenzada(minuto = 0): Promise<CargaEnCurso> {
    const carga = await comenzar(minuto)
    if (!carga) throw new Error('somebody else is loading')
    return carga
  }

  async function cargado(...numeros: number[]): Promise<void> {
    const carga = await comenzada()
    const organismos = numeros.map((numero) => organismoDe(numero))
    await en((registro) => registro.agregar(carga, organismos, enMinutos(2)))
    await en((registro) => registro.publicar(carga, AHORA))
  }

  beforeEach(() => cargado(76_000_001))

  test('an organisation is read back as it was loaded, and others are unknown', async () => {
    expect(await en((registro) => registro.porRut(rutDe(76_000_001)))).toEqual(organismoDe(76_000_001))
    expect(await en((registro) => registro.porRut(rutDe(76_000_002)))).toBeUndefined()
    expect(await en((registro) => registro.cargadosEn())).toEqual(AHORA)
  })

  test('nobody reads a load until it is published, and then nobody reads the former one', async () => {
    const carga = await comenzada()
    await en((registro) => registro.agregar(carga, [organismoDe(76_000_002)], enMinutos(2)))
    expect(await en((registro) => registro.porRut(rutDe(76_000_001)))).toBeDefined()
    expect(await en((registro) => registro.porRut(rutDe(76_000_002)))).toBeUndefined()
    expect(await en((registro) => registro.publicar(carga, AHORA))).toBe(true)
    expect(await en((registro) => registro.porRut(rutDe(76_000_001)))).toBeUndefined()
    expect(await en((registro) => registro.porRut(rutDe(76_000_002)))).toBeDefined()
  })

  test('of ten loads that begin at once one begins', async () => {
    const cargas = await aLaVez(10, () => comenzar())
    const [unica, ...otras] = cargas.filter((carga) => carga !== undefined)
    expect(otras).toEqual([])
    if (unica) await en((registro) => registro.abandonar(unica))
  })

  test('one that was interrupted gives way after its time, and changes nothing any more', async () => {
    const cortada = await comenzada()
    await en((registro) => registro.agregar(cortada, [organismoDe(76_000_003)], enMinutos(2)))
    expect(await comenzar(1)).toBeUndefined()
    const siguiente = await comenzada(2)
    expect(siguiente.version).toBeGreaterThan(cortada.version)
    expect(await en((registro) => registro.agregar(cortada, [organismoDe(76_000_004)], enMinutos(9)))).toBe(
      false,
    )
    expect(await en((registro) => registro.publicar(cortada, AHORA))).toBe(false)
    await en((registro) => registro.abandonar(cortada))
    expect(await comenzar(3)).toBeUndefined()
    expect(await en((registro) => registro.publicar(siguiente, AHORA))).toBe(true)
  })

  test('what is read no more is removed some rows at a time; the load in progress stays', async () => {
    await cargado(76_000_001, 76_000_002, 76_000_003)
    await cargado(76_000_009)
    const carga = await comenzada()
    await en((registro) => registro.agregar(carga, [organismoDe(76_000_008)], enMinutos(2)))
    const borrados = []
    for (let cuantos = -1; cuantos !== 0; ) {
      cuantos = await en((registro) => registro.borrarAnteriores(2))
      borrados.push(cuantos)
    }
    expect(Math.max(...borrados)).toBe(2)
    await en((registro) => registro.publicar(carga, AHORA))
    expect(await en((registro) => registro.porRut(rutDe(76_000_008)))).toBeDefined()
    expect(await en((registro) => registro.borrarAnteriores(9))).toBe(1)
  })

  test('accounts that are not as the register has them are found, some at a time', async () => {
    const numeros = [76_100_001, 76_100_002, 76_100_003, 76_100_004, 76_100_005, 76_100_006]
    await cargado(...numeros)
    const igual = (numero: number) => ({
      perfil: 'juridica' as const,
      identificador: rutDe(numero),
      razonSocial: organismoDe(numero).razonSocial,
      tipoOrganismo: 'otec',
      rutRepresentante: REPRESENTANTE,
      identidad: 'verificada' as const,
      verificadaPor: 'registro' as const,
      celular: null,
    })
    const [uno = 0, dos = 0, tres = 0, cuatro = 0, cinco = 0, seis = 0] = numeros
    await conCuenta(almacen(), igual(uno))
    await conCuenta(almacen(), { ...igual(dos), rutRepresentante: rutDe(9_000_001), identidad: 'declarada' })
    const porAjustar = [
      await conCuenta(almacen(), { ...igual(tres), identidad: 'declarada' }),
      await conCuenta(almacen(), { ...igual(cuatro), razonSocial: null }),
      await conCuenta(almacen(), { ...igual(cinco), tipoOrganismo: 'empresa' }),
      await conCuenta(almacen(), { ...igual(seis), rutRepresentante: null }),
      await conCuenta(almacen(), { ...igual(uno), perfil: 'natural' }),
    ]
      .filter(({ perfil }) => perfil === 'juridica')
      .map(({ id }) => id)
      .sort()
    const vistas: string[] = []
    const ventanas: (string | null)[] = []
    for (let desde: string | null = ''; desde !== null; ) {
      const { ids, hasta }: Awaited<ReturnType<Organismos['cuentasPorAjustar']>> = await en((registro) =>
        registro.cuentasPorAjustar(desde ?? '', 4),
      )
      vistas.push(...ids)
      ventanas.push(hasta)
      desde = hasta
    }
    expect(vistas.sort()).toEqual(porAjustar)
    expect(ventanas).toEqual([rutDe(cuatro), rutDe(seis), null])
  })
})
