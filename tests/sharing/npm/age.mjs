// age-encryption, and the vectors of age, behind a pipe: a job a line, an answer a line, both JSON with bytes in base64. Argument: its folder.
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { resolve } = createRequire(join(process.argv[2], "index.js"));
const age = await import(pathToFileURL(resolve("age-encryption")));

const acts = {
    async vectors() {
        const found = await import(pathToFileURL(resolve("cctv-age")));
        return Object.fromEntries(Object.keys(found).map((name) => [name, Buffer.from(found[name]).toString("base64")]));
    },
    async generate() {
        const identity = await age.generateHybridIdentity();
        return { identity, recipient: await age.identityToRecipient(identity) };
    },
    async recipient({ identity }) {
        return { recipient: await age.identityToRecipient(identity) };
    },
    async encrypt({ content, recipients, passphrase, armored }) {
        const encrypter = new age.Encrypter();
        if (passphrase) {
            encrypter.setPassphrase(passphrase);
            encrypter.setScryptWorkFactor(10);
        }
        for (const recipient of recipients) encrypter.addRecipient(recipient);
        const file = await encrypter.encrypt(new Uint8Array(Buffer.from(content, "base64")));
        return { file: Buffer.from(armored ? age.armor.encode(file) : file).toString("base64") };
    },
    async decrypt({ file, identities, passphrase, armored }) {
        const decrypter = new age.Decrypter();
        if (passphrase) decrypter.addPassphrase(passphrase);
        for (const identity of identities) decrypter.addIdentity(identity);
        const data = Buffer.from(file, "base64");
        const binary = armored ? age.armor.decode(data.toString("latin1")) : new Uint8Array(data);
        return { content: Buffer.from(await decrypter.decrypt(binary)).toString("base64") };
    },
};

for await (const line of createInterface({ input: process.stdin })) {
    const job = JSON.parse(line);
    const answer = await acts[job.act](job).catch((error) => ({ error: String(error) }));
    process.stdout.write(JSON.stringify(answer) + "\n");
}
