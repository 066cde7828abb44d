import Atlas
import Documents
import Kernel

/// Puts the place of a row into the field for it: from the geometry of a feature, or from two columns of numbers. Everything that is wrong with it is
/// said with the place where it is wrong.
struct ImportPlaces {
    /// The fields that geometries can go into, by shape, but for those that the sheet has a column for.
    private let fields: [Shape: Column]
    private let hasAnyField: Bool
    private let source: ImportSource
    private let pair: Pair?
    /// What was taken for granted, in the order in which it came up.
    private(set) var notes: [Label] = []
    private var systems: Set<CoordinateSystem> = []

    /// Two columns of numbers.
    private struct Pair {
        /// Eastward and northward; for `isLoose` as the numbers tell.
        let east: Int
        let north: Int
        /// Whether surveyors and programs disagree about what the heads mean: x is north for the ones, east for the others.
        let isLoose: Bool
        let column: Column
    }

    init(_ heads: [SpreadsheetCell], _ head: ImportHead, _ schema: Schema, _ source: ImportSource) {
        self.source = source
        let present = Set(head.columns.compactMap { $0?.name })
        let columns = schema.columns.filter { $0.kind is GeometryKind && !$0.options.isReadOnly && $0.options.masking != .all }
        let open = columns.filter { !present.contains($0.name) }
        fields = Dictionary(open.compactMap { column in (column.kind as? GeometryKind).map { ($0.shape, column) } }) { first, _ in first }
        hasAnyField = !columns.isEmpty
        pair = source.hasPlaces ? nil : fields[.point].flatMap { ImportPlaces.pair(heads, head, $0) }
    }

    /// Whether rows get it without a column of its own.
    func fills(_ column: Column) -> Bool { pair?.column.name == column.name || source.hasPlaces && fields.values.contains { $0.name == column.name } }

    /// The heads of columns that hold coordinates: they are not unknown.
    func reads(_ place: Int) -> Bool { source.hasPlaces && place == 0 || pair.map { $0.east == place || $0.north == place } ?? false }

    /// The field that a column of the error sheet stands for, so that the sheet can be taken in again.
    func field(at place: Int) -> Column? {
        guard source.hasPlaces, place == 0 else { return nil }
        return fields[.point] ?? fields[.line] ?? fields[.area]
    }

    private static let longitudes: Set<String> = ["经度", "东经", "longitude", "lon", "lng", "long", "经度坐标", "x经度"]
    private static let latitudes: Set<String> = ["纬度", "北纬", "latitude", "lat", "纬度坐标", "y纬度"]
    private static let eastings: Set<String> = ["东坐标", "easting", "e", "东"]
    private static let northings: Set<String> = ["北坐标", "northing", "n", "北"]
    private static let firsts: Set<String> = ["x", "x坐标", "坐标x", "横坐标"]
    private static let seconds: Set<String> = ["y", "y坐标", "坐标y", "纵坐标"]

    private static func pair(_ heads: [SpreadsheetCell], _ head: ImportHead, _ column: Column) -> Pair? {
        // A field of that name is that field.
        let forms = heads.enumerated().map { place, cell in
            place < head.columns.count && head.columns[place] != nil ? [] : Set(ImportHead.forms(cell.text))
        }
        func place(_ names: Set<String>) -> Int? { forms.firstIndex { !$0.isDisjoint(with: names) } }
        for (one, two, isLoose) in [(longitudes, latitudes, false), (eastings, northings, false), (firsts, seconds, true)] {
            if let east = place(one), let north = place(two) { return Pair(east: east, north: north, isLoose: isLoose, column: column) }
        }
        return nil
    }

    /// - Returns: what is wrong with the place; the field is then left empty.
    mutating func read(_ cells: [SpreadsheetCell], into submission: inout Submission) -> [Problem] {
        if source.hasPlaces {
            guard hasAnyField, let text = cells.first?.text, !text.isEmpty else { return [] }
            // What is wrong with a geometry is said once, at the field that it was for, and not again as a field that is missing.
            let name = (fields[.point] ?? fields[.line] ?? fields[.area])?.name
            return shape(text, into: &submission).map { $0.field == nil ? Problem($0.code, field: name, $0.message.chinese, en: $0.message.english) : $0 }
        }
        guard let pair else { return [] }
        func text(_ place: Int) -> String { place < cells.count ? cells[place].text.filter { !$0.isWhitespace } : "" }
        let (east, north) = (text(pair.east), text(pair.north))
        if east.isEmpty, north.isEmpty { return [] }
        guard let x = Double(east), let y = Double(north), x.isFinite, y.isFinite else {
            return [
                Problem(
                    "coordinates", field: pair.column.name, "坐标“\(east.prefix(30)), \(north.prefix(30))”不是两个数",
                    en: "The coordinates “\(east.prefix(30)), \(north.prefix(30))” are not two numbers")
            ]
        }
        return point(x, y, pair, into: &submission)
    }

    // MARK: two numbers

