import Foundation
import Testing

@testable import CommonAlerting

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Messages of the Common Alerting Protocol, held against the structure that the standard (OASIS CAP 1.2, section 3.2 and 3.4) states. The schema itself
/// judges them in Tests/Conformance.
@Suite struct CommonAlertingTests {
    /// Children in the order of the standard, and which of them may be missing.
    private static let structure: [String: [String]] = [
        "alert": [
            "identifier", "sender", "sent", "status", "msgType", "source?", "scope", "restriction?", "addresses?", "code?", "note?", "references?",
            "incidents?", "info?",
        ],
        "info": [
            "language?", "category", "event", "responseType?", "urgency", "severity", "certainty", "audience?", "eventCode?", "effective?", "onset?",
            "expires?", "senderName?", "headline?", "description?", "instruction?", "web?", "contact?", "parameter?", "resource?", "area?",
        ],
        "area": ["areaDesc", "polygon?", "circle?", "geocode?", "altitude?", "ceiling?"], "eventCode": ["valueName", "value"],
        "parameter": ["valueName", "value"], "geocode": ["valueName", "value"],
    ]

    final class Reader: NSObject, XMLParserDelegate {
        var texts: [String: [String]] = [:]
        var faults: [String] = []
        private var path: [(name: String, children: [String])] = []
        private var text = ""

        func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]) {
            if !path.isEmpty { path[path.count - 1].children.append(name) }
            path.append((name, []))
            text = ""
        }
        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            texts[name, default: []].append(text)
            text = ""
            guard let (name, children) = path.popLast(), let wanted = CommonAlertingTests.structure[name] else { return }
            let order = wanted.map { $0.replacing("?", with: "") }
            if children.compactMap(order.firstIndex).count != children.count { faults.append("\(name) has \(children)") }
            let places = children.compactMap(order.firstIndex)
            if places != places.sorted() { faults.append("\(name) is out of order: \(children)") }
            for need in wanted where !need.hasSuffix("?") && children.count(where: { $0 == need }) != 1 { faults.append("\(name) has not one \(need)") }
        }

        static func read(_ xml: String) throws -> Reader {
            let reader = Reader()
            let parser = XMLParser(data: Data(xml.utf8))
            parser.delegate = reader
            try #require(parser.parse(), "no XML: \(xml)")
            return reader
        }
    }

    private static let sent = AlertTime(secondsSince1970: 1_783_643_400)

    private static func whole() -> AlertMessage {
        var message = AlertMessage("A 1,<&-2", from: "county.example/log", sent: sent, status: .exercise, kind: .update, scope: .restricted("演练 <值守> & \"乡镇\""))
        message.references = [
            AlertMessage.Reference("A-1", from: "county.example/log", sent: AlertTime(secondsSince1970: 1_783_639_800)),
            AlertMessage.Reference("A-0", from: "county.example/log", sent: AlertTime(secondsSince1970: 1_783_636_200)),
        ]
        message.note = "模拟"
        message.infos = ["zh-CN", "en-US"].map { language in
            var info = AlertMessage.Info(language, .geological, "地质灾害 </event>", .expected, .severe, .likely)
            info.audience = "monitors"
            info.eventCodes = [AlertMessage.Named("list", "1")]
            (info.effective, info.onset, info.expires) = (sent, sent, AlertTime(secondsSince1970: 1_783_729_800))
            (info.senderName, info.headline, info.description, info.instruction) = ("县", "橙色预警", "雨\u{1}量 \u{FFFE}> 100", "转移")
            info.parameters = [AlertMessage.Named("value", "21.5")]
            var area = AlertMessage.Area("云溪镇")
            area.add(polygon: [(31.0, 109.0), (31.1, 109.0), (31.1, 109.1)].map { AlertMessage.Area.Position(latitude: $0.0, longitude: $0.1) })
            area.add(polygon: [AlertMessage.Area.Position(latitude: 1, longitude: 1)])
            area.circles = [AlertMessage.Area.Circle(AlertMessage.Area.Position(latitude: 31.05, longitude: 109.05), kilometres: 0.5)]
            area.geocodes = [AlertMessage.Named("GB/T 2260", "500238")]
            info.areas = [area]
            return info
        }
        return message
    }

    @Test func aMessageHasTheStructureOfTheStandard() throws {
        let reader = try Reader.read(Self.whole().xml)
        #expect(reader.faults.isEmpty, "\(reader.faults)")
        #expect(reader.texts["identifier"] == ["A1-2"], "what the standard forbids in an identifier is left out")
        #expect(reader.texts["event"]?.first == "地质灾害 </event>" && reader.texts["restriction"] == ["演练 <值守> & \"乡镇\""], "text is no markup")
        #expect(reader.texts["description"]?.first == "雨量 > 100", "what XML cannot contain is left out")
        #expect(reader.texts["polygon"]?.first == "31.0,109.0 31.1,109.0 31.1,109.1 31.0,109.0", "a polygon is closed, and one of a single corner is none")
        #expect(reader.texts["circle"]?.first == "31.05,109.05 0.5")
        let references = "county.example/log,A-1,2026-07-10T07:30:00+08:00 county.example/log,A-0,2026-07-10T06:30:00+08:00"
        #expect(reader.texts["references"] == [references])
    }

    @Test func theLeastMessageIsOneToo() throws {
        let message = AlertMessage("1", from: "x", sent: Self.sent, status: .test, kind: .cancel, scope: .addressed(["a b\"", "c"]))
        let reader = try Reader.read(message.xml)
        #expect(reader.faults.isEmpty, "\(reader.faults)")
        #expect(reader.texts["addresses"] == ["\"a b\" c"] && reader.texts["scope"] == ["Private"])
        let open = AlertMessage("1", from: "x", sent: Self.sent, status: .actual, kind: .alert, scope: .everyone)
        #expect(try Reader.read(open.xml).texts["scope"] == ["Public"])
    }

    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00+00:00"), (1_783_643_400, 480, "2026-07-10T08:30:00+08:00"), (951_782_400, 0, "2000-02-29T00:00:00+00:00"),
        (-1, 0, "1969-12-31T23:59:59+00:00"), (1_767_196_800, -210, "2025-12-31T12:30:00-03:30"), (4_107_542_399, 0, "2100-02-28T23:59:59+00:00"),
        (4_107_542_400, 0, "2100-03-01T00:00:00+00:00"),
    ]) func timesHaveAZoneThatIsNoZ(_ seconds: Int64, _ offset: Int, _ text: String) {
        #expect(AlertTime(secondsSince1970: seconds, offsetMinutes: offset).text == text)
    }

    @Test func aFeedLeadsToItsMessages() throws {
        let feed = AlertFeed("预警 & 提示", id: "urn:x", at: "/cap", [AlertFeed.Entry(Self.whole(), at: "/cap/a/1?x=1&y=\"2\"")])
        let text = feed.xml(now: AlertTime(secondsSince1970: 0))
        let reader = try Reader.read(text)
        #expect(reader.texts["title"] == ["预警 & 提示", "橙色预警"] && reader.texts["updated"] == [Self.sent.text, Self.sent.text])
        #expect(text.contains(#"href="/cap/a/1?x=1&amp;y=&quot;2&quot;""#))
        #expect(try Reader.read(AlertFeed("t", id: "i", at: "/", []).xml(now: Self.sent)).texts["updated"] == [Self.sent.text])
    }
}
