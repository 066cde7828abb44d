import Kernel

/// Answers what is asked about entities: which of them, in which order, how many.
struct EntityQuestion {
    let book: EntityBook

    /// Where entities are asked for.
    enum Scope: Sendable {
        case set(EntitySet)
        case from(Entity, EntitySet.Navigation)

        var set: EntitySet {
            switch self {
            case .set(let set): set
            case .from(_, let navigation): navigation.target
            }
        }
    }

    struct Page {
        var entities: [Entity] = []
        /// The query of the next page.
        var next: String?
        var count: Int?
    }

    /// As many as are sorted, and as many as are looked at for one page before it ends with a link to the next one.
    static let (mostSorted, mostForPage) = (20_000, 20_000)

    func page(_ scope: Scope, _ request: EntityRequest) async throws -> Page {
        let range = range(scope.set, request)
        if case .set(let set) = scope, let id = only(request.filter, set) { return try await page(of: id, set, request) }
        let sources = try await sources(scope, range)
        var isInOrder = request.order.isEmpty
        if !isInOrder, sources.count == 1 { isInOrder = try await isByTime(sources[0], request) }
        var page = isInOrder ? try await inOrder(sources, request) : try await sorted(sources, request)
        if request.isCounted, page.count == nil { page.count = try await count(sources, request) }
        return page
    }

    private func sources(_ scope: Scope, _ range: EntityBook.ValueRange) async throws -> [EntityList.Source] {
        switch scope {
        case .set(let set): try await book.sources(of: set, range)
        case .from(let entity, let navigation): try await book.sources(from: entity, navigation, range)
        }
    }

    /// A filter that names one entity needs no list.
    private func only(_ filter: FilterExpression?, _ set: EntitySet) -> String? {
        guard case .compare(.eq, .path(let way), .value(.text(let id)))? = filter, way == ["id"] || way == ["@iot.id"] else { return nil }
        return id
    }

    private func page(of id: String, _ set: EntitySet, _ request: EntityRequest) async throws -> Page {
        var page = Page()
        do {
            if let id = EntityID(id, in: set) { page.entities = [try await book.entity(id, in: set)] }
        } catch let failure where WebFailure(failure).status == 404 {
            page.entities = []
        }
        if request.isCounted { page.count = page.entities.count }
        if request.skip > 0 || request.limit == 0 { page.entities = [] }
        return page
    }

    // MARK: what the filter says of time

    /// Whether the values of a source come in the order that is asked for: they are kept in that of their own times.
    private func isByTime(_ source: EntityList.Source, _ request: EntityRequest) async throws -> Bool {
        guard request.order.count == 1, case .values(let stream, _, _, _) = source, let name = stream.stream else { return false }
        switch request.order[0].way {
        case ["phenomenonTime"]: return true
        case ["resultTime"]: return try await !book.hasDelays(name)
        default: return false
        }
    }

    /// The values that can fulfil a filter: it is asked again of each of them.
    private func range(_ set: EntitySet, _ request: EntityRequest) -> EntityBook.ValueRange {
        var range = EntityBook.ValueRange()
        guard set == .observations else { return range }
        range.isDescending = request.order.first?.isDescending ?? false
        for part in request.filter?.conjuncts ?? [] {
            guard case .compare(let sign, .path(let way), .value(let value)) = part else { continue }
            if sign == .eq, way == ["Datastream", "id"] || way == ["Datastream", "@iot.id"], case .text(let id) = value {
                range.stream = EntityID(id, in: .datastreams)
            }
            // Of resultTime only the lower end is sure: a value is known when it is taken, or later.
            guard way == ["phenomenonTime"], let span = value.span, abs(span.from) < 1 << 50, abs(span.to) < 1 << 50 else { continue }
            switch sign {
            case .gt, .ge: range.from = max(range.from, Instant(milliseconds: span.from))
            case .lt, .le: range.to = min(range.to, Instant(milliseconds: span.to + 1))
            case .eq: (range.from, range.to) = (max(range.from, Instant(milliseconds: span.from)), min(range.to, Instant(milliseconds: span.to + 1)))
            case .ne: continue
            }
        }
        return range
    }

    // MARK: pages

    /// As they come; a page ends where enough was found, or enough was looked at.
    private func inOrder(_ sources: [EntityList.Source], _ request: EntityRequest) async throws -> Page {
        var page = Page()
        guard request.limit > 0 else { return page }
        let size = request.filter == nil ? request.limit + 1 + request.skip : 1000
        var list = try EntityList(book, sources, after: request.after, pageSize: size)
        var (skipped, looked, place) = (0, 0, request.after)
        let skip = request.after == nil ? request.skip : 0
        while let entity = try await list.next() {
            if page.entities.count == request.limit {
                page.next = request.query(after: place)
                break
            }
            looked += 1
            if try await holds(request.filter, entity) {
                if skipped < skip { skipped += 1 } else { page.entities.append(entity) }
            }
            place = list.place
            // What is still to be skipped cannot be said in the link, so it is skipped here.
            if request.filter != nil, looked >= EntityQuestion.mostForPage, skipped == skip {
                page.next = request.query(after: place)
                break
            }
        }
        return page
    }

