import HTTPTypes
import Kernel

/// An alert as a message of the Common Alerting Protocol (OASIS CAP 1.2, 2010-07-01; ITU-T X.1303 bis), in Chinese and English.
///
/// | method | address | what |
/// |---|---|---|
/// | GET | `/cap/{id}` | one alert: `Alert` as it was raised, `Update` when people have taken it up, `Cancel` when it is over |
///
/// Simulated alerts are exercises. They are for those who have to act (`Restricted`): what the public hears is for people to decide.
struct AlertRoutes: Sendable {
    let core: WebCore

    func add(to routes: inout Routes) { routes.on(.get, "/cap/{id}", .api, one) }

    @Sendable private func one(_ call: Call) async throws -> Answer {
        let kind = RecordName.of(Alert.self)
        let desk = core.desk(call)
        let alert = Row<Alert>(try await desk.record(try call.recordID(0, of: kind), in: kind))
        let names = try? await desk.rows(RegionName.self, order: .oldestFirst, limit: 1) { $0.code == alert.meta.region }
        let event = core.catalog.label(ofRule: alert.rule) ?? Label(alert.rule, en: alert.rule)
        let message = AlertMessage(
            alert: alert, event: event, sender: call.host ?? core.configuration.host, place: names?.first?.name ?? alert.meta.region.code)
        var answer = Answer(fields: SecurityFields.apiWithoutBody, body: .bytes(Array(message.xml.utf8)))
        answer.fields[.contentType] = "application/cap+xml; charset=utf-8"
        return answer
    }
}

struct AlertMessage {
    let alert: Row<Alert>
    let event: Label
    let sender: String
    let place: String

    var xml: String {
        var lines = [#"<?xml version="1.0" encoding="UTF-8"?>"#, #"<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">"#]
        lines.append(Self.element("identifier", identifier(alert.meta.version)))
        lines.append(Self.element("sender", name))
        lines.append(Self.element("sent", Self.time(isOver ? alert.endedAt ?? alert.meta.updatedAt : alert.meta.updatedAt)))
        lines.append(Self.element("status", alert.meta.isSimulated ? "Exercise" : "Actual"))
        lines.append(Self.element("msgType", isOver ? "Cancel" : alert.meta.version > 1 ? "Update" : "Alert"))
        lines += [Self.element("scope", "Restricted"), Self.element("restriction", alert.role)]
        if alert.meta.version > 1 { lines.append(Self.element("references", "\(name),\(identifier(1)),\(Self.time(alert.meta.createdAt))")) }
        lines += info("zh-CN", event.chinese, alert.level.label.chinese + "预警：", alert.reason)
        lines += info("en-US", event.english, "\(alert.level.label.english) alert: ", alert.reasonInEnglish)
        lines.append("</alert>")
        return lines.joined(separator: "\n") + "\n"
    }

    private var isOver: Bool { alert.endedAt != nil }
    private func identifier(_ version: Int) -> String { "\(alert.id.text)-\(version)" }
    /// Without what separates the parts of a reference.
    private var name: String { String(sender.filter { !$0.isWhitespace && $0 != "," && $0 != "<" && $0 != "&" }) }

    private func info(_ language: String, _ event: String, _ level: String, _ reason: String) -> [String] {
        let urgency: [Alert.Level: String] = [.red: "Immediate", .orange: "Immediate", .yellow: "Expected", .blue: "Future"]
        let severity: [Alert.Level: String] = [.red: "Extreme", .orange: "Severe", .yellow: "Moderate", .blue: "Minor"]
        var lines = ["<info>", Self.element("language", language), Self.element("category", "Other"), Self.element("event", event)]
        lines.append(Self.element("urgency", isOver ? "Past" : urgency[alert.level] ?? "Unknown"))
        lines.append(Self.element("severity", severity[alert.level] ?? "Unknown"))
        lines.append(Self.element("certainty", "Observed"))
        lines.append(Self.element("onset", Self.time(alert.meta.createdAt)))
        lines.append(Self.element("headline", level + alert.subjectTitle))
        lines.append(Self.element("description", reason))
        for (name, value) in [("value", "\(alert.value)"), ("threshold", "\(alert.threshold)"), ("rule", alert.rule)] {
            lines.append("<parameter>" + Self.element("valueName", name) + Self.element("value", value) + "</parameter>")
        }
        lines.append("<area>" + Self.element("areaDesc", place))
        lines.append("<geocode>" + Self.element("valueName", "GB/T 2260") + Self.element("value", alert.meta.region.code) + "</geocode></area>")
        return lines + ["</info>"]
    }

    /// Without fractions of a second, and with a zone that is no Z, as CAP asks.
    private static func time(_ moment: Instant) -> String { String(moment.description.prefix(19)) + "+08:00" }

    private static func element(_ name: String, _ text: String) -> String {
        let safe = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            // What no document of XML 1.0 can contain.
            case _ where scalar.value < 32 && ![9, 10, 13].contains(scalar.value) || [0xFFFE, 0xFFFF].contains(scalar.value): ""
            default: String(scalar)
            }
        }
        return "<\(name)>\(safe.joined())</\(name)>"
    }
}
