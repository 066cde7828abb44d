import Cryptography
import Foundation
import Ledger
import Operations
import Testing

@Suite struct ConfigurationTests {
    @Test func theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
        var configuration = Configuration()
        #expect(
            configuration.take(file: "\u{FEFF}port = 1\r\nhost = a # ours\r\n\r\n# county = x\n  county =  彭水  \ndatabase=postgres://u:p#w@h/n", named: "f")
                .isEmpty)
        #expect(configuration.port == 1 && configuration.host == "a" && configuration.county == "彭水" && configuration.database == "postgres://u:p#w@h/n")
        #expect(configuration.take(environment: ["SHANHE_PORT": "2", "SHANHE_LEDGER_KEY": "k", "SHANHE_OTHER": "?", "PORT": "9"]).isEmpty)
        #expect(configuration.port == 2 && configuration.host == "a" && configuration.ledgerKey == "k")
        #expect(configuration.set("port", "3", at: "--port").isEmpty)
        #expect(configuration.port == 3)
    }

    @Test func allFaultsAreNamedAtOnceWithTheirPlaces() {
        var configuration = Configuration()
        let faults = configuration.take(
            file: "port = 0\nno equals\nprot = 1\nregion = 50011\nbehind-proxy = maybe\nhost =\nlog-level = loud", named: "shanhe.conf")
        #expect(faults.map(\.place) == (1...7).map { "shanhe.conf, line \($0)" })
        #expect(faults[2].reason.contains("prot") && faults[2].reason.contains("port"))
        #expect(configuration == Configuration(), "what is wrong changes nothing")
        #expect(configuration.take(environment: ["SHANHE_PORT": "x"]).map(\.place) == ["environment, SHANHE_PORT"])
        #expect(configuration.set("upload-megabytes", "2001", at: "--upload-megabytes").count == 1)
    }

    @Test func theBrokerOfMessagesIsReadAndWhatCannotBeIsNamed() {
        var configuration = Configuration()
        #expect(configuration.messages == nil && configuration.messageTopics.map(\.description) == ["+/#:1"])
        let text = "mqtt = mqtts://broker.example\nmqtt-topics = rain/#:1, site/+/level:0,#\nmqtt-user = shanhe\nmqtt-password = secret.file"
        #expect(configuration.take(file: text, named: "f") == [])
        #expect(configuration.messages?.description == "mqtts://broker.example:8883" && configuration.messages?.isSecure == true)
        #expect(configuration.messageTopics.map(\.description) == ["rain/#:1", "site/+/level:0", "+/#:1"])
        #expect(configuration.messageFault == nil)
        for (name, value) in [
            ("mqtt", "broker"), ("mqtt", "http://a"), ("mqtt", "mqtt://"), ("mqtt", "mqtt://a:0"), ("mqtt", "mqtt://u:p@a"), ("mqtt-topics", "a:2"),
            ("mqtt-topics", "a,,b"),
        ] {
            #expect(configuration.set(name, value, at: "x").count == 1, "\(value)")
        }
        #expect(Configuration.MessageSource("mqtt://[::1]:1884")?.description == "mqtt://[::1]:1884")
        _ = configuration.set("mqtt-user", "none", at: "x")
        #expect(configuration.messageFault == "mqtt-password is given without mqtt-user")
    }

    @Test(arguments: 0..<50) func theTextOfAConfigurationGivesItBack(_ seed: UInt64) {
        var (chance, configuration) = (Chance(seed), Configuration())
        for setting in Configuration.settings {
            let value = String((0..<(1 + chance.below(8))).map { _ in chance.pick(Array("ab1# =/县\t\n\"\\")) })
            for value in [value, chance.pick(["yes", "no", "true"]), "\(chance.below(100_000))", "500114"] {
                _ = configuration.set(setting.name, value, at: "x")
            }
            if chance.below(2) == 0 { _ = configuration.set(setting.name, value, at: "x") }
        }
        var again = Configuration()
        #expect(again.take(file: configuration.text, named: "f") == [])
        #expect(again == configuration)
    }

    @Test func aKeyFileIsMadeOnceForItsOwnerOnlyAndRefusedWhereItDoesNotFit() throws {
        let folder = try World.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/ledger.key"
        let key = try KeyFile.signer(at: path, origin: "log.example/a").verifier.description
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try KeyFile.signer(at: path, origin: "log.example/a").verifier.description == key, "made once")
        #expect(throws: KeyFile.Fault.self) { try KeyFile.signer(at: path, origin: "log.example/b") }
        for rights in [0o644, 0o640, 0o602] {
            try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
            #expect(throws: KeyFile.Fault.self) { try KeyFile.signer(at: path, origin: "log.example/a") }
        }
        #expect(throws: KeyFile.Fault.self) { try KeyFile.signer(at: folder + "/none/ledger.key", origin: "log.example/a") }
        let sealing = try KeyFile.sealingKey(at: folder + "/sealing.key").bytes
        #expect(try KeyFile.sealingKey(at: folder + "/sealing.key").bytes == sealing)
        try Data("not a key".utf8).write(to: URL(fileURLWithPath: folder + "/bad.key"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder + "/bad.key")
        #expect(throws: KeyFile.Fault.self) { try KeyFile.sealingKey(at: folder + "/bad.key") }
        #expect(throws: KeyFile.Fault.self) { try KeyFile.signer(at: folder + "/bad.key", origin: "log.example/a") }
    }
}
