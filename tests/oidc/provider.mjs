// A real OpenID provider (npm's oidc-provider) on loopback, for tests only.
//
// node provider.mjs CLIENT_ID CLIENT_SECRET REDIRECT_URI
// Prints its issuer when it listens, and ends when its standard input does. The test tells who there
// is by PUT /test/accounts: {subject: {claim: value, ..., amr: [..], acr: ".."}}. Its sign-in page
// has a button for each.
import { createServer } from "node:http";
import { once } from "node:events";
import Provider from "oidc-provider";

const [clientId, clientSecret, redirectUri] = process.argv.slice(2);
let accounts = {};

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: [redirectUri],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: {
    acr: null,
    amr: null,
    openid: ["sub", "employee_number", "acr", "amr"],
    profile: ["name"],
    email: ["email", "email_verified"],
  },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ["of the tests only"] },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, sub) =>
    accounts[sub] && { accountId: sub, claims: () => ({ ...accounts[sub], sub }) },
  // Nobody is asked for consent: the city has given it.
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
});
provider.on("server_error", (_ctx, error) => console.error(error));

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const answer = provider.callback();
server.on("request", async (request, response) => {
  const path = new URL(request.url, issuer).pathname;
  if (path === "/test/accounts" && request.method === "PUT") {
    accounts = JSON.parse(await body(request));
    response.end("{}");
  } else if (path.startsWith("/interaction/") && request.method === "GET") {
    const buttons = Object.keys(accounts).map(
      (sub) => `<button name="account" value="${sub}">${sub}</button>`
    );
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      `<!doctype html><html lang="fi"><title>Provider</title><form method="post">${buttons.join("")}` +
        `<button name="account" value="">Cancel</button></form>`
    );
  } else if (path.startsWith("/interaction/")) {
    const sub = new URLSearchParams(await body(request)).get("account");
    const { amr, acr } = accounts[sub] || {};
    const result = sub
      ? { login: { accountId: sub, amr, acr } }
      : { error: "access_denied", error_description: "cancelled" };
    await provider.interactionFinished(request, response, result);
  } else {
    answer(request, response);
  }
});
console.log(JSON.stringify({ issuer }));
process.stdin.on("end", () => process.exit(0)).resume();
