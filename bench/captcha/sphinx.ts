/**
 * Recognises the captcha's sounds with a general-purpose program: PocketSphinx and its acoustic model of English
 * (Debian: apt-get install pocketsphinx pocketsphinx-en-us; Debian has no Spanish model). It is given the phrases,
 * approximated with English phonemes, and the grammar: four phrases in a row.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LETTER_PHRASES, SAMPLE_RATE } from '../../src/security/captcha/phrases.ts'

const MODEL = '/usr/share/pocketsphinx/model/en-us/en-us'
/** Sample rate of the model, in Hz. */
const RATE = 16_000
const HEADER = 44

const DICTIONARY = `de D EH
ce S EH
casa K AA S AA
efe EH F EH
fuego F W EH G OW
hache AA CH EH
hoja OW HH AA
jota HH OW T AA
jirafa HH IY R AA F AA
ka K AA
kilo K IY L OW
ele EH L EH
luna L UW N AA
eme EH M EH
mano M AA N OW
ese EH S EH
sol S OW L
te T EH
tren T R EH N
doble D OW B L EH
ve B EH
wifi W IY F IY
i IY
griega G R IY EH G AA
yema Y EH M AA
zeta S EH T AA
zorro S OW R OW
`

const PHRASES = Object.entries(LETTER_PHRASES).map(([letter, phrase]) => ({
  letter,
  words: phrase.replace(',', ''),
}))
const GRAMMAR = `#JSGF V1.0;
grammar captcha;
<letter> = ${PHRASES.map(({ words }) => `(${words})`).join(' | ')};
public <captcha> = <letter> <letter> <letter> <letter>;
`

/** Converts to raw 16-bit samples at the rate of the model. */
function resample(wav: Buffer): Buffer {
  const heard = wav.subarray(HEADER)
  const raw = Buffer.alloc(2 * Math.floor(((heard.length - 1) * RATE) / SAMPLE_RATE))
  for (let i = 0; i < raw.length / 2; i++) {
    const at = (i * SAMPLE_RATE) / RATE
    const k = Math.floor(at)
    const value = (heard[k] ?? 128) + ((heard[k + 1] ?? 128) - (heard[k] ?? 128)) * (at - k)
    raw.writeInt16LE(Math.round((value - 127.5) * 200), 2 * i)
  }
  return raw
}

/** @returns the letters heard in each WAV file; undefined when PocketSphinx is not installed. */
export function listen(wavs: readonly Buffer[]): string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'captcha-'))
  const file = (name: string) => join(folder, name)
  for (const [i, wav] of wavs.entries()) writeFileSync(file(`${i}.raw`), resample(wav))
  writeFileSync(file('list'), wavs.map((_, i) => i).join('\n'))
  writeFileSync(file('dictionary'), DICTIONARY)
  writeFileSync(file('grammar'), GRAMMAR)
  const options = `-adcin yes -cepdir ${folder} -cepext .raw -ctl ${file('list')} -hyp ${file('heard')} -logfn ${file('log')}
    -hmm ${MODEL} -dict ${file('dictionary')} -jsgf ${file('grammar')} -bestpath no -beam 1e-80 -pbeam 1e-80 -wbeam 1e-60`
  const { status } = spawnSync('pocketsphinx_batch', options.split(/\s+/))
  const lines = status === 0 ? readFileSync(file('heard'), 'utf8').trim().split('\n') : undefined
  rmSync(folder, { recursive: true })
  return lines?.map(lettersOf)
}

/** Letters of the recognised phrases in one line of output. */
function lettersOf(line: string): string {
  let [rest, letters] = [`${line} `, '']
  for (;;) {
    const said = PHRASES.find(({ words }) => rest.startsWith(`${words} `))
    if (!said) return letters
    rest = rest.slice(said.words.length + 1)
    letters += said.letter
  }
}
