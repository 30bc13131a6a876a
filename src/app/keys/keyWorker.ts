/** The worker that holds a private key, apart from the page and for as long as it is needed. */
import type { Forget, Numbered, Reply, Request } from './keyProtocol.ts'
import { KeySafe } from './keySafe.ts'

const safe = new KeySafe()

addEventListener('message', ({ data }: MessageEvent<Numbered<Request> | Forget>) => {
	if (data === 'forget') {
		safe.wipe()
		close()
	} else
		void safe.answer(data).then((reply) => postMessage({ ...reply, number: data.number } satisfies Numbered<Reply>))
})
