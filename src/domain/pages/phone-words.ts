/** What the console says where a caller has no account. */
import type { PhonePerfil } from '../perfil.ts'

const DICTATED = [
  'Escriba lo que le dictan y léalo de vuelta antes de enviar, sobre todo el correo.',
  'A ese correo le llega un enlace, que sirve una vez y por 72 horas, para elegir su clave, su pregunta y su respuesta. Usted no lo ve.',
] as const

export const REGISTER_WORDS: Readonly<
  Record<
    PhonePerfil,
    { title: string; opening: readonly string[]; other: { perfil: PhonePerfil; text: string } }
  >
> = {
  natural: {
    title: 'Registrar por teléfono a una persona natural',
    opening: DICTATED,
    other: { perfil: 'migrante', text: 'No tiene RUT: registrarla con su NIE u otro documento' },
  },
  migrante: {
    title: 'Registrar por teléfono a una persona extranjera',
    opening: DICTATED,
    other: { perfil: 'natural', text: 'Tiene RUT: registrarla como persona natural' },
  },
}

/** What to tell whoever was registered. */
export const REGISTERED_WORDS =
  'Diga: «Abra el enlace que le enviamos al correo y elija su clave. Si no lo ve, busque en el correo no deseado. Si usted no lo pidió, ahí mismo puede decir “No fui yo”».'

/** Why a caso is opened outside an account. */
export const WITHOUT_CUENTA_WORDS = {
  sin_cuenta: 'No tiene cuenta y no puede registrarse ahora',
  ya_registrado: 'Otra persona tiene una cuenta con su RUT o NIE',
} as const

export const CASO_WORDS = {
  title: 'Abrir un caso sin abrir una cuenta',
  opening: [
    'Queda un caso con número, que no cambia ninguna cuenta. Si quien llama tiene su propia cuenta, búsquela y ábrala.',
    'Si el RUT o NIE es de una cuenta de otra persona, le avisamos al dueño de esa cuenta.',
  ],
  afterwards:
    'Diga: «Anote este número. Con él y su RUT o NIE puede ver cómo sigue en Seguir un caso, o llamarnos otra vez».',
} as const
