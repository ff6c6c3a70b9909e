/**
 * The pages that end or interrupt a process: what happened, what it means and what to do next, in the words of
 * the guides. Data in, plain page out; where it is drawn is not their business.
 */
import type { DatoMinimo } from './cuenta.ts'
import {
  GRATIS,
  INICIO,
  ir,
  LLAME,
  NOMBRE_DATO,
  NOMBRE_OPERACION,
  type PaginaFinal,
  type Parrafo,
} from './pagina.ts'
import { parrafosDePerfil } from './pagina-perfil.ts'
import { type OrganizacionRegistrada, parrafosDeOrganizacion, YA_NO_VERIFICADA } from './paginas-juridica.ts'
import { palabras } from './palabras.ts'
import type { CambioDePerfil } from './pasos.ts'
import type { Operacion, Perfil } from './perfil.ts'

const REVISAREMOS_EL_DOCUMENTO: Parrafo = [
  { texto: 'Revisaremos su documento ', fuerte: true },
  { texto: 'y le avisaremos el resultado por correo. Mientras tanto puede usar su CS.' },
]

/** Registrar, done. */
export const paginaRegistrado = (
  perfil: Perfil,
  emailEnmascarado: string,
  organizacion?: OrganizacionRegistrada,
): PaginaFinal => ({
  titulo: 'Su cuenta fue creada',
  tono: 'exito',
  entrada: 'Ya puede usar su Clave Sence (CS) en los sistemas de SENCE.',
  parrafos: [
    [
      { texto: 'Enviamos un correo a ' },
      { texto: emailEnmascarado, fuerte: true },
      { texto: '. Ábralo y confirme su correo: así podremos ayudarle si olvida su clave.' },
    ],
    ...(perfil === 'migrante' ? [REVISAREMOS_EL_DOCUMENTO] : []),
    ...(organizacion ? parrafosDeOrganizacion(organizacion) : []),
    ...palabras[perfil].cuidado,
  ],
  acciones: [INICIO],
})

export interface DatosRecuperada {
  perfil: Perfil
  clave: string | null
  /** Hour and date of the end of the key. */
  vence: string
  emailEnmascarado: string | null
  /** When the key was sent by SMS too. */
  celularEnmascarado: string | null
  entrega: 'page' | 'mail'
}

/** Recuperar, done with the secret answer. */
export function paginaRecuperada(datos: DatosRecuperada): PaginaFinal {
  const cambiar = ir('Cambiar CS', datos.perfil, 'cambiar')
  if (datos.entrega === 'mail') return paginaClaveEnviada(datos)
  if (!datos.clave) return paginaClaveMostrada(datos.perfil)
  return {
    titulo: 'Su clave provisoria está lista',
    tono: 'exito',
    entrada: `Úsela antes del ${datos.vence} para crear su nueva CS.`,
    clave: { valor: datos.clave, nota: '10 caracteres, sin la letra O ni el número 0. Sirve una sola vez.' },
    parrafos: [
      [
        {
          texto:
            'Anótela ahora: esta página solo la muestra 5 minutos. Su CS anterior sirve hasta que la cambie.',
        },
      ],
      datos.emailEnmascarado
        ? [
            { texto: 'Enviamos un aviso a ' },
            { texto: datos.emailEnmascarado, fuerte: true },
            { texto: '. No contiene la clave.' },
          ]
        : [{ texto: 'Su cuenta no tiene correo. Agréguelo en Actualizar Datos después de cambiar su CS.' }],
      [
        { texto: 'Si usted no la pidió, ', fuerte: true },
        { texto: 'siga el enlace «No fui yo» de ese aviso, o llame al 800 80 10 30.' },
      ],
    ],
    acciones: [cambiar],
  }
}

/** The key went by mail, by SMS or by both: where to, masked, and what to do where that is no longer the person's. */
function paginaClaveEnviada({ perfil, vence, ...a }: DatosRecuperada): PaginaFinal {
  const correo = a.emailEnmascarado && `por correo a ${a.emailEnmascarado}`
  // A number is not broken at the end of a line.
  const numero = a.celularEnmascarado?.replaceAll(' ', '\u00a0')
  const sms = numero ? `por mensaje de texto (SMS) al ${numero}` : null
  return {
    titulo: 'Enviamos su clave provisoria',
    tono: 'exito',
    entrada: `La enviamos ${[correo, sms].filter(Boolean).join(' y ')}. Puede tardar hasta 10 minutos en llegar.`,
    parrafos: [
      [{ texto: `Úsela antes del ${vence} para crear su nueva CS. Sirve una sola vez.` }],
      ...siYaNoEsSuyo(perfil, correo, sms),
    ],
    acciones: [ir('Cambiar CS', perfil, 'cambiar'), INICIO],
  }
}

/** The number can be corrected at once with the code to the mailbox; the mailbox cannot for 72 hours (PRODUCT “Actualizar”). */
function siYaNoEsSuyo(perfil: Perfil, correo: string | null, sms: string | null): Parrafo[] {
  const actualizar = { texto: 'Actualizar Datos', url: `/${perfil}/actualizar` }
  if (!sms) return [[{ texto: `¿Ya no usa ese correo? ${LLAME}` }]]
  if (!correo) {
    return [
      [{ texto: `¿Ese número ya no es suyo? ${LLAME}` }],
      [
        { texto: 'Su cuenta no tiene correo. Agréguelo en ' },
        actualizar,
        { texto: ' después de cambiar su CS.' },
      ],
    ]
  }
  return [
    [
      { texto: '¿Ese número ya no es suyo? ', fuerte: true },
      { texto: 'Use cuanto antes la clave que le llegue por correo. Después corrija el número en ' },
      actualizar,
      { texto: '.' },
    ],
    [
      { texto: '¿Ese correo ya no es suyo? ', fuerte: true },
      { texto: `Use cuanto antes la clave que le llegue por SMS. Después llame ${GRATIS}` },
    ],
  ]
}

