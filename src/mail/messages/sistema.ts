import type { SistemaChange, SistemaPart, WhoChanged } from '../../domain/notices/staff-avisos.ts'
import { type AvisoOf, inChileTime, type Message, paragraph } from './message.ts'

const CHANGED: Readonly<Record<SistemaPart, string>> = {
  nombre: 'su nombre',
  tipo: 'de quién es',
  redirectUris: 'sus direcciones de vuelta',
  postLogoutUris: 'sus direcciones de vuelta al salir',
  volverOrigins: 'los orígenes a los que se puede volver',
  scopes: 'lo que puede pedir de las personas',
  autenticacion: 'cómo prueba quién es',
  backchannelLogoutUri: 'la dirección del aviso de salida',
  logo: 'su logo',
}

function wordsOf(change: SistemaChange): string {
  switch (change.what) {
    case 'registrado':
      return 'Se registró: desde ahora puede dejar ingresar con Clave Sence.'
    case 'cambiado':
      return `Cambió: ${change.parts.map((part) => CHANGED[part]).join('; ')}.`
    case 'secreto':
      return 'Se le dio otro secreto.'
    case 'suspendido':
      return 'Quedó suspendido: nadie ingresa en él.'
    case 'reanudado':
      return 'Se reanudó: se puede ingresar en él otra vez.'
  }
}

const nameOf = (by: WhoChanged): string =>
  'funcionario' in by ? by.funcionario : `el operador ${by.operador}, con una orden`

export const sistemaCambiado = ({ sistema, change, by, when }: AvisoOf<'sistema_cambiado'>): Message => ({
  subject: 'Cambió un sistema que ingresa personas con Clave Sence',
  blocks: [
    paragraph(`Es el sistema «${sistema}».`, wordsOf(change)),
    paragraph(`Lo hizo ${nameOf(by)}, el ${inChileTime(when)}.`),
    paragraph(
      '¿No fue usted, ni lo esperaba?',
      'Pregunte por teléfono a quien lo hizo. Si tampoco sabe, suspenda el sistema en «Sistemas» y el ingreso de esa persona en «Personal».',
    ),
  ],
})
