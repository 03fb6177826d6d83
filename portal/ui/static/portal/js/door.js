// The door of the conference, on a phone. It answers from its own copy of the names and never waits for the line.

import { Camera } from './door-camera.js'
import { Line } from './door-line.js'
import { Memory } from './door-memory.js'

const MOST = 12
/** What a phone does with its own body: one short for yes, two for look, long for no. */
const FEEL = { welcome: 60, already: [60, 80, 60], undone: [60, 80, 60], refused: 400 }

const door = document.querySelector('[data-door]')

if (door) {
  const words = JSON.parse(document.getElementById('door-words').textContent)
  const at = name => door.querySelector(`[data-door-${name}]`)
  const memory = new Memory(door.dataset.key)
  const search = at('search')
  const field = search.elements.q
  const panel = at('said')
  let list = Number(door.dataset.list)
  let shown // { person, list, deed }: what the panel speaks of

  const clock = moment => {
    const when = new Date(moment)
    const mark = document.documentElement.lang === 'en' ? ':' : '.'
    return `${when.getHours()}${mark}${String(when.getMinutes()).padStart(2, '0')}`
  }
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
  const capital = text => text.charAt(0).toUpperCase() + text.slice(1)
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text ?? '' })

  // --- what was said ---------------------------------------------------------------------------------------------
  function say (said, person, which, { since, deed, feel = true } = {}) {
    const tells = words.lists[which].said[said]
    const isRefused = !['welcome', 'already', 'undone'].includes(said)
    shown = { person, list: which, deed }
    panel.dataset.said = isRefused ? 'refused' : said
    panel.querySelector('[data-word]').textContent =
      fill(tells, { name: person?.name ?? '', time: since ? clock(since) : '' })
    panel.querySelector('[data-more]').textContent = [
      isRefused && person?.name, person?.municipality, words.lists[which].name
    ].filter(Boolean).join(' · ')
    const hint = panel.querySelector('[data-away]')
    hint.hidden = isRefused || said === 'undone' || !memory.isAway(person, which)
    hint.textContent = hint.hidden ? '' : capital(words.away)
    panel.querySelector('[data-undo]').hidden = isRefused || said === 'undone'
    panel.querySelector('[data-anyway]').hidden = said !== 'not_booked'
    panel.hidden = false
    panel.scrollIntoView({ block: 'nearest' })
    if (feel) navigator.vibrate?.(FEEL[panel.dataset.said])
  }

  /** `anyway`: they eat what they have not ordered, and whoever stands here says so. */
  function letIn (person, which = list, anyway = false) {
    const refused = memory.refusal(person, which)
    if (refused && !(anyway && refused === 'not_booked')) return say(refused, person, which)
    const since = memory.since(person.number, which)
    if (since) return say('already', person, which, { since })
    const deed = memory.do(person.number, which, true, anyway)
    say('welcome', person, which, { deed })
    show()
    line.call()
  }

  function takeBack (person, which = list) {
    const deed = memory.do(person.number, which, false)
    say('undone', person, which, { deed })
    show()
    line.call()
  }

  async function scanned (text) {
    const token = text.match(/\/skilt\/([\w-]{8,40})\/?$/)?.[1]
    let person = token && await memory.whose(token)
    if (token && !person && line.state === 'online') {
      // Somebody who was registered, or got a new badge, a moment ago.
      await line.call({ names: true })
      person = await memory.whose(token)
    }
    letIn(person)
  }

  // --- what stands on the page -------------------------------------------------------------------------------------
  function row (person) {
    const item = make('li', 'door__row')
    const who = make('div', 'door__who')
    const since = memory.since(person.number, list)
    const refused = memory.refusal(person, list)
    const facts = [person.municipality, since ? fill(words.since, { time: clock(since) }) : refused && words.lists[list].said[refused]]
    who.append(make('strong', '', person.name), make('p', 'meta', facts.filter(Boolean).join(' · ')))
    if (!refused && memory.isAway(person, list)) who.append(make('p', 'door__hint', capital(words.away)))
    item.append(who)
    const anyway = !since && refused === 'not_booked'
    if (since || anyway || !refused) {
      const button = make('button', since || anyway ? 'button button--secondary' : 'button', since ? words.undo : anyway ? words.anyway : words.in)
      button.type = 'button'
      button.append(make('span', 'visually-hidden', `: ${person.name}`))
      button.addEventListener('click', () => since ? takeBack(person) : letIn(person, list, anyway))
      item.append(button)
    }
    return item
  }

  function show () {
    const { found, more } = memory.find(field.value, MOST)
    at('found').replaceChildren(...found.map(row))
    const none = at('none')
    none.hidden = !(more || (field.value.trim() && !found.length))
    none.textContent = more ? words.more : words.none
    for (const link of at('lists').querySelectorAll('a')) {
      const number = Number(link.dataset.number)
      link.querySelector('[data-count]').textContent = fill(words.count, memory.counts(number))
      if (number === list) link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
    at('name').textContent = words.lists[list].name
    const waits = memory.waiting.length
    const status = at('line')
    const told = { online: words.online, sending: words.sending, offline: words.offline, login: words.login, refused: line.words }
    const isOff = line.state !== 'online' && line.state !== 'sending'
    status.dataset.line = isOff ? 'offline' : waits ? 'sending' : line.state
    const text = [
      isOff && waits && (waits === 1 ? words.one : fill(words.many, { n: waits })),
      isOff || !waits ? told[line.state] : words.sending
    ].filter(Boolean).join('. ')
    if (status.textContent !== text) status.textContent = text
  }

  function told (deeds, outcomes) {
    for (const deed of deeds) {
      const [said, since] = outcomes[deed.uid] ?? []
      const person = memory.people.get(deed.r)
      if (!said) continue
      if (['not_booked', 'waits', 'cancelled', 'unknown'].includes(said)) {
        at('refused').hidden = false
        at('refused').append(make('li', '', fill(words.refused, { name: person?.name ?? '', why: words.lists[deed.p].said[said] })))
      }
      // Somebody else was first: the panel that still speaks of it says so.
      if (shown?.deed?.uid === deed.uid && deed.i && said !== 'welcome') say(said, person, deed.p, { since, feel: said !== 'undone' })
    }
    show()
  }

  const line = new Line(door.dataset.door, memory, told)

  // --- what one does -------------------------------------------------------------------------------------------
  at('lists').addEventListener('click', event => {
    const link = event.target.closest('a')
    if (!link) return
    event.preventDefault()
    list = Number(link.dataset.number)
    search.elements.liste.value = list
    panel.hidden = true
    history.replaceState(null, '', link.href)
    show()
  })
  field.addEventListener('input', show)
  search.addEventListener('submit', event => {
    event.preventDefault()
    show()
    field.blur()
  })
  panel.querySelector('[data-undo]').addEventListener('click', () => takeBack(shown.person, shown.list))
  panel.querySelector('[data-anyway]').addEventListener('click', () => letIn(shown.person, shown.list, true))

  const camera = new Camera(at('camera').querySelector('video'), scanned)
  function stopCamera () {
    camera.stop()
    at('camera').hidden = true
    at('scan').hidden = !Camera.isThere
  }
  at('scan').hidden = !Camera.isThere
  at('scan').addEventListener('click', async () => {
    at('camera').hidden = false
    at('scan').hidden = true
    try {
      await camera.start()
    } catch {
      stopCamera()
      at('none').hidden = false
      at('none').textContent = words.camera
      field.focus()
    }
  })
  at('stop').addEventListener('click', stopCamera)

  at('plain').hidden = true
  at('line').hidden = at('hint').hidden = at('close').hidden = false
  door.classList.add('door--live')
  window.addEventListener('online', () => line.call())
  window.addEventListener('offline', () => { line.state = 'offline'; show() })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) stopCamera()
    else line.call()
  })
  // Closing loses nothing that was done, but without a line the page cannot be opened again.
  window.addEventListener('beforeunload', event => {
    if (line.state === 'offline' || memory.waiting.length) event.preventDefault()
  })

  show()
  const beginning = line.call({ names: true })
  if (door.dataset.token) beginning.then(() => memory.whose(door.dataset.token)).then(person => person && (field.value = person.name)).then(show)
}
