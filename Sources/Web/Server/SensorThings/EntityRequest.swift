import Kernel

/// What is asked about entities: the options of section 9.3.3 of OGC 18-088, also inside `$expand`.
struct EntityRequest: Sendable {
    struct Order: Sendable {
        let way: [String]
        let isDescending: Bool
    }

    struct Expansion: Sendable {
        let navigation: EntitySet.Navigation
        var request: EntityRequest
    }

    var filter: FilterExpression?
    var expansions: [Expansion] = []
    /// nil for everything.
    var selected: Set<String>?
    var order: [Order] = []
    var top: Int?
    var skip = 0
    var isCounted = false
    /// Where the page before ended.
    var after: String?
    var isDataArray = false
    /// The options as they were sent, for the link to the next page.
    var items: [(name: String, value: String)] = []

    static let (pageDefault, pageLimit, skipLimit) = (100, 1000, 100_000)
    private static let (deepest, widest) = (5, 20)

    var limit: Int { min(top ?? EntityRequest.pageDefault, EntityRequest.pageLimit) }

    /// - Parameter depth: how deep in `$expand` it stands.
    init(_ items: [(name: String, value: String)], of set: EntitySet, depth: Int = 0) throws(WebFailure) {
        self.items = items
        var seen: Set<String> = []
        for (name, value) in items {
            guard seen.insert(name).inserted else { throw SensorThingsFault.at(name, "只能出现一次", en: "is given twice") }
            switch name {
            case "$filter":
                do throws(FilterText.Fault) { filter = try FilterText.expression(value, of: set) } catch { throw EntityRequest.wrong(name, error) }
            case "$expand": try expand(value, set, depth)
            case "$select": try select(value, set)
            case "$orderby": try sort(value, set)
            case "$top": top = try EntityRequest.number(name, value, 0...Int.max)
            case "$skip": skip = try EntityRequest.number(name, value, 0...EntityRequest.skipLimit)
            case "$count":
                guard value == "true" || value == "false" else { throw SensorThingsFault.at(name, "应为 true 或 false", en: "must be true or false") }
                isCounted = value == "true"
            case "$skiptoken": after = value
            case "$resultFormat", "resultFormat":
                guard set == .observations, depth == 0, value == "dataArray" else {
                    throw SensorThingsFault.at(name, "只用于测值列表，应为 dataArray", en: "must be dataArray, of a list of Observations")
                }
                isDataArray = true
            default:
                throw SensorThingsFault.at(
                    String(name.prefix(60)), "没有这个参数", en: "is no option here; there are $filter, $expand, $select, $orderby, $top, $skip, $count")
            }
        }
    }

    private static func wrong(_ place: String, _ fault: FilterText.Fault) -> WebFailure { SensorThingsFault.at(place, fault.message, en: fault.message) }

