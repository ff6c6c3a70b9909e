/** Texts that differ between people and organisations. */

import type { Parts } from '../parts.ts'
import type { Perfil } from '../perfil.ts'

interface Wording {
  alreadyRegistered: { title: string; advice: string; disown: string }
  completeData: string
  /** Link to the alternative first paso of Actualizar. */
  validateWithClave: string
  /** Button that mails a code; says whose mailbox gets it. */
  requestCodigo: string
  /** The guide's warnings about the clave (product.md “Registrar”). */
  warnings: readonly Parts[]
}

const FOR_PERSONA: Wording = {
  alreadyRegistered: {
    title: 'Ya tiene una cuenta',
    advice: 'Si olvidó su clave, recupérela.',
    disown: 'Si usted no creó esta cuenta, presione «Yo no creé esta cuenta»: le daremos un número de caso.',
  },
  completeData:
    'No le faltan datos mínimos. Para actualizarlos, valide con su fecha de nacimiento y su correo.',
  validateWithClave: 'Mi cuenta no tiene fecha de nacimiento o correo: validar con mi CS',
  requestCodigo: 'Recibir un código en mi correo',
  warnings: [
    [
      { text: 'Su CS es personal e intransferible. ', strong: true },
      { text: 'No la comparta con nadie, tampoco con quien le hace un curso.' },
    ],
    [
      {
        text: 'Se prohíbe a los Otec solicitar o hacer un uso fraudulento de las claves registradas por los participantes de los cursos que estén ejecutando.',
      },
    ],
  ],
}

const FOR_ORGANIZACION: Wording = {
  alreadyRegistered: {
    title: 'La organización ya tiene una cuenta',
    advice: 'Si olvidó la clave, recupérela.',
    disown:
      'Si nadie de la organización creó esta cuenta, presione «Yo no creé esta cuenta»: le daremos un número de caso.',
  },
  completeData:
    'No le faltan datos mínimos. Para actualizarlos, valide con el RUT del representante legal y el correo.',
  validateWithClave: 'La cuenta no tiene representante legal o correo: validar con la CS',
  requestCodigo: 'Recibir un código por correo',
  warnings: [
    [
      { text: 'La CS representa a la organización y es intransferible. ', strong: true },
      {
        text: 'Úsela solo quien su representante legal autorice, y nunca pida la CS de los participantes de un curso.',
      },
    ],
  ],
}

export const wording: Readonly<Record<Perfil, Wording>> = {
  natural: FOR_PERSONA,
  juridica: FOR_ORGANIZACION,
  migrante: FOR_PERSONA,
  facilitador: FOR_PERSONA,
}
