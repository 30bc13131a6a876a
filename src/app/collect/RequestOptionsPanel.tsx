import { useId, useState } from 'react'
import {
	curlCommand,
	type Obstacle,
	obstacleOfCallback,
	obstacleOfEncoding,
	obstacleOfMimeType,
	obstacleOfType,
	type RequestOptions,
	requestForCode,
	requestForOrder,
	settle,
	usualOptions,
} from '../../collectccc/options.ts'
import { takesText } from '../../collectccc/request.ts'
import { readDeployment } from '../deployment.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { optionWords } from '../words/optionWords.ts'
import type { Asker } from './OptionsDisclosure.tsx'

type TextParameter = 'callbackFunctionName' | 'responseMimeType'

const isUsual = (options: RequestOptions) => JSON.stringify(options) === JSON.stringify(usualOptions)
const allowed = (name: TextParameter, text: string) => text === '' || takesText(name, text)

/** What a command is made of; what is secret in it is left out of the command. */
const exampleOf = (asker: Asker, options: RequestOptions) =>
	asker === 'code'
		? requestForCode('COLLECTION_CODE', options)
		: requestForOrder({ loginName: 'LOGIN_NAME', loginPassword: 'LOGIN_PASSWORD' }, '0', options)

/** Every parameter of CollectCCC beside who asks; what excludes each other is disabled and says why. */
export function RequestOptionsPanel({
	options = usualOptions,
	asker,
	onOptions,
}: {
	options: RequestOptions | undefined
	asker: Asker
	onOptions: (options: RequestOptions | undefined) => void
}) {
	const [{ collectUrl }] = useState(readDeployment)
	const w = optionWords
	const change = (part: Partial<RequestOptions>) => {
		const settled = settle({ ...options, ...part })
		onOptions(isUsual(settled) ? undefined : settled)
	}
	// A text that its parameter does not take keeps the form from being sent, and there is no command for it either.
	const isFaulty = (['callbackFunctionName', 'responseMimeType'] as const).some((name) => !allowed(name, options[name]))
	const command = isFaulty ? undefined : curlCommand(exampleOf(asker, options), collectUrl)
	return (
		<div className="mt-2 rounded-md border border-line p-4 sm:p-5">
			<p className="max-w-prose text-quiet">{w.lead}</p>
			<div className="mt-4 grid gap-x-6 gap-y-5 sm:grid-cols-3">
				<Choices
					parameter="queryType"
					values={[0, 1, 2, 3]}
					chosen={options.queryType}
					onChoose={(queryType) => change({ queryType })}
				/>
				<Choices
					parameter="responseType"
					values={[1, 2, 3, 4]}
					chosen={options.responseType}
					obstacleOf={(type) => obstacleOfType(type, options)}
					onChoose={(responseType) => change({ responseType })}
				/>
				<Choices
					parameter="responseEncoding"
					values={[0, 1, 2]}
					chosen={options.responseEncoding}
					obstacleOf={(encoding) => obstacleOfEncoding(encoding, options)}
					onChoose={(responseEncoding) => change({ responseEncoding })}
				/>
			</div>
			<div className="mt-5 grid items-start gap-x-6 gap-y-5 sm:grid-cols-3">
				<label className="flex gap-2">
					<input
						type="checkbox"
						className="mt-1 size-4 shrink-0 accent-accent"
						checked={options.showValidityPeriod}
						onChange={(event) => change({ showValidityPeriod: event.target.checked })}
					/>
					<span>
						{w.showValidityPeriod.label}
						<Parameter name="showValidityPeriod" />
					</span>
				</label>
				<TextField
					parameter="callbackFunctionName"
					value={options.callbackFunctionName}
					obstacle={obstacleOfCallback(options)}
					onChange={(callbackFunctionName) => change({ callbackFunctionName })}
				/>
				<TextField
					parameter="responseMimeType"
					value={options.responseMimeType}
					obstacle={obstacleOfMimeType(options)}
					onChange={(responseMimeType) => change({ responseMimeType })}
				/>
			</div>
			<Button className="mt-5" aria-disabled={isUsual(options)} onClick={() => onOptions(undefined)}>
				{w.reset}
			</Button>
			<h2 className="mt-6 font-semibold">{w.command.title}</h2>
			<p className="max-w-prose text-quiet text-small">
				{command === undefined ? w.command.faulty : w.command.text[asker]}
			</p>
			{command !== undefined && (
				<>
					<pre className="mt-2 whitespace-pre-wrap rounded-md bg-raised p-3 text-small">{command}</pre>
					<div className="-ml-2 mt-1">
						<CopyButton text={command} label={w.command.copy} name={w.command.copy} />
					</div>
				</>
			)}
		</div>
	)
}

function Parameter({ name }: { name: string }) {
	return <code className="block font-normal text-quiet text-small">{name}</code>
}

function Choices<Name extends 'queryType' | 'responseType' | 'responseEncoding'>({
	parameter,
	values,
	chosen,
	obstacleOf = () => undefined,
	onChoose,
}: {
	parameter: Name
	values: readonly RequestOptions[Name][]
	chosen: RequestOptions[Name]
	obstacleOf?: (value: RequestOptions[Name]) => Obstacle | undefined
	onChoose: (value: RequestOptions[Name]) => void
}) {
	const id = useId()
	const w = optionWords
	const names: Readonly<Record<number, string>> = w[parameter].choices
	return (
		<fieldset>
			<legend className="font-semibold">
				{w[parameter].label}
				<Parameter name={parameter} />
			</legend>
			{values.map((value) => {
				const obstacle = obstacleOf(value)
				return (
					<label key={value} className="mt-2 flex gap-2 pointer-coarse:py-1.5">
						<input
							type="radio"
							name={id}
							className="mt-1 size-4 shrink-0 accent-accent"
							checked={value === chosen}
							disabled={obstacle !== undefined}
							aria-describedby={obstacle && `${id}-${value}`}
							onChange={() => onChoose(value)}
						/>
						<span className={obstacle && 'text-quiet'}>
							{names[value]} <code className="text-quiet text-small">{value}</code>
							{obstacle && (
								<span id={`${id}-${value}`} className="block text-small">
									{w.obstacles[obstacle]}
								</span>
							)}
						</span>
					</label>
				)
			})}
		</fieldset>
	)
}

function TextField({
	parameter,
	value,
	obstacle,
	onChange,
}: {
	parameter: TextParameter
	value: string
	obstacle: Obstacle | undefined
	onChange: (value: string) => void
}) {
	const id = useId()
	const w = optionWords
	const isInvalid = !allowed(parameter, value)
	return (
		<div>
			<label htmlFor={id} className="font-semibold">
				{w[parameter].label}
				<Parameter name={parameter} />
			</label>
			<input
				id={id}
				value={value}
				disabled={obstacle !== undefined}
				autoComplete="off"
				autoCapitalize="none"
				spellCheck={false}
				aria-invalid={isInvalid}
				aria-describedby={`${id}-advice`}
				onChange={(event) => onChange(event.target.value)}
				className="mt-1 block w-full rounded-md border border-field bg-raised px-3 py-2 font-mono text-small disabled:border-line disabled:bg-surface"
			/>
			<p id={`${id}-advice`} aria-live="polite" className={`mt-1 text-small ${isInvalid ? 'text-bad' : 'text-quiet'}`}>
				{obstacle ? w.obstacles[obstacle] : isInvalid ? w[parameter].invalid : w[parameter].hint}
			</p>
		</div>
	)
}