    private static func number(_ name: String, _ text: String, _ range: ClosedRange<Int>) throws(WebFailure) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw SensorThingsFault.at(name, "应为 0 到 \(range.upperBound) 的整数", en: "must be a whole number from 0 to \(range.upperBound)")
        }
        return number
    }

    private mutating func expand(_ text: String, _ set: EntitySet, _ depth: Int) throws(WebFailure) {
        guard text.utf8.count <= FilterText.longest, depth < EntityRequest.deepest else {
            throw SensorThingsFault.at("$expand", "最多 \(EntityRequest.deepest) 层", en: "is nested more than \(EntityRequest.deepest) deep, or too long")
        }
        for part in try EntityRequest.parts(text, ",") {
            let path = part.prefix { $0 != "(" && $0 != "/" }
            guard let navigation = set.navigation(String(path).bare) else {
                throw SensorThingsFault.at(
                    "$expand", "\(set.single) 没有“\(path.prefix(60))”",
                    en: "\(set.single) has no “\(path.prefix(60))”; it has \(set.navigations.map(\.name).joined(separator: ", "))")
            }
            var items: [(name: String, value: String)] = []
            let rest = part.dropFirst(path.count)
            if rest.hasPrefix("/") {
                items = [("$expand", String(rest.dropFirst()))]
            } else if rest.hasPrefix("(") {
                guard rest.hasSuffix(")") else { throw SensorThingsFault.at("$expand", "括号不配对", en: "“)” is missing") }
                for option in try EntityRequest.parts(String(rest.dropFirst().dropLast()), ";") {
                    let pair = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                    guard pair.count == 2 else {
                        throw SensorThingsFault.at("$expand", "“\(option.prefix(60))”应为 名称=值", en: "“\(option.prefix(60))” must be name=value")
                    }
                    items.append((String(pair[0]).bare, String(pair[1])))
                }
            }
            let request = try EntityRequest(items, of: navigation.target, depth: depth + 1)
            // `Datastreams/Sensor,Datastreams/ObservedProperty` expands both.
            if let known = expansions.firstIndex(where: { $0.navigation == navigation }), rest.hasPrefix("/") {
                expansions[known].request.expansions += request.expansions
            } else {
                guard !expansions.contains(where: { $0.navigation == navigation }), expansions.count < EntityRequest.widest else {
                    throw SensorThingsFault.at("$expand", "“\(navigation.name)”重复", en: "“\(navigation.name)” is given twice")
                }
                expansions.append(Expansion(navigation: navigation, request: request))
            }
        }
    }

    private mutating func select(_ text: String, _ set: EntitySet) throws(WebFailure) {
        var names: Set<String> = []
        for part in text.split(separator: ",").prefix(50) {
            let name = String(part).bare
            guard ["id", "@iot.id", "@iot.selfLink"].contains(name) || set.navigation(name) != nil || set.properties.contains(where: { $0.name == name }) else {
                throw SensorThingsFault.at(
                    "$select", "\(set.single) 没有“\(name.prefix(60))”",
                    en: "\(set.single) has no “\(name.prefix(60))”; it has \((["id"] + set.properties.map(\.name)).joined(separator: ", "))")
            }
            names.insert(name == "@iot.id" ? "id" : name)
        }
        guard !names.isEmpty else { throw SensorThingsFault.at("$select", "不能为空", en: "must not be empty") }
        selected = names
    }

    private mutating func sort(_ text: String, _ set: EntitySet) throws(WebFailure) {
        for part in text.split(separator: ",").prefix(10) {
            let words = part.split(separator: " ")
            guard let way = words.first, words.count == 1 || words.count == 2 && ["asc", "desc"].contains(words[1]) else {
                throw SensorThingsFault.at("$orderby", "应为 属性 asc 或 属性 desc", en: "must be a property, and perhaps asc or desc")
            }
            do throws(FilterText.Fault) {
                order.append(Order(way: try EntityWay.checked(String(way), from: set), isDescending: words.last == "desc"))
            } catch { throw EntityRequest.wrong("$orderby", error) }
        }
    }

    /// The parts of a text between signs that stand in no brackets and in no quotes.
    private static func parts(_ text: String, _ sign: Character) throws(WebFailure) -> [String] {
        var (found, part, open, isQuoted): ([String], String, Int, Bool) = ([], "", 0, false)
        for character in text {
            if character == "'" { isQuoted.toggle() }
            if !isQuoted, character == "(" { open += 1 }
            if !isQuoted, character == ")" { open -= 1 }
            guard open >= 0 else { break }
            if character == sign, open == 0, !isQuoted {
                found.append(part)
                part = ""
            } else {
                part.append(character)
            }
        }
        guard open == 0, !isQuoted else { throw SensorThingsFault.at("$expand", "括号或引号不配对", en: "has a bracket or quote without its other half") }
        return (found + [part]).map(\.bare).filter { !$0.isEmpty }
    }

    /// The same question for the page that begins elsewhere, as a query.
    func query(skip: Int? = nil, after: String? = nil) -> String {
        var next = items.filter { $0.name != "$skip" && $0.name != "$skiptoken" }
        if let skip { next.append(("$skip", "\(skip)")) }
        if let after { next.append(("$skiptoken", after)) }
        return next.map { "\(Address.escaped($0.name))=\(Address.escaped($0.value))" }.joined(separator: "&")
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var bare: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
