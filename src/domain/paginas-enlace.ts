/** The pages of the links that mails carry. */

import { GRATIS, INICIO, type PaginaFinal } from './pagina.ts'
import { COMO_PERMITIR_COOKIES } from './paginas-error.ts'
import type { EfectoConfirmacion } from './pasos.ts'

export const PAGINAS_CON_BOTON = [
  'confirmar-correo',
  'recuperar',
  'no-fui-yo',
  'volver',
  'aceptar-otec',
] as const
export type PaginaConBoton = (typeof PAGINAS_CON_BOTON)[number]

const boton = (tipo: PaginaConBoton, texto: string) =>
  ({ texto, url: `/enlace/${tipo}`, metodo: 'post', principal: true }) as const

const PAGINAS: Record<PaginaConBoton, PaginaFinal> = {
  'confirmar-correo': {
    titulo: 'Confirme su correo',
    tono: 'informacion',
    entrada: 'Presione el botón para confirmar que este correo es suyo.',
    parrafos: [[{ texto: 'Si usted no pidió esto, cierre esta página: no cambiará nada.' }]],
    acciones: [boton('confirmar-correo', 'Confirmar mi correo')],
  },
  recuperar: {
    titulo: 'Cree una nueva CS',
    tono: 'informacion',
    entrada: 'Presione el botón para elegir su nueva Clave Sence.',
    parrafos: [[{ texto: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }]],
    acciones: [boton('recuperar', 'Crear mi nueva CS')],
  },
  'no-fui-yo': {
    titulo: '¿No fue usted?',
    tono: 'alto',
    entrada: 'Si usted no hizo lo que dice el aviso, presione el botón y congelaremos la cuenta.',
    parrafos: [
      [
        {
          texto:
            'Nadie podrá usarla ni cambiarla. Sus datos de contacto y su pregunta secreta volverán a ser los de antes. Le enviaremos un correo para usarla otra vez.',
        },
      ],
      [{ texto: 'Si fue usted, cierre esta página: no cambiará nada.' }],
    ],
    acciones: [boton('no-fui-yo', 'No fui yo: congelar la cuenta')],
  },
  volver: {
    titulo: 'Vuelva a usar su cuenta',
    tono: 'informacion',
    entrada: 'Presione el botón para elegir una nueva Clave Sence y descongelar su cuenta.',
    parrafos: [[{ texto: 'El enlace sirve una sola vez. Después de presionar el botón tendrá 10 minutos.' }]],
    acciones: [boton('volver', 'Crear mi nueva CS')],
  },
  'aceptar-otec': {
    titulo: 'Responda a la OTEC',
    tono: 'informacion',
    entrada: 'La OTEC que nombra el correo pide agregarlo como su facilitador extranjero.',
    parrafos: [
      [
        {
          texto:
            'Si trabaja con ella, acéptela. Si todavía no tiene Clave Sence (CS), la elegirá en la página siguiente: tendrá 10 minutos.',
        },
      ],
      [{ texto: 'El enlace sirve una sola vez.' }],
    ],
    acciones: [
      boton('aceptar-otec', 'Sí, trabajo con esta OTEC'),
      {
        texto: 'No trabajo con esta OTEC',
        url: '/enlace/aceptar-otec/rechazar',
        metodo: 'post',
        principal: false,
      },
    ],
  },
}

/** The page with the one button of a link. */
export const paginaDeEnlace = (tipo: PaginaConBoton): PaginaFinal => PAGINAS[tipo]

export const paginaEnlaceVencido = (): PaginaFinal => ({
  titulo: 'Este enlace ya no sirve',
  tono: 'alto',
  entrada: 'El enlace venció, ya se usó o no está completo.',
  parrafos: [
    [{ texto: 'Si ya presionó el botón de ese enlace, no tiene que hacer nada más.' }],
    [
      { texto: 'Si quería crear una nueva CS, pida otro enlace en ' },
      { texto: 'Recuperar CS', url: '/natural/recuperar' },
      { texto: '. Use siempre el último que reciba.' },
    ],
    [{ texto: 'Si es facilitador extranjero, pida a su OTEC que le envíe otro.' }],
    [{ texto: `Si necesita ayuda, llame ${GRATIS}` }],
  ],
  acciones: [INICIO],
})

/** The link is good: only the browser forgot at once that it was opened. */
export const paginaEnlaceSinCookies = (): PaginaFinal => ({
  titulo: 'Permita las cookies y abra el enlace otra vez',
  tono: 'alto',
  entrada: 'Su enlace sirve, pero su navegador no guarda las cookies de este sitio.',
  parrafos: [
    ...COMO_PERMITIR_COOKIES.map((texto) => [{ texto }]),
    [{ texto: 'Después abra otra vez el enlace de su correo. Todavía no se ha usado.' }],
    [{ texto: `Si necesita ayuda, llame ${GRATIS}` }],
  ],
  acciones: [INICIO],
})

export const paginaCongelada = (): PaginaFinal => ({
  titulo: 'Congelamos la cuenta',
  tono: 'exito',
  entrada: 'Nadie puede usarla ni cambiarla.',
  parrafos: [
    [{ texto: 'Le enviamos un correo con un enlace para elegir una nueva CS y usar la cuenta otra vez.' }],
    [{ texto: `Si no le llega en 10 minutos, llame ${GRATIS}` }],
  ],
  acciones: [INICIO],
})

const ENTRADA_CONFIRMADO: Record<EfectoConfirmacion, string> = {
  con_efecto: 'Desde ahora le enviaremos los avisos a este correo.',
  en_espera: 'El cambio de correo tendrá efecto en 24 horas. Hasta entonces usaremos su correo anterior.',
  sin_efecto: 'Este correo ya está en 3 cuentas, que es el máximo. Seguiremos usando su correo anterior.',
}

/** After the button “Confirmar mi correo”. */
export const paginaCorreoConfirmado = (efecto: EfectoConfirmacion): PaginaFinal => ({
  titulo: efecto === 'sin_efecto' ? 'Su correo no cambió' : 'Su correo está confirmado',
  tono: efecto === 'sin_efecto' ? 'alto' : 'exito',
  entrada: ENTRADA_CONFIRMADO[efecto],
  parrafos: [],
  acciones: [INICIO],
})
