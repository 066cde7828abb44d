import Cryptography
import InstrumentSharing
@testable import Kernel
@testable import Operations
import Synchronization
import Testing

/// What may go wrong around webhooks costs no message: a store that has too much to do, a receiver that is away, a crowd of other alerts, a lost key.
@Suite struct WebhookTroubleTests {
    /// A store that refuses one question, after the next write.
    private final class BusyStore: Store {
        private enum Mood { case ready, busyAfterWrite, busy }
        private let base: any Store
        private let mood = Mutex(Mood.ready)
        init(_ base: any Store) { self.base = base }
        func refuseOnceAfterTheNextWrite() { mood.withLock { $0 = .busyAfterWrite } }

        func read<Result: Sendable>(_ body: @escaping @Sendable (any StoreReader) throws -> Result) async throws -> Result {
            let isBusy = mood.withLock { mood in
                defer { if mood == .busy { mood = .ready } }
                return mood == .busy
            }
            if isBusy { throw StoreError.busy }
            return try await base.read(body)
        }
        func write<Result: Sendable>(_ body: @escaping @Sendable (any StoreWriter) throws -> Result) async throws -> Result {
            let result = try await base.write(body)
            mood.withLock { if $0 == .busyAfterWrite { $0 = .busy } }
            return result
        }
        func prepare(_ schemas: [Schema], steps: [MigrationStep]) async throws(StoreError) { try await base.prepare(schemas, steps: steps) }
        func drop(_ kinds: [String], dependents: [(kind: String, column: String)]) async throws(StoreError) {
            try await base.drop(kinds, dependents: dependents)
        }
        func backUp(to path: String) async throws(StoreError) { try await base.backUp(to: path) }
        func close() async { await base.close() }
    }

    @Test(arguments: Database.available) func aMomentOfTooMuchWorkCostsNoMessage(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (network, store) = (WebhookNetwork(), BusyStore(world.store))
            let webhooks = network.webhooks(try Engine([.instrumentSharing], store: store, context: world.time.context))
            try await world.receiver()
            try await world.alert()
            network.answer(nil)
            try await webhooks.run()
            world.time.advance(seconds: 31)
            // The claim is written; then the record cannot be read.
            store.refuseOnceAfterTheNextWrite()
            try await webhooks.run()
            let delivery = try #require(try await world.deliveries().first)
            #expect(delivery.attempts == 2 && network.sent.count == 1, "the store was not busy")
            #expect(delivery.state == .waiting, "given up: \(delivery.answer ?? "")")
            world.time.advance(seconds: 61)
            try await webhooks.run()
            #expect(try await world.deliveries().map(\.state) == [.delivered])
        }
    }

    @Test(arguments: Database.available) func whoIsAwayKeepsNobodyElseWaiting(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            network.state.withLock {
                $0.addresses["away.example"] = ["93.184.216.35"]
                $0.away = ["away.example"]
            }
            try await world.receiver("https://away.example/in")
            try await world.receiver()
            let webhooks = network.webhooks(world)
            let raised = try await world.alerts(3)
            try await webhooks.run()
            #expect(network.attempts("receiver.example") == raised.count)
            #expect(network.attempts("away.example") == 1, "who did not answer was asked again at once, though it takes until a time is over each time")
            // Back again, it is sent all that waits.
            network.state.withLock { $0.away = [] }
            world.time.advance(seconds: 31)
            try await webhooks.run()
            #expect(network.attempts("away.example") == 1 + raised.count)
            #expect(try await world.deliveries().allSatisfy { $0.state == .delivered })
        }
    }

    /// More alerts than are looked at by when they were raised; and the program was not there when the first one ended.
    @Test(arguments: Database.available) func theEndOfAnAlertIsToldHoweverManyCameAfterIt(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            try await world.receiver()
            let raised = try await world.alert()
            try await network.webhooks(world).run()
            _ = try await world.alerts(501, isSimulated: true)
            try await world.end(raised)
            try await network.webhooks(world).run()
            let bodies = network.sent.map { String(decoding: $0.body, as: UTF8.self) }
            #expect(bodies.count == 2 && bodies.last?.contains("<msgType>Cancel</msgType>") == true, "the alert stands for ever at the receiver")
        }
    }

    @Test(arguments: Database.available) func whoIsToldMoreFromNowOnHearsWhatTheyMissed(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            let receiver = try await world.receiver { $0.level = .red }
            let webhooks = network.webhooks(world)
            try await world.alert(.orange)
            try await webhooks.run()
            #expect(network.sent.isEmpty)
            _ = try await world.admin.together { changes in try changes.update(receiver.reference) { $0.level = .blue } }
            try await webhooks.run()
            try await webhooks.run()
            #expect(network.sent.count == 1)
        }
    }

    @Test(arguments: Database.available) func aSecretLiesSealedInTheDatabase(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            let key = try SealingKey(bytes: [UInt8](repeating: 7, count: 32))
            let receiver = try await world.receiver()
            let webhooks = network.webhooks(world, key: key)
            try await webhooks.run()
            let stored = try #require(try await world.program.row(receiver.reference).secret)
            #expect(stored.hasPrefix("sealed:") && !stored.contains(WebhookNetwork.secret.dropFirst(6)))
            #expect(try await world.ask("SELECT \"secret\" FROM \"webhookReceiver\"").joined().contains(WebhookNetwork.secret) == false)
            try await world.alert()
            try await webhooks.run()
            #expect(try await world.program.row(receiver.reference).secret == stored, "it was sealed once more")
            let (request, delivery) = (try #require(network.sent.first), try #require(try await world.deliveries().first))
            let fields = Dictionary(uniqueKeysWithValues: request.fields.map { ($0.name, $0.value) })
            let seconds = try #require(fields["webhook-timestamp"].flatMap { Int64($0) })
            let signed = WebhookSignature.fields(id: delivery.id.text, seconds: seconds, body: request.body, secret: WebhookNetwork.secret)
            #expect(fields["webhook-signature"] == signed.last?.value)
            // With another key nothing is sent that nobody could check.
            try await world.alert()
            try await network.webhooks(world, key: try SealingKey(bytes: [UInt8](repeating: 8, count: 32))).run()
            #expect(try await world.deliveries().last?.state == .dead && network.sent.count == 1)
        }
    }
}
