/** What lines are handed on to. */
type Sink = { write(text: string): unknown; flush(done: () => void): void }

/** Lines of so many characters are handed on at once. */
const batchLength = 65_536
/** So long a line may wait for others, in milliseconds. */
const longestWait = 100

/**
 * Gathers lines and hands them on together. A log writes one piece at a time, each in a round of the event loop, so under load small
 * pieces pile up; and to add each line to a longer text would copy that text each time.
 *
 * @param sink where to
 * @returns a sink for lines; its `flush` hands on what has been gathered first
 */
export function inBatches(sink: Sink): Sink {
	let lines: string[] = []
	let length = 0
	let waiting: NodeJS.Timeout | undefined
	const handOn = () => {
		clearTimeout(waiting)
		waiting = undefined
		if (lines.length > 0) sink.write(lines.join(''))
		lines = []
		length = 0
	}
	return {
		write(line) {
			lines.push(line)
			length += line.length
			if (length >= batchLength) handOn()
			else waiting ??= setTimeout(handOn, longestWait).unref()
		},
		flush(done) {
			handOn()
			sink.flush(done)
		},
	}
}