/** The temporary key can be seen no more: its five minutes are over, it was used, or the person ended it. */
export const paginaClaveMostrada = (perfil: Perfil): PaginaFinal => ({
  titulo: 'Su clave provisoria ya se mostró',
  tono: 'informacion',
  entrada: 'Por seguridad, la clave provisoria se muestra solo durante 5 minutos.',
  parrafos: [
    [
      { texto: 'Si la anotó y no la ha usado, cambie su CS ahora. Si no la anotó, pida otra en ' },
      { texto: 'Recuperar CS', url: `/${perfil}/recuperar` },
      { texto: ': la anterior dejará de servir.' },
    ],
  ],
  acciones: [ir('Cambiar CS', perfil, 'cambiar'), ir('Recuperar CS', perfil, 'recuperar', false)],
})

/** Recuperar by mail: the same page whether or not there is an account. */
export const paginaEnlacePedido = (perfil: Perfil): PaginaFinal => ({
  titulo: 'Revise su correo',
  tono: 'informacion',
  entrada: 'Si existe una cuenta, enviamos un enlace a su correo registrado.',
  parrafos: [
    [
      {
        texto:
          'Puede tardar hasta 10 minutos. El enlace sirve una sola vez, durante 60 minutos. Revise también los correos no deseados.',
      },
    ],
    [{ texto: `¿No le llega o ya no usa ese correo? ${LLAME}` }],
  ],
  acciones: [INICIO, ir('Recuperar CS', perfil, 'recuperar', false)],
})

/** Cambiar, done; with what is still missing in an account from the old system. A facilitator has no page to complete it. */
export function paginaCambiada(
  perfil: Perfil,
  faltan: readonly DatoMinimo[],
  tieneCorreo: boolean,
): PaginaFinal {
  const completa = faltan.length > 0 && perfil !== 'facilitador'
  return {
    titulo: 'Su CS fue cambiada',
    tono: 'exito',
    entrada: 'Desde ahora use su nueva CS en los sistemas de SENCE.',
    parrafos: [
      [
        {
          texto: tieneCorreo
            ? 'Cerramos las sesiones que estaban abiertas. Enviamos un aviso a su correo registrado.'
            : 'Cerramos las sesiones que estaban abiertas.',
        },
      ],
      ...(perfil === 'facilitador' && !tieneCorreo
        ? [[{ texto: `Su cuenta no tiene correo: sin él no podrá recuperar su CS. ${LLAME}` }]]
        : []),
      ...(completa ? [] : palabras[perfil].cuidado),
    ],
    ...(completa && {
      lista: {
        titulo: 'Datos que faltan',
        entrada: 'A su cuenta le faltan datos mínimos. Complételos ahora para usar todos los sistemas.',
        elementos: faltan.map((dato) => NOMBRE_DATO[dato]),
      },
    }),
    acciones: completa
      ? [{ texto: 'Actualizar Datos', url: `/${perfil}/cambiar/completar`, metodo: 'post', principal: true }]
      : [INICIO],
  }
}

export interface DatosActualizada {
  perfil: Perfil
  emailPendiente: { enmascarado: string; espera24h: boolean } | null
  /** Of an organisation whose representative is not the one that was vouched for. */
  yaNoVerificada?: boolean
  /** Where the person was going when data were missing. */
  origen: Operacion | null
  /** What came of a migrant's RUT, and the case that was opened for it. */
  cambioDePerfil: { cambio: CambioDePerfil; caso: string } | null
}

/** Actualizar, done (guide for natural persons, section 5). */
export const paginaActualizada = ({
  perfil,
  emailPendiente,
  yaNoVerificada,
  origen,
  cambioDePerfil,
}: DatosActualizada): PaginaFinal => ({
  titulo: 'Datos actualizados',
  tono: 'exito',
  entrada: 'Sus datos han sido actualizados correctamente.',
  parrafos: [
    ...(cambioDePerfil ? parrafosDePerfil(cambioDePerfil.cambio, cambioDePerfil.caso) : []),
    [
      {
        texto:
          'SENCE enviará una notificación a su e-mail del proceso registrado dentro de los próximos 10 minutos.',
      },
    ],
    ...(emailPendiente ? [parrafoPendiente(emailPendiente)] : []),
    ...(yaNoVerificada ? [YA_NO_VERIFICADA] : []),
  ],
  acciones: origen ? [ir(`Seguir con ${NOMBRE_OPERACION[origen]}`, perfil, origen), INICIO] : [INICIO],
})

const parrafoPendiente = ({
  enmascarado,
  espera24h,
}: {
  enmascarado: string
  espera24h: boolean
}): Parrafo => [
  { texto: 'Su nuevo correo está pendiente. ', fuerte: true },
  { texto: `Enviamos un enlace a ${enmascarado}: ábralo y confirme antes de 72 horas. ` },
  {
    texto: espera24h
      ? 'El cambio tendrá efecto 24 horas después de que confirme. Hasta entonces usaremos su correo anterior.'
      : 'El cambio tendrá efecto en cuanto confirme. Hasta entonces usaremos su correo anterior.',
  },
]
