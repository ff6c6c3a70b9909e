import { openCasoWithoutCuenta } from '../../../application/staff/casos/open-caso-without-cuenta.ts'
import { CASO_WITHOUT_CUENTA } from '../../../domain/forms/phone-forms.ts'
import { ok } from '../../../domain/outcome/result.ts'
import { CASO_WORDS } from '../../../domain/pages/phone-words.ts'
import { casoAbiertoUrl, foundUrl, paths } from '../../../domain/urls.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import { rememberedSearch, rememberSearch } from '../busqueda/searches.ts'
import type { StaffForm } from '../staff-form.ts'
import type { StaffPage } from '../staff-page.ts'
import { type FromSearch, loadFromSearch } from './from-search.ts'

/** Opens the caso of who has no account, or whose RUT or NIE somebody else has. */
export const casoForm = ({ deps }: Services): StaffForm<FromSearch, typeof CASO_WITHOUT_CUENTA> => ({
  url: paths.console.casoSinCuenta,
  power: 'abrir_casos',
  audit: ['caso_abierto'],
  heading: { title: CASO_WORDS.title, back: paths.console.buscar },
  content: CASO_WITHOUT_CUENTA,
  hiddenFields: ['busqueda', 'vez'],
  load: (req) => loadFromSearch(req, deps),
  view: ({ ref, text, named, page }) => ({
    opening: CASO_WORDS.opening.map((one) => [{ text: one }]),
    hiddenFields: { busqueda: ref, vez: page },
    ...(named && { initialValues: { identificadorCaso: named.text, motivoCaso: 'sin_cuenta' } }),
    ...(text !== undefined && { back: foundUrl(ref) }),
  }),
  async submit({ req, context, values, form }) {
    const { identificadorCaso: about, motivoCaso } = values
    const reason = motivoCaso === 'sin_cuenta' ? motivoCaso : 'ya_registrado'
    const done = await openCasoWithoutCuenta(deps, context, { about, reason, form })
    // The number is in no address: it is kept as what this session searched for.
    return done.ok ? ok(casoAbiertoUrl(rememberSearch(req, deps, done.value))) : done
  },
})

/** Its number, to read aloud. */
export const casoAbiertoPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.casoAbierto,
  power: 'abrir_casos',
  audit: 'nothing',
  show(req) {
    const number = rememberedSearch(req, deps, requestParam(req, 'caso'))
    if (number === undefined) throw new HttpError(404)
    return { view: 'caso', model: { number, sentence: CASO_WORDS.afterwards } }
  },
})
