import Foundation
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

@testable import Kernel
@testable import Web

/// Alerts as messages of the Common Alerting Protocol.
@Suite struct AlertMessageTests {
    /// The order in which CAP 1.2 wants the elements that we use.
    private static let order = ["identifier", "sender", "sent", "status", "msgType", "scope", "restriction", "references", "info", "info"]
    private static let infoOrder = [
        "language", "category", "event", "urgency", "severity", "certainty", "effective", "onset", "headline", "description", "parameter", "parameter",
        "parameter", "area",
    ]

    private final class Reader: NSObject, XMLParserDelegate {
        var children: [String: [String]] = [:]
        var texts: [String: [String]] = [:]
        private var path: [String] = []
        private var text = ""
        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
        ) {
            children[path.last ?? "", default: []].append(name)
            path.append(name)
            text = ""
        }
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            texts[name, default: []].append(text)
            text = ""
            path.removeLast()
        }
    }

    @Test func anAlertIsAMessageThatReadersOfTheStandardTake() async throws {
        let house = try await ServerHouse()
        var draft = Draft<Alert>()
        (draft.rule, draft.level, draft.role, draft.recordKind, draft.subject) = ("R-x", .orange, "all", "parcel", "1")
        (draft.subjectTitle, draft.reason, draft.reasonInEnglish) = ("北坡 <3> & 南坡", "位移超限", "moves")
        (draft.value, draft.threshold) = (21.5, 20)
        let program = house.engine.desk(for: .system(in: Region("500114")))
        let alert = try await program.make(draft.submission)
        func message() async throws -> Reader {
            let reply = try await house.send(.get, "/cap/alert/\(alert.meta.id.text)", as: "administrator")
            #expect(reply.status == 200 && reply.field("Content-Type").hasPrefix("application/cap+xml"), "\(reply.text)")
            let reader = Reader()
            let parser = XMLParser(data: Data(reply.text.utf8))
            parser.delegate = reader
            #expect(parser.parse(), "\(reply.text)")
            return reader
        }
        let raised = try await message()
        #expect(raised.children["alert"] == Self.order.filter { $0 != "references" } && raised.children["info"] == Self.infoOrder + Self.infoOrder)
        #expect(raised.texts["msgType"] == ["Alert"] && raised.texts["severity"] == ["Severe", "Severe"] && raised.texts["status"] == ["Actual"])
        #expect(raised.texts["headline"]?.first == "橙色预警：北坡 <3> & 南坡" && raised.texts["language"] == ["zh-CN", "en-US"])
        let time = try #require(raised.texts["sent"]?.first)
        #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+]08:00/) != nil, "\(time)")
        var end = Draft<Alert>()
        end.endedAt = .some(house.engine.context.now())
        _ = try await program.set(alert.meta.id, end.submission)
        let over = try await message()
        #expect(over.children["alert"] == Self.order && over.texts["msgType"] == ["Cancel"] && over.texts["urgency"] == ["Past", "Past"])
        #expect(over.texts["references"]?.first?.contains(try #require(raised.texts["identifier"]?.first)) == true)
        #expect(try await house.send(.get, "/cap/alert/\(alert.meta.id.text)", as: "none").status != 200)
    }

    /// More than a feed has were raised since; the end of the first one is news all the same.
    @Test func theFeedTellsOfTheEndOfAnOldAlert() async throws {
        let house = try await ServerHouse()
        let program = house.engine.desk(for: .system(in: Region("500114")))
        func raise(_ count: Int) async throws -> [Row<Alert>] {
            try await program.together { changes in
                try (1...count).map { number in
                    var draft = Draft<Alert>()
                    (draft.rule, draft.level, draft.role, draft.recordKind, draft.subject) = ("R-x", .orange, "all", "parcel", "\(number)")
                    (draft.subjectTitle, draft.reason, draft.reasonInEnglish) = ("北坡", "位移超限", "moves")
                    (draft.value, draft.threshold) = (21.5, 20)
                    return try changes.create(draft)
                }
            }
        }
        let old = try await raise(1)[0]
        _ = try await raise(100)
        func feed() async throws -> String {
            let reply = try await house.send(.get, "/cap", as: "administrator")
            #expect(reply.status == 200)
            return reply.text
        }
        #expect(try await feed().components(separatedBy: "<entry>").count == 101)
        let now = house.engine.context.now()
        _ = try await program.together { changes in try changes.update(old.reference) { $0.endedAt = .some(now) } }
        let text = try await feed()
        #expect(text.contains("/cap/alert/\(old.id.text)") && text.contains("term=\"Cancel\""), "whoever reads the feed takes it to be in force")
        #expect(text.components(separatedBy: "<entry>").count == 101)
    }
}
