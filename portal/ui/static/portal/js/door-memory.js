// What a phone at the door knows. The names are in this page alone and never written down; what has been done and
// not sent yet is kept by numbers, so that it outlives the page. Who is in follows from when things happened, as on
// the server: the first letting in counts, until it is taken back.

const OLD = 7 * 24 * 3600 * 1000

function uuid () {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map(each => each.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

/** How words are compared: without case, and with aa as å. */
export const fold = text =>
  text.normalize('NFC').toLocaleLowerCase('da').replaceAll('aa', 'å').split(/[\s-]+/).filter(Boolean)

export class Memory {
  constructor (key) {
    this.place = `door:${key}`
    this.people = new Map()
    this.roster = ''
    this.after = 0
    this.known = new Map()
    this.skew = 0
    this.waiting = this.read()
  }

  // --- the names -----------------------------------------------------------------------------------------------
  take (roster, rows) {
    this.roster = roster
    this.people = new Map(rows.map(([number, name, municipality, state, meals, mark, away = []]) => [
      number, { number, name, municipality, state, meals: new Set(meals), mark, away: new Set(away), words: fold(`${name} ${municipality}`) }
    ]))
  }

  find (text, most) {
    const keys = fold(text)
    if (!keys.length) return { found: [], more: false }
    const found = []
    for (const person of this.people.values()) {
      if (person.state !== 'cancelled' && keys.every(key => person.words.some(word => word.startsWith(key)))) {
        if (found.length === most) return { found, more: true }
        found.push(person)
      }
    }
    return { found, more: false }
  }

  /** Whose badge a code is. The phone knows only a digest of each code. */
  async whose (token) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
    const hex = [...new Uint8Array(digest)].map(each => each.toString(16).padStart(2, '0')).join('').slice(0, 16)
    return [...this.people.values()].find(person => person.mark === hex)
  }

  // --- who is in -----------------------------------------------------------------------------------------------
  /** Since when somebody is in, with what has not been sent yet; undefined when they are not. */
  since (number, list) {
    let since = this.known.get(`${number}:${list}`)
    for (const deed of this.waiting) {
      if (deed.r !== number || deed.p !== list) continue
      if (!deed.i) since = undefined
      else since ??= deed.at
    }
    return since
  }

  refusal (person, list) {
    if (!person) return 'unknown'
    if (person.state === 'cancelled') return 'cancelled'
    if (person.state !== 'in') return 'waits'
    return list && !person.meals.has(list) ? 'not_booked' : undefined
  }

  /** Whether somebody arrives on a day that they have not booked: by the portal's clock, in Danish time. */
  isAway (person, list) {
    if (list || !person?.away.size || person.state !== 'in') return false
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Copenhagen' }).format(Date.now() - this.skew)
    return person.away.has(today)
  }

  counts (list) {
    let inside = 0
    let expected = 0
    for (const person of this.people.values()) {
      if (person.state !== 'in') continue
      if (!list || person.meals.has(list)) expected += 1
      if (this.since(person.number, list)) inside += 1
    }
    return { inside, expected }
  }

  // --- what waits for the line -----------------------------------------------------------------------------------
  do (number, list, isIn, anyway = false) {
    const deed = { uid: uuid(), r: number, p: list, i: isIn ? 1 : 0, at: Date.now(), a: anyway ? 1 : 0 }
    this.waiting.push(deed)
    this.write()
    return deed
  }

  /** What the server has answered: these are sent, and this is how it stands. */
  sent (deeds, answer) {
    const gone = new Set(deeds.map(deed => deed.uid))
    this.waiting = this.waiting.filter(deed => !gone.has(deed.uid))
    this.write()
    const skew = this.skew = Date.now() - answer.now
    for (const [number, list, at] of answer.changed) {
      if (at === null) this.known.delete(`${number}:${list}`)
      else this.known.set(`${number}:${list}`, at + skew)
    }
    this.after = answer.number
  }

  read () {
    try {
      const kept = JSON.parse(localStorage.getItem(this.place) ?? '[]')
      return kept.filter(deed => Date.now() - deed.at < OLD)
    } catch {
      return []
    }
  }

  write () {
    try {
      if (this.waiting.length) localStorage.setItem(this.place, JSON.stringify(this.waiting))
      else localStorage.removeItem(this.place)
    } catch {
      // A browser that keeps nothing: it waits in this page alone.
    }
  }
}
