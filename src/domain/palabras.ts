/** What is said in one way to a person and in another to an organisation. */
import type { Parrafo } from './pagina.ts'
import type { Perfil } from './perfil.ts'

interface Palabras {
  yaRegistrado: { titulo: string; consejo: string }
  datosCompletos: string
  /** Leads to the other way of validating in Actualizar. */
  validarConClave: string
  /** The button that mails a code says whose mailbox gets it. */
  pedirCodigo: string
  /** The guide's warnings about the key (PRODUCT “Registrar”). */
  cuidado: readonly Parrafo[]
}

const A_PERSONA: Palabras = {
  yaRegistrado: {
    titulo: 'Ya tiene una cuenta',
    consejo: 'Si olvidó su clave, recupérela. Si usted no creó esta cuenta, llámenos con un número de caso.',
  },
  datosCompletos:
    'No le faltan datos mínimos. Para actualizarlos, valide con su fecha de nacimiento y su correo.',
  validarConClave: 'Mi cuenta no tiene fecha de nacimiento o correo: validar con mi CS',
  pedirCodigo: 'Recibir un código en mi correo',
  cuidado: [
    [
      { texto: 'Su CS es personal e intransferible. ', fuerte: true },
      { texto: 'No la comparta con nadie, tampoco con quien le hace un curso.' },
    ],
    [
      {
        texto:
          'Se prohíbe a los Otec solicitar o hacer un uso fraudulento de las claves registradas por los participantes de los cursos que estén ejecutando.',
      },
    ],
  ],
}

const A_ORGANIZACION: Palabras = {
  yaRegistrado: {
    titulo: 'La organización ya tiene una cuenta',
    consejo:
      'Si olvidó la clave, recupérela. Si nadie de la organización creó esta cuenta, llámenos con un número de caso.',
  },
  datosCompletos:
    'No le faltan datos mínimos. Para actualizarlos, valide con el RUT del representante legal y el correo.',
  validarConClave: 'La cuenta no tiene representante legal o correo: validar con la CS',
  pedirCodigo: 'Recibir un código en el correo del representante legal',
  cuidado: [
    [
      { texto: 'La CS representa a la organización y es intransferible. ', fuerte: true },
      {
        texto:
          'Úsela solo quien su representante legal autorice, y nunca pida la CS de los participantes de un curso.',
      },
    ],
  ],
}

/** Who is spoken to, by profile. */
export const palabras: Readonly<Record<Perfil, Palabras>> = {
  natural: A_PERSONA,
  juridica: A_ORGANIZACION,
  migrante: A_PERSONA,
  facilitador: A_PERSONA,
}
