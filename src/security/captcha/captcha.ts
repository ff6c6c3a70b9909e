import { atMost, type Captcha, type Cipher, type Clock, Gate, type Random } from '../../application/ports.ts'
import { addMinutes, CAPTCHA_MINUTES } from '../../domain/values/durations.ts'
import { safeEqual } from '../fingerprints.ts'
import { mix } from './audio-mix.ts'
import { createCache } from './cache.ts'
import { draw, EASY, HARD, PICTURE_SIZE } from './drawing.ts'
import { ALPHABET } from './glyphs.ts'
import { rasterize } from './png.ts'
import { seedRandom } from './seeded-random.ts'
import { toWav } from './wav.ts'

export interface CaptchaOptions {
  cipher: Cipher
  clock: Clock
  random: Random
  /** The answer to every challenge, for automated tests only (TEST_CAPTCHA). */
  fixedAnswer?: string
  /** Images and sounds that may be made or wait, some seconds of work; further ones are turned away. */
  maxPending?: number
  /** Images to cache, a few kB each. */
  keptImages?: number
  /** Sounds to cache, about 95 kB each; players fetch them in ranges. */
  keptSounds?: number
}

/** The encrypted contents of a token. */
interface Challenge {
  id: string
  text: string
  form: string
  formSeal: string
  /** Whether its picture is drawn harder. */
  hard?: true
  /** Milliseconds since 1970. */
  expires: number
}

const CONTEXT = 'captcha'
const LETTER_COUNT = 4
/** Longest answer read: the letters and some blanks. */
const MAX_PARSED_LENGTH = 50
/** Concurrent images and sounds; leaves room on libuv's pool for claves and files in a rush. */
const CONCURRENT_JOBS = 2
/** Retry delay when too many wait. */
const RETRY_AFTER_SECONDS = 5

/**
 * Stateless challenges: each lives in its own encrypted token. Image and sound are derived from the
 * challenge's secret id, so asking again returns the same ones and gives a program no second rendering to
 * read.
 */
export function createCaptcha(options: CaptchaOptions): Captcha {
  const { cipher, clock, random, fixedAnswer, maxPending = 100 + CONCURRENT_JOBS } = options
  const gate = new Gate({
    places: CONCURRENT_JOBS,
    overload: atMost(maxPending, RETRY_AFTER_SECONDS),
  })
  const images = createCache({ gate, maxKept: options.keptImages ?? 200 })
  const sounds = createCache({ gate, maxKept: options.keptSounds ?? 50 })

  const openToken = (token: string): Challenge | undefined => {
    try {
      return JSON.parse(cipher.decrypt(token, CONTEXT))
    } catch {
      return undefined
    }
  }
  const hasExpired = ({ expires }: Challenge) => expires <= clock.now().getTime()
  const openUnexpired = (token: string): Challenge | undefined => {
    const challenge = openToken(token)
    return challenge && !hasExpired(challenge) ? challenge : undefined
  }

  return {
    issue(form, formSeal, isHard = false) {
      const expires = addMinutes(clock.now(), CAPTCHA_MINUTES).getTime()
      const challenge: Challenge = {
        id: random.uuid(),
        text: random.text(ALPHABET, LETTER_COUNT),
        form,
        formSeal,
        ...(isHard && { hard: true }),
        expires,
      }
      return cipher.encrypt(JSON.stringify(challenge), CONTEXT)
    },

    async image(token, asker) {
      const challenge = openUnexpired(token)
      if (!challenge) return undefined
      return images.getOrMake(challenge.id, asker, () =>
        rasterize(
          draw(challenge.text, seedRandom(challenge.id), challenge.hard ? HARD : EASY),
          2 * PICTURE_SIZE.width,
        ),
      )
    },

    async sound(token, asker) {
      const challenge = openUnexpired(token)
      if (!challenge) return undefined
      return sounds.getOrMake(challenge.id, asker, () =>
        toWav(mix(challenge.text, seedRandom(`sonido ${challenge.id}`))),
      )
    },

    isHard: (token) => openToken(token)?.hard === true,

    costsWork(token, what) {
      const challenge = openUnexpired(token)
      return challenge !== undefined && !(what === 'image' ? images : sounds).has(challenge.id)
    },

    check(token, form, formSeal, answer) {
      const challenge = openToken(token)
      if (!challenge) return { status: 'vencida', id: null }
      const isElsewhere = challenge.form !== form || challenge.formSeal !== formSeal
      if (isElsewhere || hasExpired(challenge)) return { status: 'vencida', id: challenge.id }
      const isRight = safeEqual(normalize(answer), normalize(fixedAnswer ?? challenge.text))
      return { status: isRight ? 'correcta' : 'distinta', id: challenge.id }
    },
  }
}

/** Keeps letters and digits, full-width ones too; ignores case and anything between or around them. */
const normalize = (answer: string) =>
  answer
    .slice(0, MAX_PARSED_LENGTH)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
