// Karangou among the peers of the sync workload: PEERS_TARGETS=<this folder> node …/sync/sync.mjs --targets pouch,karangou
// The server is on H2 (as a fresh one is) unless KARANGOU_DATABASE_URL names a PostgreSQL. The devices are the client's own
// journal, database and sync engine; batches have its own size, so that "batch" is not looked at. What they record is the
// workload's mix and number of operations, as operations: 20 % contributions, 60 % views, 20 % messages.
// Build first (packaging/bench.sh does). JDK 25 in PEERS_JAVA_HOME or JAVA_HOME.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const JAVA = join(process.env.PEERS_JAVA_HOME ?? process.env.JAVA_HOME ?? '/usr', 'bin/java');
const BENCH = 'studio.karangou.packaging.bench.';
const catalogues = new Map();
let devices = new Set();

function java(module, main, args, ready) {
  const child = spawn(JAVA, ['--enable-native-access=ALL-UNNAMED', '-Dfile.encoding=UTF-8', '-cp', join(ROOT, module, 'target/app/*'), main, ...args], { stdio: ['pipe', 'pipe', process.env.PEERS_VERBOSE ? 'inherit' : 'ignore'] });
  let out = '';
  child.outText = () => out;
  child.exited = new Promise((done) => child.on('exit', done));
  return new Promise((done, failed) => {
    child.on('exit', (code) => failed(new Error(`${main} ended with ${code}`)));
    child.stdout.on('data', (data) => { out += data; if (ready.test(out)) done(child); });
  });
}

async function operator(base, path, body) {
  const token = readFileSync(join(catalogues.get(base).dir, 'operator.token'), 'utf8').trim();
  const answer = await fetch(base + path, { method: 'POST', headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

// A version 7 UUID by number, always the same.
const id = (kind, i) => `019a0000-0000-7000-8${kind}00-${i.toString(16).padStart(12, '0')}`;

async function prepare(base) {
  const ground = catalogues.get(base);
  const deadline = new Date(Date.now() + 30 * 86400e3).toISOString().slice(0, 10);
  for (let i = 0; i < 40; i++) await operator(base, '/api/v1/operator/films', { id: id(1, i), title: 'Film', synopsis: 'Un film.', director: 'Une réalisatrice', year: 2026, genre: 'FICTION', countries: ['TG'], spoken: ['fr'], project: null });
  for (let i = 0; i < 8; i++) await operator(base, '/api/v1/operator/projects', { id: id(2, i), title: 'Projet', pitch: 'Un projet.', director: 'Un réalisateur', country: 'TG', state: 'OPEN', mode: 'FLEXIBLE', goal: { currency: 'XOF', units: 5000000 }, collected: { currency: 'XOF', units: 0 }, contributors: 0, deadline, poster: null });
  ground.venue = (await operator(base, '/api/v1/operator/venues', { name: 'Ciné-club' })).venue;
}

async function record({ dir, base, ground, client, n }) {
  const { code } = await operator(base, `/api/v1/operator/venues/${ground.venue}/codes`);
  mkdirSync(dir, { recursive: true });
  const child = spawn(JAVA, ['--enable-native-access=ALL-UNNAMED', '-cp', join(ROOT, 'packaging/target/app/*'), BENCH + 'SyncDeviceMain', 'record', dir, base, code, String(n), 'mix', String(client)], { stdio: ['pipe', 'ignore', process.env.PEERS_VERBOSE ? 'inherit' : 'ignore'] });
  const ids = (kind, count) => Array.from({ length: count }, (_, i) => id(kind, i)).join(' ');
  child.stdin.end(`${ids(1, 40)}\n${ids(2, 8)}\n`);
  const ended = await new Promise((done) => child.on('exit', done));
  if (ended !== 0) throw new Error(`recording ended with ${ended}`);
}

export const targets = {
  karangou: {
    server: async ({ port, dir }) => {
      const base = `http://127.0.0.1:${port}`;
      catalogues.clear();
      devices = new Set();
      catalogues.set(base, { dir });
      return java('sync-server', 'studio.karangou.server.app.ServerMain', ['--data', dir, '--port', String(port)], /http:\/\/\S+/);
    },
    prepare,
    client: async ({ dir, base, client, n }) => {
      // enrolled past the proxy, which counts only what is synced
      const [direct, ground] = [...catalogues][0];
      if (!existsSync(join(dir, 'bench-device'))) await record({ dir, base: direct, ground, client, n });
      devices.add(dir);
      return java('packaging', BENCH + 'SyncDeviceMain', ['sync', dir, base, 'peer'], /^READY$/m);
    },
    // by the server's word, as the answer to a batch may be lost
    count: async () => {
      let sum = 0;
      for (const dir of devices) {
        const device = await java('packaging', BENCH + 'SyncDeviceMain', ['position', dir, [...catalogues.keys()][0]], /^RESULT .*$/m);
        sum += JSON.parse(/^RESULT (.*)$/m.exec(device.outText())[1]).position;
        await device.exited;
      }
      return sum;
    },
  },
};
