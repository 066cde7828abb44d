@testable import Kernel
@testable import Operations
import Synchronization
import Testing

/// Alerts leave the house: to whom, how often, signed how, and never to where they must not go.
@Suite struct WebhookTests {
    @Test(arguments: Database.available) func anAlertIsDeliveredOnceAndSigned(_ database: Database) async throws {
        try await withWorld(database) { world in
            let (network, receiver) = (WebhookNetwork(), try await world.receiver())
            let webhooks = network.webhooks(world)
            let raised = try await world.alert()
            try await webhooks.run()
            try await webhooks.run()
            let delivery = try #require(try await world.deliveries().first)
            #expect(network.sent.count == 1 && delivery.state == .delivered && delivery.status == 200 && delivery.attempts == 1)
            #expect(delivery.receiver == receiver.reference && delivery.answer == "说 200" && delivery.subject == raised.id.text)
            let request = try #require(network.sent.first)
            let text = String(decoding: request.body, as: UTF8.self)
            #expect(request.address == "https://receiver.example/in" && request.host.description == "93.184.216.34")
            for part in ["<msgType>Alert</msgType>", "<sender>county.example/log</sender>", "<status>Actual</status>"] {
                #expect(text.contains(part), "\(text)")
            }
            let fields = Dictionary(uniqueKeysWithValues: request.fields.map { ($0.name, $0.value) })
            let seconds = try #require(fields["webhook-timestamp"].flatMap { Int64($0) })
            let signed = WebhookSignature.fields(id: delivery.id.text, seconds: seconds, body: request.body, secret: WebhookNetwork.secret)
            #expect(fields["webhook-id"] == delivery.id.text && fields["webhook-signature"] == signed.last?.value)
            // Its end is another message, which takes the place of the first.
            try await world.end(raised)
            try await webhooks.run()
            let end = String(decoding: try #require(network.sent.last).body, as: UTF8.self)
            #expect(network.sent.count == 2 && end.contains("<msgType>Cancel</msgType>") && end.contains("<references>county.example/log,\(raised.id.text)-"))
        }
    }

    /// Standard Webhooks 1.0: the example that its libraries are tested with.
    @Test func theSignatureIsThatOfTheStandard() {
        let fields = WebhookSignature.fields(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330, body: Array(#"{"test": 2432232314}"#.utf8), secret: WebhookNetwork.secret)
        #expect(fields.map(\.value) == ["msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="])
    }

    @Test(arguments: Database.available) func whoIsNotThereIsTriedWithPausesAndThenGivenUpBeforeTheAdministrators(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            try await world.receiver()
            let webhooks = network.webhooks(world)
            network.answer(nil, 500, 503, 429, nil, 404, 500, 500)
            _ = try await world.alert()
            for (number, pause) in ([0] + Webhooks.pauses).enumerated() {
                if pause > 2 {
                    world.time.advance(seconds: pause - 2)
                    try await webhooks.run()
                    #expect(network.sent.count == number, "attempt \(number + 1) came before its pause of \(pause) s was over")
                    world.time.advance(seconds: 2)
                }
                try await webhooks.run()
                #expect(network.sent.count == number + 1)
            }
            var delivery = try #require(try await world.deliveries().first)
            #expect(delivery.state == .dead && delivery.attempts == 8 && delivery.status == 500)
            let items = try await world.program.all(WorkItem.self) { $0.subject == delivery.id.text }
            #expect(items.map(\.role) == ["administrator"], "the administrators are not told")
            // They have it sent again.
            delivery = try await world.admin.move(delivery, step: "resend")
            try await webhooks.run()
            #expect(try await world.deliveries().map(\.state) == [.delivered] && network.sent.count == 9)
            #expect(try await world.program.all(WorkItem.self) { $0.subject == delivery.id.text }.isEmpty)
        }
    }

    @Test(arguments: Database.available) func aMessageThatIsOverIsNotSentLate(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            try await world.receiver()
            let webhooks = network.webhooks(world)
            network.answer(nil, 200)
            let raised = try await world.alert()
            try await webhooks.run()
            world.time.advance(seconds: 60)
            try await world.end(raised)
            try await webhooks.run()
            #expect(try await world.deliveries().map(\.state) == [.dropped, .delivered], "an alert was sent after it was cancelled")
            #expect(network.sent.count == 2)
        }
    }

    @Test(arguments: Database.available) func onlyWhatWasAskedForIsSent(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            let webhooks = network.webhooks(world)
            _ = try await world.alert(.red)
            // Who came later is not told of what was before; who is not active, or asked for other kinds or higher levels, of nothing.
            try await world.receiver { $0.level = .orange }
            try await world.receiver { $0.isActive = false }
            try await world.receiver { $0.kinds = .some(["hazardWarning"]) }
            try await webhooks.run()
            #expect(network.sent.isEmpty)
            _ = try await world.alert(.yellow)
            _ = try await world.alert(.red, isSimulated: true)
            try await webhooks.run()
            #expect(network.sent.isEmpty, "what is made up, or below the level, was sent")
            try await world.receiver { $0.takesExercises = true }
            _ = try await world.alert(.red, isSimulated: true)
            try await webhooks.run()
            #expect(network.sent.count == 1 && String(decoding: network.sent[0].body, as: UTF8.self).contains("<status>Exercise</status>"))
        }
    }

