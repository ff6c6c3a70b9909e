import { INGRESO_NAMES } from '../../../domain/forms/ingresar-forms.ts'
import { perfilesWith } from '../../../domain/forms/tramites.ts'
import { ingresarUrl, interaccionUrl } from '../../../domain/ingresar-paths.ts'
import { stopped } from '../../../domain/pages/ingresar-pages.ts'
import { PERFILES, type Perfil } from '../../../domain/perfil.ts'
import { logoUrl } from '../../../domain/sistema-urls.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { paths, urlOfPaso } from '../../../domain/urls.ts'
import type { LinkView } from '../../views/view-models.ts'

/** Who asks, at the top of each page. */
export interface SistemaView {
  nombre: string
  /** Address of its picture. */
  logo?: string
}

/** A page to choose a profile on. */
export interface ChoiceView {
  title: string
  opening: string
  sistema: SistemaView
  boxes: { text: string; detail: string; url: string }[]
  ways: LinkView[]
  /** The interaction that its button ends. */
  interaccion: string
}

export const sistemaView = ({ id, nombre, logoHash }: Sistema): SistemaView => ({
  nombre,
  ...(logoHash && { logo: logoUrl(id, logoHash) }),
})

/** Ways on for who cannot sign in with the form of a profile. */
export function waysFrom(perfil: Perfil): LinkView[] {
  const link = (text: string, operacion: 'registrar' | 'recuperar' | 'cambiar'): LinkView[] =>
    perfilesWith(operacion).some((one) => one === perfil)
      ? [{ text, url: urlOfPaso({ perfil, operacion }) }]
      : []
  return [
    ...link('¿No tiene Clave SENCE? Regístrese', 'registrar'),
    ...link('¿Olvidó su clave? Recuperar CS', 'recuperar'),
    ...link('Cambiar CS', 'cambiar'),
  ]
}

/** With which profile somebody signs in. */
export const signInChoice = (sistema: Sistema, interaccion: string): ChoiceView => ({
  title: 'Elija cómo ingresar',
  opening: 'Primero diga quién es. En la página que sigue le pedimos su número y su clave.',
  sistema: sistemaView(sistema),
  boxes: PERFILES.map((perfil) => ({
    text: INGRESO_NAMES[perfil].box,
    detail: INGRESO_NAMES[perfil].detail,
    url: ingresarUrl(perfil, interaccion),
  })),
  ways: [
    {
      text: '¿No tiene Clave SENCE? Regístrese',
      url: interaccionUrl(paths.ingresar.registrarse, interaccion),
    },
  ],
  interaccion,
})

/** As whom somebody registers whom a sistema sent for that. */
export const registrationChoice = (sistema: Sistema, interaccion: string): ChoiceView => ({
  title: 'Obtener su Clave SENCE',
  opening: stopped(`Diga quién es usted y llene sus datos. Al final puede seguir en ${sistema.nombre}`),
  sistema: sistemaView(sistema),
  boxes: perfilesWith('registrar').map((perfil) => ({
    text: INGRESO_NAMES[perfil].box,
    detail: INGRESO_NAMES[perfil].detail,
    url: urlOfPaso({ perfil, operacion: 'registrar' }),
  })),
  ways: [{ text: '¿Ya tiene Clave SENCE? Ingrese', url: interaccionUrl(paths.ingresar.elegir, interaccion) }],
  interaccion,
})
