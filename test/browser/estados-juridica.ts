/** The pages that only an organisation sees, or that read otherwise to one, in each of their states. */
import type { Cuenta } from '../../src/domain/cuenta.ts'
import type { Organismo } from '../../src/domain/organismo.ts'
import { conRegistro, organismoDe, REPRESENTANTE } from '../support/organismos.ts'
import { cambiarCuenta, organizacion } from '../support/organizaciones.ts'
import { CLAVE, RESPUESTA, registroJuridica, rutDe } from '../support/personas.ts'
import { emailDe } from '../support/recorridos.ts'
import type { Sitio } from '../support/sitio.ts'
import type { Visita } from '../support/visita.ts'
import { abrir, enviar, type Ir } from './estado.ts'

const REGISTRAR = '/juridica/registrar'
const OTRO = rutDe(9_000_001)

const numeroDe = (sitio: Sitio) => sitio.numero() + 64_500_000

/** Registering one that the register has so. */
const registrando =
  (organismo: Partial<Organismo>): Ir =>
  async (v, sitio) => {
    const numero = numeroDe(sitio)
    await conRegistro(sitio.deps, organismoDe(numero, organismo))
    await enviar(REGISTRAR, 'Crear Cuenta', registroJuridica(numero))(v, sitio)
  }

/** With an organisation that has an account, and afterwards a place in the register. */
const conCuenta =
  (
    seguir: (v: Visita, numero: number) => Promise<unknown>,
    { cuenta, organismo }: { cuenta?: Partial<Cuenta>; organismo?: Partial<Organismo> } = {},
  ): Ir =>
  async (v, sitio) => {
    const numero = numeroDe(sitio)
    await organizacion(sitio, numero)
    if (cuenta) await cambiarCuenta(sitio, numero, cuenta)
    if (organismo) await conRegistro(sitio.deps, organismoDe(numero, organismo))
    await seguir(v, numero)
  }

const conProvisoria = async (v: Visita, numero: number) => {
  await v.ir('/juridica/recuperar')
  await v.enviar({ rut: rutDe(numero) }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
}
const conClave = async (v: Visita, direccion: string, numero: number) => {
  await v.ir(direccion)
  await v.enviar({ rut: rutDe(numero), claveActual: CLAVE }, 'Validar')
}
const aSeguridad = async (v: Visita, numero: number) => {
  await v.ir('/juridica/actualizar')
  const datos = { rutRepresentante: REPRESENTANTE, emailRegistrado: emailDe(numero) }
  await v.enviar({ rut: rutDe(numero), ...datos }, 'Validar')
}
const aDatos = async (v: Visita, numero: number) => {
  await aSeguridad(v, numero)
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
}

export const ESTADOS_DE_JURIDICA: Readonly<Record<string, Ir>> = {
  'juridica registrar': abrir(REGISTRAR),
  'juridica registrar vacio': enviar(REGISTRAR, 'Crear Cuenta'),
  'juridica registrar otro representante': registrando({ rutRepresentante: OTRO }),
  'juridica registrar listo verificada': registrando({
    razonSocial: 'Instituto de Formación, Oficios, Idiomas y Capacitación Laboral de la Macrozona Norte SpA',
  }),
  'juridica registrar listo declarada': (v, sitio) =>
    enviar(REGISTRAR, 'Crear Cuenta', registroJuridica(numeroDe(sitio)))(v, sitio),
  'juridica registrar alto no vigente': registrando({ vigente: false }),
  'juridica registrar alto ya registrada': conCuenta((v, numero) =>
    v.ir(REGISTRAR).then(() => v.enviar(registroJuridica(numero), 'Crear Cuenta')),
  ),

  'juridica recuperar': abrir('/juridica/recuperar'),
  'juridica recuperar listo': conCuenta(conProvisoria),
  'juridica recuperar alto otro representante': conCuenta(conProvisoria, {
    organismo: { rutRepresentante: OTRO },
  }),
  'juridica recuperar alto con caso': conCuenta(
    async (v, numero) => {
      await conProvisoria(v, numero)
      await v.presionar('Pedir un número de caso')
    },
    { organismo: { rutRepresentante: OTRO } },
  ),

  'juridica cambiar': abrir('/juridica/cambiar'),
  'juridica cambiar listo con faltas': conCuenta(
    async (v, numero) => {
      await conClave(v, '/juridica/cambiar', numero)
      await v.enviar({ claveNueva: 'Qu3ltehue!', repetirClaveNueva: 'Qu3ltehue!' }, 'Cambiar Clave')
    },
    { cuenta: { rutRepresentante: null, direccion: null } },
  ),

  'juridica actualizar': abrir('/juridica/actualizar'),
  'juridica actualizar con errores': enviar('/juridica/actualizar', 'Validar', {
    rut: '76.543.210-1',
    rutRepresentante: '1-1',
    emailRegistrado: 'empresa',
  }),
  'juridica actualizar clave': abrir('/juridica/actualizar/clave'),
  'juridica actualizar alto datos completos': conCuenta((v, numero) =>
    conClave(v, '/juridica/actualizar/clave', numero),
  ),
  'juridica actualizar seguridad': conCuenta(aSeguridad),
  'juridica actualizar codigo': conCuenta(async (v, numero) => {
    await aSeguridad(v, numero)
    await v.presionar('Recibir un código en el correo del representante legal')
  }),
  'juridica actualizar datos': conCuenta(aDatos),
  'juridica actualizar datos del registro': conCuenta(aDatos, { organismo: {} }),
  'juridica actualizar datos con errores': conCuenta(async (v, numero) => {
    await aDatos(v, numero)
    await v.enviar({ emailRepresentante: 'otra@correo.test', email: 'otro@correo.test' }, 'Actualizar Datos')
  }),
  'juridica actualizar datos que faltan': conCuenta(
    (v, numero) => conClave(v, '/juridica/actualizar/clave', numero),
    { cuenta: { rutRepresentante: null, direccion: null } },
  ),
  'juridica actualizar listo ya no verificada': conCuenta(
    async (v, numero) => {
      await aDatos(v, numero)
      const cambios = { rutRepresentante: OTRO, email: `nuevo${numero}@correo.test` }
      await v.enviar({ ...cambios, claveParaConfirmar: CLAVE }, 'Actualizar Datos')
    },
    { cuenta: { identidad: 'verificada' } },
  ),
}