    private mutating func point(_ x: Double, _ y: Double, _ pair: Pair, into submission: inout Submission) -> [Problem] {
        let reading = CoordinateSystem.reading(x, y)
        guard let system = reading.system(chosen: source.choices.system) else {
            return [ImportPlaces.at(pair.column, PlaceWords.problem(reading.systems, "\(x), \(y)"))]
        }
        if reading.isNorthFirst, !pair.isLoose {
            return [
                Problem(
                    "axes", field: pair.column.name, "东坐标和北坐标颠倒了：\(x), \(y)", en: "Easting and northing are exchanged: \(x), \(y)")
            ]
        }
        let place = reading.isNorthFirst ? system.degrees(x: y, y: x) : system.degrees(x: x, y: y)
        if systems.insert(system).inserted { notes.append(PlaceWords.assumed(system)) }
        guard let geometry = PackedGeometry(longitude: place.longitude, latitude: place.latitude) else { return [] }
        if let far = ImportPlaces.far(geometry) { return [ImportPlaces.at(pair.column, far)] }
        submission[pair.column.name] = .typed("\(place.longitude), \(place.latitude)")
        return []
    }

    // MARK: geometries

    private func shape(_ text: String, into submission: inout Submission) -> [Problem] {
        if text.uppercased().hasSuffix("EMPTY") { return [] }
        guard text.utf8.count <= ImportPlaces.longest else { return [ImportPlaces.tooMany] }
        let geometry: PackedGeometry
        do { geometry = try PackedGeometry(wellKnownText: text) } catch {
            let start = text.prefix(40)
            return [
                Problem(
                    "geometry", "图形读不出来（\(start)…）：只能是点、线、面，经度在 ±180、纬度在 ±90 之内", en: "The geometry cannot be read (\(start)…): \(error.message)")
            ]
        }
        let shape: Shape = geometry.form == .points ? .point : geometry.form == .lines ? .line : .area
        guard let column = fields[shape] else { return [wanted(shape)] }
        let parts = geometry.form == .points ? geometry.count : geometry.form == .lines ? geometry.pathEnds.count : geometry.areaEnds.count
        if parts > 1 {
            return [
                Problem(
                    "parts", field: column.name, "图形有 \(parts) 个部分，一条记录只能有一个；可以勾选“拆成多条”重新导入，或在原软件中合并",
                    en: "The geometry has \(parts) parts, and a record has one: tick “Split” and import again, or merge them first")
            ]
        }
        if let far = ImportPlaces.far(geometry) { return [ImportPlaces.at(column, far)] }
        if let fault = geometry.faults(limit: 1).first { return [ImportPlaces.words(fault, column)] }
        submission[column.name] = .typed(ImportPlaces.single(geometry))
        return []
    }

    /// As many bytes as a place of a record may have.
    private static let longest = 1_900_000
    private static let tooMany = Problem(
        "too-many-positions", "图形的点太多（文字超过 1.9 MB），请在原软件中抽稀后再导入", en: "The geometry has too many positions (more than 1.9 MB of text): simplify it first")

    /// Well-known text of a geometry of one part without the word MULTI.
    private static func single(_ geometry: PackedGeometry) -> String {
        guard geometry.isMultiple else { return geometry.wellKnownText }
        let one = PackedGeometry(
            geometry.form, coordinates: geometry.coordinates, pathEnds: geometry.pathEnds, areaEnds: geometry.form == .areas ? geometry.areaEnds : nil)
        return (one ?? geometry).wellKnownText
    }

    private func wanted(_ shape: Shape) -> Problem {
        func name(_ shape: Shape) -> (String, String) { shape == .point ? ("点", "a point") : shape == .line ? ("线", "a line") : ("面", "an area") }
        let possible = fields.keys.map(name).sorted { $0.0 < $1.0 }
        return Problem(
            "wrong-shape", "图形是\(name(shape).0)，这类记录的位置应为\(possible.map(\.0).joined(separator: "或"))",
            en: "The geometry is \(name(shape).1); these records have \(possible.map(\.1).joined(separator: " or "))")
    }

    /// What lies far from China is most often in other coordinates than was said, or turned round.
    private static func far(_ geometry: PackedGeometry) -> Problem? {
        let (china, bounds) = (CoordinateSystem.aroundChina, geometry.bounds)
        if china.contains(bounds) { return nil }
        let (x, y) = (digits(bounds.west), digits(bounds.south))
        let isTurned = china.contains(bounds.south, bounds.west)
        return Problem(
            "far-away", isTurned ? "位置（\(x), \(y)）的经度和纬度颠倒了" : "位置（\(x), \(y)）不在中国境内，请核对坐标和坐标系",
            en: isTurned
                ? "Longitude and latitude of the place (\(x), \(y)) are exchanged"
                : "The place (\(x), \(y)) is not in China: check coordinates and reference system")
    }

    private static func digits(_ value: Double) -> String { "\((value * 1e6).rounded() / 1e6)" }

    private static func at(_ column: Column, _ problem: Problem) -> Problem {
        Problem(problem.code, field: column.name, problem.message.chinese, en: problem.message.english)
    }

    /// What is wrong with a line or an area, and where.
    private static func words(_ fault: GeometryFault, _ column: Column) -> Problem {
        let (chinese, english): (String, String) =
            switch fault.reason {
            case .tooShort: ("线没有长度", "a line has no length")
            case .tooFewPositions: ("边界不足四个点", "a ring has fewer than four positions")
            case .notClosed: ("边界没有闭合", "a ring is not closed")
            case .noArea: ("边界没有围成面积", "a ring encloses nothing")
            case .crossesItself: ("边界自相交", "a ring crosses itself")
            case .ringsCross: ("内外边界相交", "two rings cross")
            case .holeOutside: ("洞在面之外", "a hole lies outside")
            }
        let place = "\(digits(fault.longitude)), \(digits(fault.latitude))"
        return Problem(
            "topology", field: column.name, "在（\(place)）处\(chinese)，请在原软件中修复", en: "At (\(place)) \(english): mend it in the program that it came from")
    }
}