    @Test(arguments: Database.available) func addressesInsideAreRefusedUnlessTheyAreAllowed(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            network.state.withLock { $0.addresses["inside.example"] = ["93.184.216.34", "10.1.2.3"] }
            try await world.receiver("http://inside.example/")
            try await world.receiver("http://[::1]:8080/")
            _ = try await world.alert()
            try await network.webhooks(world).run()
            let refused = try await world.deliveries()
            #expect(network.sent.isEmpty && refused.map(\.state) == [.dead, .dead])
            #expect(Set(refused.compactMap(\.answer).map { $0.prefix(8) }) == ["拒绝发往内网地址"])
            for delivery in refused { _ = try await world.admin.move(delivery, step: "resend") }
            try await network.webhooks(world, allowed: ["10.0.0.0/8", "::1"]).run()
            #expect(network.sent.count == 2)
        }
    }

    @Test(arguments: Database.available) func redirectsAndGoneEndIt(_ database: Database) async throws {
        try await withWorld(database) { world in
            let network = WebhookNetwork()
            try await world.receiver()
            network.answer(302)
            _ = try await world.alert()
            let webhooks = network.webhooks(world)
            try await webhooks.run()
            network.answer(410)
            _ = try await world.alert()
            try await webhooks.run()
            #expect(try await world.deliveries().map(\.state) == [.dead, .dead] && network.sent.count == 2)
        }
    }

    @Test func whoMayNotConfigureDeclaresNoReceiver() async throws {
        try await withWorld(.sqlite) { world in
            let clerk = world.desk("clerk", Role("clerk", "文员", Grant([.read, .create], WebhookReceiver.self)))
            var draft = Draft<WebhookReceiver>()
            (draft.name, draft.address, draft.secret) = ("x", "https://receiver.example", .some(WebhookNetwork.secret))
            let entered = draft
            await #expect(throws: Refusal.self) { try await clerk.create(entered) }
            for address in ["ftp://x", "https://", "https://user@host/", "https://a b", "http:///x", "https://host:99999/", "http://[::1/"] {
                await #expect(throws: Refusal.self, "\(address) was taken") { try await world.receiver(address) }
            }
            await #expect(throws: Refusal.self, "a short secret was taken") { try await world.receiver { $0.secret = .some("short") } }
        }
    }

    @Test(arguments: [
        ("93.184.216.34", true), ("8.8.8.8", true), ("10.0.0.1", false), ("100.64.0.1", false), ("127.0.0.1", false), ("0.0.0.0", false),
        ("169.254.169.254", false),
        ("172.15.0.1", true), ("172.31.255.255", false), ("172.32.0.1", true), ("192.168.1.1", false), ("224.0.0.1", false), ("255.255.255.255", false),
        ("2606:2800:220:1::1", true), ("::1", false), ("::", false), ("fe80::1", false), ("fd00::1", false), ("ff02::1", false), ("::ffff:10.0.0.1", false),
        ("::ffff:8.8.8.8", true), ("64:ff9b::7f00:1", false), ("64:ff9b::808:808", true), ("2002:c0a8:101::1", false), ("2001:db8::1", false),
    ]) func anAddressIsOfTheWorldOrNot(_ text: String, _ isGlobal: Bool) throws {
        #expect(try #require(NetworkAddress(text)).isGlobal == isGlobal)
    }

    private static let noAddresses = [
        "1.2.3", "1.2.3.256", "010.0.0.1", "1.2.3.4.5", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "12345::", "g::1", "", "1.2.3.4 ",
    ]

    @Test(arguments: noAddresses) func whatIsNoAddressIsNone(_ text: String) { #expect(NetworkAddress(text) == nil) }

    @Test func addressesOfTheWebAreTakenApart() throws {
        let plain = try #require(WebhookAddress("http://receiver.example:8081/in?x=1#part"))
        #expect(plain.host == "receiver.example" && plain.authority == "receiver.example:8081" && plain.target == "/in?x=1" && !plain.isSecure)
        #expect(plain.at(try #require(NetworkAddress("192.0.2.7"))) == "http://192.0.2.7:8081/in?x=1")
        let six = try #require(WebhookAddress("https://[2001:db8::1]:444"))
        #expect(six.host == "2001:db8::1" && six.target == "/")
        #expect(six.at(try #require(NetworkAddress("2001:db8::2"))) == "https://[2001:db8:0:0:0:0:0:2]:444/")
        for text in ["gopher://x/", "http://", "http://a@b/", "http://a:99999/", "http://[::1/"] { #expect(WebhookAddress(text) == nil, "\(text)") }
        #expect(NetworkAddress.Network("10.1.0.0/16")?.contains(try #require(NetworkAddress("10.1.255.1"))) == true)
        #expect(NetworkAddress.Network("10.1.0.0/33") == nil && NetworkAddress.Network("x/8") == nil)
    }
}
