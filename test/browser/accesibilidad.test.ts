import { accesibles } from './accesibilidad.ts'
import { ESTADOS_COMUNES } from './estados.ts'

accesibles('of everybody and of the natural person', ESTADOS_COMUNES)
