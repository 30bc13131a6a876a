/** The page's side of the worker that holds a key. */
import type { KeyFailureCode } from '../../keys/keyFailure.ts'
import { startWorker } from '../ui/startWorker.ts'
import type { Brought, Forget, Numbered, Reply, Request } from './keyProtocol.ts'
import keyWorker from './keyWorker.ts?worker&url'

/** What the worker could not do. It holds nothing of the key. */
export class KeyTrouble extends Error {
	override readonly name = 'KeyTrouble'
	constructor(
		readonly code: KeyFailureCode | 'unexpected',
		readonly detail?: string,
	) {
		super(code)
	}
}

/** Begins a worker when there is something to do, and ends it with all that it holds. */
export class KeyHolder {
	private worker: Worker | undefined
	private number = 0
	private readonly waiting = new Map<number, (reply: Reply) => void>()

	private start(): Worker {
		const worker = startWorker(keyWorker)
		worker.addEventListener('message', ({ data }: MessageEvent<Numbered<Reply>>) => {
			this.waiting.get(data.number)?.(data)
			this.waiting.delete(data.number)
		})
		worker.addEventListener('error', () => this.fail())
		return worker
	}

	/** Whoever waits is told, and the next one gets a new worker. */
	private fail(): void {
		for (const tell of this.waiting.values()) tell({ kind: 'failed', code: 'unexpected', detail: undefined })
		this.waiting.clear()
		this.worker?.terminate()
		this.worker = undefined
	}

	private async ask(request: Request, transfer: Transferable[] = []): Promise<Reply> {
		this.worker ??= this.start()
		const { worker } = this
		const number = ++this.number
		const reply = await new Promise<Reply>((resolve) => {
			this.waiting.set(number, resolve)
			worker.postMessage({ ...request, number } satisfies Numbered<Request>, transfer)
		})
		if (reply.kind === 'failed') throw new KeyTrouble(reply.code, reply.detail)
		return reply
	}

	/** @param bytes what was brought; they move to the worker, and nothing of them stays here. @throws KeyTrouble */
	async open(bytes: Uint8Array<ArrayBuffer>, publicKeys: readonly Uint8Array[]): Promise<Brought> {
		return broughtIn(await this.ask({ ask: 'open', bytes, publicKeys }, [bytes.buffer]))
	}

	/** @throws KeyTrouble */
	async unlock(passphrase: string): Promise<Brought> {
		return broughtIn(await this.ask({ ask: 'unlock', passphrase }))
	}

	/** @param request for a file; @returns its bytes; @throws KeyTrouble */
	async make(
		request: Extract<Request, { ask: 'key-store' | 'trust-store' | 'key' }>,
	): Promise<Uint8Array<ArrayBuffer>> {
		const reply = await this.ask(request)
		if (reply.kind !== 'file') throw new KeyTrouble('unexpected')
		return reply.bytes
	}

	/** The worker overwrites what it holds, and ends. */
	forget(): void {
		this.worker?.postMessage('forget' satisfies Forget)
		this.worker = undefined
		this.waiting.clear()
	}
}

function broughtIn(reply: Reply): Brought {
	if (reply.kind !== 'brought') throw new KeyTrouble('unexpected')
	return reply.brought
}
