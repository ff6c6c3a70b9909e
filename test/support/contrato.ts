/** What the suites of the storage share: they run whole on each engine, with the real migrations. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { AlmacenSql } from '../../src/storage/index.ts'
import { almacenDePrueba, MOTORES, type NombreMotor } from './almacenes.ts'

/** A moment that no test reaches by its own clock. */
export const AHORA = new Date('2026-03-10T12:00:00.123Z')
export const enMinutos = (minutos: number, desde = AHORA): Date =>
  new Date(desde.getTime() + minutos * 60_000)

/** Declares a suite on every engine; `almacen` gives its database once the tests run. */
export function enCadaMotor(
  nombre: string,
  pruebas: (almacen: () => AlmacenSql, motor: NombreMotor) => void,
): void {
  describe.each(MOTORES)(`${nombre}, on %s`, (motor) => {
    let almacen: AlmacenSql
    beforeAll(async () => {
      almacen = await almacenDePrueba(motor)
    })
    afterAll(() => almacen.cerrar())
    pruebas(() => almacen, motor)
  })
}

/** An account with everything filled in and values that no other one has. */
export function cuentaCompleta(cambios: Partial<Cuenta> = {}): Cuenta {
  const id = randomUUID()
  return {
    id,
    perfil: 'natural',
    identificador: id,
    estado: 'activa',
    identidad: 'declarada',
    verificadaPor: null,
    claveHash: 'hash de la clave',
    preguntaSecreta: 'mascota',
    respuestaHash: 'hash de la respuesta',
    nombres: 'María José',
    apellidoPaterno: "O'Higgins",
    apellidoMaterno: 'Ñuñez',
    fechaNacimiento: '1992-12-01',
    tipoDocumento: 'pasaporte',
    sexo: 'femenino',
    estadoCivil: 'soltero',
    cantidadHijos: '2',
    paisOrigen: 'VEN',
    razonSocial: 'Comercial Uno Limitada',
    tipoOrganismo: 'otec',
    rutRepresentante: '12345678-5',
    emailRepresentante: `representante.${id}@example.cl`,
    celularRepresentante: '987654321',
    direccion: 'Pasaje Uno',
    numero: '12',
    block: null,
    departamento: '3-B',
    region: '13',
    comuna: '13101',
    email: `${id}@example.cl`,
    emailConfirmadoEn: AHORA,
    telefonoParticular: null,
    celular: id,
    telefonoTrabajo: '221234567',
    recuperadaConRespuestaEn: null,
    creadaEn: AHORA,
    actualizadaEn: AHORA,
    version: 1,
    ...cambios,
  }
}

/** Keeps an account and gives it back. */
export async function conCuenta(almacen: AlmacenSql, cambios: Partial<Cuenta> = {}): Promise<Cuenta> {
  const cuenta = cuentaCompleta(cambios)
  await almacen.transaccion((uow) => uow.cuentas.crear(cuenta))
  return cuenta
}

/** Runs the same work so many times at once. */
export const aLaVez = <T>(veces: number, trabajo: (indice: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: veces }, (_, indice) => trabajo(indice)))
