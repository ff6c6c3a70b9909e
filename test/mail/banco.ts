import { encolarAviso, encolarSms } from '../../src/application/avisos.ts'
import { type DependenciasDespacho, despacharAvisos } from '../../src/application/despachar-avisos.ts'
import type { TransporteCorreo } from '../../src/application/ports.ts'
import type { Aviso, AvisoSms } from '../../src/domain/avisos.ts'
import { EJEMPLOS } from '../../src/mail/mensajes/ejemplos.ts'
import { crearRedactor } from '../../src/mail/redactor.ts'
import { redactarSms } from '../../src/mail/redactor-sms.ts'
import { azarDelSistema } from '../../src/security/azar.ts'
import { crearCifrador } from '../../src/security/cifrador.ts'
import { crearHuellas } from '../../src/security/huellas.ts'
import { abrirMotor } from '../../src/storage/engine.ts'
import { almacenDe } from '../../src/storage/index.ts'
import { llave } from '../security/claves-de-prueba.ts'
import { baseDePrueba, type NombreMotor } from '../support/almacenes.ts'
import { transporteSmsMemoria } from '../support/correo.ts'

const redactor = crearRedactor()
export const MINUTO_MS = 60_000
export const HORA_MS = 60 * MINUTO_MS
export const SMS: AvisoSms = { tipo: 'clave_provisoria', clave: 'K7WQ4HNXRT', vence: '05-03-2026 15:32' }

export const POLITICA = {
  urlBase: 'https://clave.sence.example',
  claveProvisoriaMinutos: 60,
  entregaClaveProvisoria: { natural: 'page', juridica: 'mail', migrante: 'mail', facilitador: 'mail' },
  documentoDias: 90,
  noFuiYoDias: 10,
  intentos: 5,
  cierreMinutos: 15,
  cierreMaximoHoras: 24,
  fallosHastaCierreDefinitivo: 100,
  primerosPasosPorHora: 20,
  yaRegistradoPorDia: 60,
  facilitadoresPorDia: 60,
  mensajesPorHora: 5,
  mensajesPorDia: 10,
} as const

export type Banco = Awaited<ReturnType<typeof montarBanco>>

/** An outbox on a real database, with a clock that only the test moves. */
export async function montarBanco(nombre: NombreMotor, correo: TransporteCorreo) {
  const base = await baseDePrueba(nombre)
  const motor = await abrirMotor(base.url)
  const almacen = almacenDe(motor)
  let ahora = new Date('2026-03-05T17:32:00.000Z')
  const fallas: unknown[] = []
  const sms = transporteSmsMemoria()
  const deps = {
    almacen,
    azar: azarDelSistema,
    cifrador: crearCifrador([llave('actual')]),
    huellas: crearHuellas(llave('raiz').bytes),
    politica: POLITICA,
    reloj: { ahora: () => ahora, dormir: async () => {} },
    redactor,
    correo,
    redactorSms: redactarSms,
    sms,
    alFallar: (_nombre: string, error: unknown) => void fallas.push(error),
  }
  return {
    deps,
    fallas,
    sms,
    url: base.url,
    avanzar(ms: number) {
      ahora = new Date(ahora.getTime() + ms)
    },
    encolar: (para: string, aviso: Aviso = EJEMPLOS.clave_cambiada) =>
      almacen.transaccion((uow) => encolarAviso(deps, uow, { para, aviso, ahora })),
    encolarSms: (para: string, aviso: AvisoSms = SMS) =>
      almacen.transaccion((uow) => encolarSms(deps, uow, { para, aviso, ahora })),
    despachar: (cambios: Partial<DependenciasDespacho> = {}, quien = 'uno') =>
      despacharAvisos({ ...deps, ...cambios }, { canal: 'correo', quien, tope: 50 }),
    despacharSms: (cambios: Partial<DependenciasDespacho> = {}) =>
      despacharAvisos({ ...deps, ...cambios }, { canal: 'sms', quien: 'uno', tope: 50 }),
    /** The rows as the database keeps them. */
    filas: () => motor.db.selectFrom('avisos').selectAll().orderBy('creadoEn').execute(),
    bitacora: () => almacen.transaccion((uow) => uow.bitacora.desde(0, 100)),
    cambiarFila: (id: string, cambios: { contenidoCifrado: string | null }) =>
      motor.db.updateTable('avisos').set(cambios).where('id', '=', id).execute(),
    async desmontar() {
      await almacen.cerrar()
      await base.borrar()
    },
  }
}
