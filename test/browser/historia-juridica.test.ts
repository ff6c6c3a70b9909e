/** An organisation's whole story, with the register of SENCE before and after its representative changes. */
import { describe, expect, test } from 'vitest'
import { textoRechazo } from '../../src/domain/rechazos.ts'
import { enChromium, escena } from '../support/escena.ts'
import { confirmarCorreo, elegirClave, provisoriaPara } from '../support/historias.ts'
import { abrirSitioConOperador, importarRegistro, type SitioConOperador } from '../support/operador.ts'
import { organismoDe } from '../support/organismos.ts'
import { emailRepresentanteDe } from '../support/organizaciones.ts'
import { CLAVE, RESPUESTA, registroJuridica, rutDe } from '../support/personas.ts'
import { codigoPara, correosPara, emailDe } from '../support/recorridos.ts'
import { CON_TECLADO, SIN_JAVASCRIPT, type Visita } from '../support/visita.ts'

const NUEVA = 'Qu3ltehue!'
const MODOS = [CON_TECLADO, SIN_JAVASCRIPT]
const OTRO = rutDe(9_000_001)

enChromium('an organisation, until its representative changes', () => {
  const e = escena(abrirSitioConOperador)

  describe.each(MODOS)('$nombre', (modo) => {
    test('takes its name from the register, updates, forgets, changes, and stops when somebody else represents it', async () => {
      const numero = 76_500_000 + MODOS.indexOf(modo)
      await importarRegistro(e.sitio, [organismoDe(numero)])
      const v = await e.entrar(modo)
      await registrarse(v, numero)
      await confirmarCorreo(v, e.sitio, emailDe(numero))
      await actualizar(v, numero)
      await olvidar(v, e.sitio, numero)
      await mudarRepresentante(v, e.sitio, numero)
      await importarRegistro(e.sitio, [organismoDe(numero, { rutRepresentante: OTRO })])
      await noPoderRecuperar(v, numero)
      expect((await correosPara(e.sitio, emailDe(numero))).map(({ asunto }) => asunto)).toEqual([
        'Su Clave Sence fue creada',
        'Sus datos de Clave Sence fueron actualizados',
        'Clave provisoria para recuperar su Clave Sence',
        'Su Clave Sence fue cambiada',
        'Sus datos de Clave Sence fueron actualizados',
      ])
    })
  })
})

async function registrarse(v: Visita, numero: number): Promise<void> {
  const datos = registroJuridica(numero)
  await v.ir('/')
  await v.seguir('REGÍSTRESE AQUÍ. Persona Jurídica')
  expect(await v.titulo()).toBe('REGISTRAR PERSONA JURÍDICA')
  await v.enviar({ ...datos, rutRepresentante: OTRO }, 'Crear Cuenta')
  expect(await v.errores()).toEqual([textoRechazo('representante_no_coincide')])
  expect(await v.enfocado()).toBe('resumen-errores')
  await v.enviar(datos, 'Crear Cuenta')
  expect(await v.titulo()).toBe('Su cuenta fue creada')
  expect(await v.texto('main')).toContain(`Razón social: Organismo ${numero} SpA. Tipo: OTEC.`)
  expect(await v.texto('main')).toContain('La organización quedó verificada')
}

async function entrarAActualizar(v: Visita, numero: number): Promise<void> {
  await v.ir('/')
  await v.seguir('ACTUALICE SUS DATOS AQUÍ. Persona Jurídica')
  const { rut = '', rutRepresentante = '' } = registroJuridica(numero)
  await v.enviar({ rut, rutRepresentante, emailRegistrado: emailDe(numero) }, 'Validar')
}

/** The address with the answer alone; the representative's telephone not without the CS. */
async function actualizar(v: Visita, numero: number): Promise<void> {
  await entrarAActualizar(v, numero)
  await v.enviar({ preguntaSecreta: 'p01', respuestaSecreta: RESPUESTA }, 'Validar')
  expect(await v.texto('#razonSocial')).toBe(`Organismo ${numero} SpA`)
  await v.enviar({ direccion: 'Calle Nueva', celularRepresentante: '87654321' }, 'Actualizar Datos')
  expect(await v.errores()).toEqual([
    textoRechazo('cambio_exige_clave', { etiqueta: 'Celular del Representante Legal' }),
  ])
  expect(await v.valor('direccion')).toBe('Calle Nueva')
  await v.enviar({ claveParaConfirmar: CLAVE }, 'Actualizar Datos')
  expect(await v.titulo()).toBe('Datos actualizados')
}

async function olvidar(v: Visita, sitio: SitioConOperador, numero: number): Promise<void> {
  await v.ir('/')
  await v.seguir('RECUPERAR CS AQUÍ. Persona Jurídica')
  await v.enviar({ rut: rutDe(numero) }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
  expect(await v.titulo()).toBe('Enviamos su clave provisoria')
  await v.seguir('Cambiar CS')
  const claveActual = await provisoriaPara(sitio, emailDe(numero))
  await v.enviar({ rut: rutDe(numero), claveActual }, 'Validar')
  await elegirClave(v, NUEVA)
}

/** After the recovery only the code to the representative's mailbox moves that mailbox. */
async function mudarRepresentante(v: Visita, sitio: SitioConOperador, numero: number): Promise<void> {
  await entrarAActualizar(v, numero)
  await v.presionar('Recibir un código en el correo del representante legal')
  await v.enviar({ codigo: await codigoPara(sitio, emailRepresentanteDe(numero)) }, 'Validar')
  expect(await v.valor('direccion')).toBe('Calle Nueva')
  await v.enviar({ emailRepresentante: `nuevo${numero}@correo.test` }, 'Actualizar Datos')
  expect(await v.titulo()).toBe('Datos actualizados')
  expect((await correosPara(sitio, emailRepresentanteDe(numero))).at(-1)?.texto).toContain('No fui yo:')
}

async function noPoderRecuperar(v: Visita, numero: number): Promise<void> {
  await v.ir('/juridica/recuperar')
  await v.enviar({ rut: rutDe(numero) }, 'Validar')
  await v.enviar({ respuestaSecreta: RESPUESTA }, 'Generar Nueva Clave')
  expect(await v.titulo()).toBe('Cambió el representante legal')
  await v.presionar('Pedir un número de caso')
  expect(await v.texto('main p strong')).toMatch(/^[A-Z2-9]{8}$/)
}
