// An open list counts up by itself, and its rows say how they stand now. Nothing moves under the reader's
// eyes: a row changes in its place, and new questions wait behind a pill.
//
// The stamp is one number for all questions that the reader may read; each piece of news moves it by one.
// A heartbeat that knows another number means that something was missed: the page then asks how its rows
// stand and how many questions have come.

import { openSocket } from './socket.js'

const SILENCE = 12_000 // three heartbeats
const POLL = 15_000
const SPREAD = 2_000 // many lists are open when a question is asked: they do not all ask at once

const place = document.querySelector('[data-list]')
const pill = place.querySelector('[data-pill]')
const line = place.querySelector('[data-live-line]')
const words = place.querySelector('[data-live-words]')
const dot = place.querySelector('[data-live-dot]')

let stamp = Number(place.dataset.stamp)
let last // the number of the heartbeat before
let fresh = 0
let asking = false
let due
let polling
let silence
let ended = false

function say (state) {
  line.hidden = false
  dot.className = `notice-dot${state === 'live' ? ' notice-dot--ok' : ' notice-dot--wait'}`
  if (words.textContent !== place.dataset[state]) words.textContent = place.dataset[state]
}

function count (number) {
  fresh = number
  pill.hidden = fresh === 0
  if (fresh) pill.textContent = fresh === 1 ? place.dataset.one : place.dataset.many.replace('{n}', fresh)
}

pill.addEventListener('click', () => location.assign(place.dataset.all))

function put ({ question, seq, html }) {
  const old = place.querySelector(`[data-row="${Number(question)}"]`)
  if (!old || Number(old.dataset.seq) >= seq) return
  const fragment = document.createElement('template')
  fragment.innerHTML = html
  const row = fragment.content.firstElementChild
  const held = old.contains(document.activeElement)
  row.classList.add('is-new')
  old.replaceWith(row)
  if (held) row.querySelector('a')?.focus({ preventScroll: true })
}

function take (event) {
  stamp += 1
  if (event.kind === 'row') put(event)
  else if ('everything' in place.dataset) count(fresh + 1)
  else soon()
}

// --- catching up -------------------------------------------------------------------------------------
function soon () {
  due ??= setTimeout(catchUp, Math.random() * SPREAD)
}

async function catchUp () {
  clearTimeout(due)
  due = undefined
  if (asking || ended) return
  asking = true
  const rows = [...place.querySelectorAll('[data-row]')].map(row => row.dataset.row)
  const url = new URL(place.dataset.news, location.href)
  url.searchParams.set('siden', place.dataset.newest)
  url.searchParams.set('r', rows.join(','))
  try {
    const answer = await fetch(url, {
      headers: { Accept: 'application/json' },
      credentials: 'same-origin'
    })
    if (answer.status === 403 || answer.redirected) return end()
    if (!answer.ok) throw new Error(String(answer.status))
    const news = await answer.json()
    stamp = news.stamp
    news.rows.forEach(put)
    count(news.new)
    if (polling) say('polling')
  } catch {
    say('away')
  } finally {
    asking = false
  }
}

function end () {
  ended = true
  clearInterval(polling)
  clearTimeout(silence)
  say('closed')
}

// --- the socket, or else the clock -------------------------------------------------------------------
function listen () {
  clearTimeout(silence)
  silence = setTimeout(() => {
    if (polling || ended) return
    say('away')
    catchUp()
    listen()
  }, SILENCE)
}

listen()
openSocket(place.dataset.socket, {
  onFrame (frame) {
    clearInterval(polling)
    polling = undefined
    listen()
    say('live')
    if (frame.type === 'event') return take(frame)
    if (frame.type !== 'heartbeat') return
    // A lower number twice: something is not to be read any more, or was counted twice.
    if (frame.stamp > stamp || (frame.stamp !== stamp && frame.stamp === last)) soon()
    last = frame.stamp
  },
  onGiveUp () {
    if (polling || ended) return
    say('polling')
    catchUp()
    polling = setInterval(catchUp, POLL)
  },
  onRefused: catchUp // the answer says whether it is the page that one may not read any more
})
