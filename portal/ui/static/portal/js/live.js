// The bell. News comes through one socket; where sockets are blocked, the page asks now and then.

import { openSocket } from './socket.js'

const POLL = 30_000
const COUNT_URL = '/notifikationer/antal/'

function ring (unread) {
  const text = unread > 99 ? '99+' : String(unread)
  for (const count of document.querySelectorAll('[data-bell-count]')) {
    count.textContent = text
    count.hidden = unread === 0
  }
  document.title = document.title.replace(/^\(\d+\+?\) /, '')
  if (unread > 0 && document.hidden) document.title = `(${text}) ${document.title}`
}

async function ask () {
  if (document.hidden) return
  try {
    const answer = await fetch(COUNT_URL, {
      headers: { Accept: 'application/json' },
      credentials: 'same-origin'
    })
    if (answer.ok && !answer.redirected) ring((await answer.json()).unread)
  } catch {
    // The line is down: the next round asks again.
  }
}

document.addEventListener('visibilitychange', () => {
  if (!document.hidden) document.title = document.title.replace(/^\(\d+\+?\) /, '')
})

let polling

openSocket('/ws/live/', {
  onFrame (frame) {
    clearInterval(polling)
    polling = undefined
    if (Number.isInteger(frame.unread)) ring(frame.unread)
    // Whoever else listens on this page (a new answer, a changed seat count) hears it here.
    document.dispatchEvent(new CustomEvent(`portal:${frame.type}`, { detail: frame }))
  },
  onGiveUp () {
    ask()
    polling ??= setInterval(ask, POLL)
  }
})