    private func sorted(_ sources: [EntityList.Source], _ request: EntityRequest) async throws -> Page {
        let end = request.skip + request.limit
        // Of a Datastream whose values come in order only so many can be among the first.
        var most: [Int] = []
        for source in sources { most.append(try await isByTime(source, request) ? end + 1 : Int.max) }
        let mostOfAny = most.max() ?? Int.max
        var list = try EntityList(book, sources, after: nil, pageSize: mostOfAny < 1000 && request.filter == nil ? mostOfAny : 1000)
        var (found, ofSource, source): ([(entity: Entity, keys: [FilterValue])], Int, Int) = ([], 0, 0)
        while let entity = try await list.next() {
            if list.currentSource != source { (source, ofSource) = (list.currentSource, 0) }
            guard try await holds(request.filter, entity) else { continue }
            var keys: [FilterValue] = []
            for order in request.order { keys.append(try await value(order.way[...], entity)) }
            found.append((entity, keys))
            ofSource += 1
            guard found.count <= EntityQuestion.mostSorted else { throw SensorThingsFault.tooMuch("$orderby", EntityQuestion.mostSorted) }
            if ofSource >= most[source] { list.skipSource() }
        }
        let directions = request.order.map(\.isDescending)
        found.sort { left, right in
            for (place, isDescending) in directions.enumerated() {
                if FilterValue.precedes(left.keys[place], right.keys[place]) { return !isDescending }
                if FilterValue.precedes(right.keys[place], left.keys[place]) { return isDescending }
            }
            return left.entity.id.text < right.entity.id.text
        }
        var page = Page(entities: found.dropFirst(request.skip).prefix(request.limit).map(\.entity))
        if found.count > end, request.limit > 0 { page.next = request.query(skip: end) }
        if request.isCounted, most.allSatisfy({ $0 == Int.max }) { page.count = found.count }
        return page
    }

    /// How many fulfil the filter; without one nothing is read.
    private func count(_ sources: [EntityList.Source], _ request: EntityRequest) async throws -> Int {
        let isOnlyTime = request.filter.map { $0.conjuncts.allSatisfy(isExactRange) } ?? true
        guard isOnlyTime else { return try await countOneByOne(sources, request) }
        var count = 0
        for source in sources {
            switch source {
            case .some(let entities): count += entities.count
            case .records(let query, _, let perRecord, _): count += try await book.desk.count(query.kind, where: query.condition) * perRecord
            case .values(let stream, let from, let to, _):
                guard let name = stream.stream else { continue }
                count += try await book.valueCount(of: name, from: from, to: to)
            }
        }
        return count
    }

    /// Whether the range of values is all that a part of the filter says; `gt` and values over an interval are asked one by one.
    private func isExactRange(_ part: FilterExpression) -> Bool {
        guard case .compare(let sign, .path(let way), .value(let value)) = part else { return false }
        if way.count == 2, way[0] == "Datastream", sign == .eq, case .text = value { return way[1] == "id" || way[1] == "@iot.id" }
        return false
    }

    private func countOneByOne(_ sources: [EntityList.Source], _ request: EntityRequest) async throws -> Int {
        var list = try EntityList(book, sources, after: nil, pageSize: 1000)
        var count = 0
        while let entity = try await list.next() { if try await holds(request.filter, entity) { count += 1 } }
        return count
    }

    // MARK: the filter

    func holds(_ filter: FilterExpression?, _ entity: Entity) async throws -> Bool {
        guard let filter else { return true }
        return try await value(filter, entity).isTrue
    }

    private func value(_ expression: FilterExpression, _ entity: Entity) async throws -> FilterValue {
        try book.work(1)
        switch expression {
        case .value(let value): return value
        case .path(let way): return try await value(way[...], entity)
        case .not(let inner): return .truth(!(try await value(inner, entity).isTrue))
        case .and(let list):
            for part in list where !(try await value(part, entity).isTrue) { return .truth(false) }
            return .truth(true)
        case .or(let list):
            for part in list where try await value(part, entity).isTrue { return .truth(true) }
            return .truth(false)
        case .compare(let sign, let left, let right):
            let (left, right) = (try await value(left, entity), try await value(right, entity))
            try book.work(left.size + right.size)
            return .truth(FilterValue.compare(sign, left, right))
        case .calculate(let sign, let left, let right): return FilterValue.calculate(sign, try await value(left, entity), try await value(right, entity))
        case .call(let function, let arguments):
            var values: [FilterValue] = []
            for argument in arguments { values.append(try await value(argument, entity)) }
            try book.work(function.cost(values))
            return function.value(values, now: book.core.now.milliseconds)
        }
    }

    private func value(_ way: ArraySlice<String>, _ entity: Entity) async throws -> FilterValue {
        guard let first = way.first else { return .nothing }
        if first == "id" || first == "@iot.id" { return .text(entity.id.text) }
        if let navigation = entity.set.navigation(first) {
            if !navigation.isMany {
                guard let other = try await book.single(from: entity, navigation) else { return .nothing }
                return try await value(way.dropFirst(), other)
            }
            var list = try EntityList(book, try await book.sources(from: entity, navigation, EntityBook.ValueRange()), after: nil, pageSize: 200)
            var found: [FilterValue] = []
            while let other = try await list.next() {
                found += (try await value(way.dropFirst(), other)).parts
                guard found.count <= FilterValue.mostParts else { throw SensorThingsFault.tooMuch("$filter " + first, FilterValue.mostParts) }
            }
            return .many(found)
        }
        var json = entity[first]
        for part in way.dropFirst() { json = json?[part] }
        if ["phenomenonTime", "resultTime", "time"].contains(first), case .string(let text)? = json, let span = FilterValue.text(text).span {
            return .time(from: span.from, to: span.to)
        }
        let value = FilterValue(json)
        // Its coordinates are read for each question.
        if case .geometry = value { try book.work(2 * value.size) }
        return value
    }
}
