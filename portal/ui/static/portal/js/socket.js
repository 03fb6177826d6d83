// A WebSocket that comes back. The server's heartbeat tells a quiet line from a dead one; after three
// failures in a row without a single frame the caller is told, so that it can poll instead. Now and then
// the line is tried again all the same.

const SILENCE = 15_000 // three heartbeats of the server's and a little more
const GIVE_UP_AFTER = 3
const RETRY = 120_000
const REFUSED = [4401, 4403] // not logged in, or no longer a member: no use in trying again

const wait = attempt =>
  (attempt < GIVE_UP_AFTER ? 1000 * 2 ** attempt : RETRY) * (0.5 + Math.random())

/**
 * Open `path` and keep it open.
 * @param {string} path
 * @param {{onFrame: (frame: object) => void, onGiveUp?: () => void, onRefused?: () => void}} hears
 * @returns {{send: (frame: object) => boolean, close: () => void}}
 */
export function openSocket (path, { onFrame, onGiveUp, onRefused }) {
  const url = new URL(path, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  let socket
  let failures = 0
  let silence
  let retry
  let closed = false

  const listen = () => {
    clearTimeout(silence)
    silence = setTimeout(() => socket.close(), SILENCE)
  }

  const connect = () => {
    socket = new WebSocket(url)
    socket.addEventListener('open', listen)
    socket.addEventListener('message', event => {
      failures = 0
      listen()
      onFrame(JSON.parse(event.data))
    })
    socket.addEventListener('close', event => {
      clearTimeout(silence)
      if (closed) return
      if (REFUSED.includes(event.code)) return onRefused?.()
      failures += 1
      if (failures === GIVE_UP_AFTER) onGiveUp?.()
      retry = setTimeout(connect, wait(failures))
    })
  }

  const close = () => {
    closed = true
    clearTimeout(retry)
    clearTimeout(silence)
    socket.close()
  }

  window.addEventListener('pagehide', close)
  // Coming back through the browser's own cache: the old line is gone.
  window.addEventListener('pageshow', event => {
    if (!event.persisted) return
    closed = false
    failures = 0
    connect()
  })

  connect()
  return {
    send (frame) {
      if (socket.readyState !== WebSocket.OPEN) return false
      socket.send(JSON.stringify(frame))
      return true
    },
    close
  }
}
