/** What an administrador is asked about other systems (product.md “Other systems”). */
import type { FormContent } from './form-content.ts'

const SECTIONS = [
  { title: 'El sistema', fields: ['nombreSistema', 'tipoSistema', 'formaSecreto'] },
  {
    title: 'Sus direcciones',
    fields: ['direccionesVuelta', 'direccionesSalida', 'origenesVolver', 'avisoSalida'],
  },
  {
    title: 'Qué puede pedir',
    text: 'Siempre sabe que es la misma persona (openid). Marque solo lo que necesita.',
    fields: [
      'permisoRun',
      'permisoRut',
      'permisoName',
      'permisoEmail',
      'permisoProfile',
      'permisoOffline',
      'permisoOrganismo',
      'permisoRepresentante',
      'permisoMigrante',
      'permisoFacilitador',
    ],
  },
] as const

export const SISTEMA_FORMS = {
  registrar: {
    title: 'Registrar un sistema ●',
    opening: [[{ text: 'En la página que sigue se muestra su secreto, una sola vez.' }]],
    content: {
      sections: [...SECTIONS, { title: 'Sus personas', fields: ['mismoSector'] }],
      aboutSomeoneElse: true,
      button: 'Registrar',
    },
  },
  cambiar: {
    title: 'Cambiar un sistema ●',
    opening: [[{ text: 'Vale desde el próximo ingreso, sin reiniciar nada.' }]],
    content: { sections: SECTIONS, aboutSomeoneElse: true, button: 'Guardar los cambios' },
  },
  rotar: {
    title: 'Dar otro secreto ●',
    opening: [
      [
        {
          text: 'En la página que sigue se muestra el secreto nuevo, una sola vez. Entréguelo solo a quien opera el sistema.',
        },
      ],
    ],
    content: { sections: [{ title: '', fields: ['traslape'] }], button: 'Dar otro secreto' },
  },
  suspender: {
    title: 'Suspender un sistema ●',
    opening: [[{ text: 'Desde ahora nadie ingresa a ese sistema con Clave Sence, hasta que se reanude.' }]],
    content: { sections: [], button: 'Suspender' },
  },
  reanudar: {
    title: 'Reanudar un sistema ●',
    opening: [[{ text: 'Las personas vuelven a ingresar a ese sistema con Clave Sence.' }]],
    content: { sections: [], button: 'Reanudar' },
  },
  logo: {
    title: 'Cambiar el logo ●',
    opening: [
      [{ text: 'Lo ven las personas donde ingresan. Se dibuja de nuevo, sin lo que el archivo traiga.' }],
    ],
    content: { sections: [{ title: '', fields: ['logoSistema'] }], button: 'Guardar el logo' },
  },
} as const satisfies Record<string, { title: string; content: FormContent; opening: unknown }>
