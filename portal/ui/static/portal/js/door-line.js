// Sends what has been done and fetches what others have done: at once after a deed, every few seconds otherwise, and
// more seldom while the line is down. What is not answered is sent again; each thing counts once.

const EVERY = 5000
const ROSTER_EVERY = 60000
const SLOWEST = 15000
const AT_ONCE = 200

export class Line {
  constructor (address, memory, tell) {
    this.address = address
    this.memory = memory
    this.tell = tell
    this.state = 'sending'
    this.wait = EVERY
    this.rosterAt = 0
    this.last = Promise.resolve()
  }

  /** Call now; a call that is under way is waited for and followed by another, so that answers come in order. */
  call ({ names = false } = {}) {
    if (names) this.rosterAt = 0
    this.last = this.last.then(() => this.once())
    return this.last
  }

  next () {
    clearTimeout(this.timer)
    if (this.state === 'login') return
    const isMore = this.memory.waiting.length && this.state === 'online'
    this.timer = setTimeout(() => this.call(), isMore ? 0 : this.wait)
  }

  async once () {
    const deeds = this.memory.waiting.slice(0, AT_ONCE)
    try {
      const answer = await this.ask(deeds)
      this.wait = EVERY
      this.state = 'online'
      if (answer.people) this.memory.take(answer.roster, answer.people)
      this.memory.sent(deeds, answer)
      this.tell(deeds, answer.outcomes)
    } catch (problem) {
      this.state = problem.state ?? 'offline'
      this.words = problem.words
      this.wait = Math.min(this.wait * 1.5, SLOWEST)
      this.tell([], {})
    }
    this.next()
  }

  async ask (deeds) {
    const form = new FormData()
    form.set('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value)
    form.set('after', this.memory.after)
    form.set('sent', Date.now())
    form.set('deeds', JSON.stringify(deeds.map(({ uid, r, p, i, at, a = 0 }) => [uid, r, p, i, at, a])))
    const names = Date.now() - this.rosterAt > ROSTER_EVERY
    if (names) form.set('roster', this.memory.roster)
    const answer = await fetch(this.address, {
      method: 'POST',
      body: form,
      credentials: 'same-origin',
      redirect: 'manual',
      signal: AbortSignal.timeout(10000)
    })
    // Logged out, or no helper any more: what waits stays until somebody may send it.
    if (answer.type === 'opaqueredirect' || answer.status === 403 || answer.status === 404) throw Object.assign(new Error('login'), { state: 'login' })
    if (answer.status === 409) {
      const { words } = await answer.json()
      throw Object.assign(new Error('refused'), { state: 'refused', words })
    }
    if (!answer.ok) throw new Error(String(answer.status))
    const told = await answer.json()
    if (names) this.rosterAt = Date.now()
    return told
  }
}
