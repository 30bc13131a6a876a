/**
 * Hosting panels and clouds.
 *
 * Sources: cPanel, SSL/TLS (Manage SSL Sites); Plesk, SSL/TLS certificates (upload); Kubernetes, TLS secrets; AWS Certificate
 * Manager, certificate and key format for importing; Azure Key Vault, import a certificate.
 */
import type { GuideFacts } from './facts.ts'
import { fingerprintCommand, type Guide, isAddress, makePfx, websiteProof } from './guide.ts'
import { plainName, shellWord } from './quote.ts'

/** Certificate and issuers in files of their own; the latter only where some came. */
const apart = ({ leaf, caBundle }: GuideFacts) => [leaf.certificate, ...(caBundle ? [caBundle] : [])]

const panel =
	(say: 'cpanel' | 'plesk') =>
	(facts: GuideFacts): Guide => ({
		files: apart(facts),
		own: 'key',
		isPasted: true,
		steps: [{ say }],
		proof: websiteProof(facts),
	})
export const cpanel = panel('cpanel')
export const plesk = panel('plesk')

/** Letters, digits and hyphens, beginning and ending with a letter or digit: Kubernetes (RFC 1123) and Azure take no others. */
const resourceName = (stem: string) =>
	plainName(stem)
		.toLowerCase()
		.replace(/[^a-z\d]+/g, '-')
		.slice(0, 50)
		.replace(/^-+|-+$/g, '') || 'certificate'

export function kubernetes(facts: GuideFacts): Guide {
	const { served, key, stem } = facts.names
	const secret = `${resourceName(stem)}-tls`
	// An ingress tells sites apart by name.
	const named = facts.hosts.filter((host) => !isAddress(host))
	const hosts = named.length === 0 ? '' : `      hosts:\n${named.map((host) => `        - "${host}"\n`).join('')}`
	return {
		files: [facts.served],
		own: 'key',
		steps: [
			{
				say: 'kubernetes-secret',
				block: `kubectl create secret tls ${secret} --cert=${shellWord(served)} --key=${shellWord(key)} --dry-run=client -o yaml | kubectl apply -f -`,
			},
			{
				say: 'kubernetes-ingress',
				file: 'ingress.yaml',
				block: `spec:\n  tls:\n    - secretName: ${secret}\n${hosts}`,
			},
		],
		proof: websiteProof(facts, [
			{
				say: 'proof-secret',
				block: `kubectl get secret ${secret} -o jsonpath='{.data.tls\\.crt}' | base64 -d | ${fingerprintCommand}`,
				answer: facts.fingerprint,
			},
		]),
	}
}

export function aws(facts: GuideFacts): Guide {
	const { certificate, key, bundle } = facts.names
	const chain = facts.caBundle ? ` --certificate-chain ${shellWord(`fileb://${bundle}`)}` : ''
	return {
		files: apart(facts),
		own: 'key',
		steps: [
			{
				say: 'aws',
				block: `aws acm import-certificate --certificate ${shellWord(`fileb://${certificate}`)} --private-key ${shellWord(`fileb://${key}`)}${chain}`,
			},
		],
		proof: websiteProof(facts, [
			{
				say: 'proof-aws',
				block: `aws acm get-certificate --certificate-arn ARN --query Certificate --output text | ${fingerprintCommand}`,
				answer: facts.fingerprint,
			},
		]),
	}
}

export function azure(facts: GuideFacts): Guide {
	const name = resourceName(facts.names.stem)
	return {
		files: [facts.served],
		own: 'pfx',
		steps: [
			makePfx(facts),
			{
				say: 'azure',
				block: `az keyvault certificate import --vault-name VAULT --name ${name} --file ${shellWord(facts.names.pfx)} --password PASSWORD`,
			},
		],
		proof: [
			{
				say: 'proof-azure',
				block: `az keyvault certificate download --vault-name VAULT --name ${name} --encoding DER --file downloaded.cer && ${fingerprintCommand} -inform DER -in downloaded.cer`,
				answer: facts.fingerprint,
			},
		],
	}
}
