public import Atlas
public import Documents
public import Kernel

/// What someone says beside the file that they import; all may be left out.
public struct ImportChoices: Sendable {
    /// The layer or sheet, where there are several.
    public let layer: String?
    /// The system of metres where neither file nor numbers say it.
    public let system: CoordinateSystem?
    /// Whether a feature of several parts becomes several records.
    public let isSplit: Bool

    public init(layer: String? = nil, system: CoordinateSystem? = nil, isSplit: Bool = false) {
        (self.layer, self.system, self.isSplit) = (layer, system, isSplit)
    }

    /// As a form says it, and as the job of an import keeps it: `layer`, `coordinates` (a code of EPSG), `split`.
    public init(_ said: [String: String]) {
        let layer = said["layer"].map { $0.filter { $0 != "\n" } } ?? ""
        self.init(
            layer: layer.isEmpty ? nil : layer, system: said["coordinates"].flatMap { Int($0) }.flatMap { CoordinateSystem(code: $0) },
            isSplit: said["split"] == "1")
    }

    public init(_ json: JSON?) { self.init(Dictionary((json?.members ?? []).map { ($0.name, $0.value.string ?? "") }) { first, _ in first }) }
}

/// What an import reads: rows under a head, from a sheet or from the features of a file of places.
public struct ImportSource: Sendable {
    public let sheet: SpreadsheetSheet
    /// What was taken for granted about the whole file.
    public let notes: [Label]
    /// Whether the first column is the place of each row, as well-known text in degrees.
    let hasPlaces: Bool
    /// Whether heads may have been cut to the ten bytes that a Shapefile allows.
    let hasShortHeads: Bool
    /// Heads that a format adds by itself.
    let passedOver: Set<String>
    /// Heads that a format always has: told as unknown only where something stands under them.
    let oftenEmpty: Set<String>
    let choices: ImportChoices

    init(
        _ sheet: SpreadsheetSheet, _ choices: ImportChoices, notes: [Label] = [], hasPlaces: Bool = false, hasShortHeads: Bool = false,
        passedOver: Set<String> = [], oftenEmpty: Set<String> = []
    ) {
        (self.sheet, self.choices, self.notes) = (sheet, choices, notes)
        (self.hasPlaces, self.hasShortHeads, self.passedOver, self.oftenEmpty) = (hasPlaces, hasShortHeads, passedOver, oftenEmpty)
    }

    /// The head row without what names no field.
    func heads(_ cells: [SpreadsheetCell]) -> [SpreadsheetCell] {
        cells.enumerated().map { place, cell in hasPlaces && place == 0 || passedOver.contains(cell.text) ? .empty : cell }
    }
}

extension RecordImport {
    /// Opens what was uploaded: a sheet, the first one that is not hidden, or a file of places.
    ///
    /// - Parameter statements: what a GeoPackage is checked with; without it none is taken.
    public func source(
        _ bytes: [UInt8], named name: String, _ choices: ImportChoices = ImportChoices(), statements: Geodata.Statements? = nil
    ) throws(Refusal) -> ImportSource {
        do {
            if let file = try Geodata.open(bytes: bytes, name: name, statements: statements) { return try LayerChoice(schema, file, choices).source() }
            let book = try SpreadsheetReader.open(bytes: bytes, name: name)
            let wanted = choices.layer.flatMap { layer in book.sheets.first { $0.name == layer } }
            guard let sheet = wanted ?? book.sheets.first(where: { !$0.isHidden }) ?? book.sheets.first else {
                throw Refusal.invalid([Problem("no-sheet", "文件里没有工作表", en: "The file has no sheet")])
            }
            return ImportSource(sheet, choices)
        } catch let refusal as Refusal {
            throw refusal
        } catch DocumentError.busy {
            throw .busy
        } catch let error as DocumentError {
            throw .invalid([Problem("unreadable", "文件读不出来：\(error.text(.chinese))", en: "The file cannot be read: \(error.text(.english))")])
        } catch {
            throw .failed("\(error)")
        }
    }
}

/// Which layer of a file of places becomes records of a kind, and in which coordinates it is.
struct LayerChoice {
    private let schema: Schema
    private let file: Geodata
    private let choices: ImportChoices

    init(_ schema: Schema, _ file: Geodata, _ choices: ImportChoices) { (self.schema, self.file, self.choices) = (schema, file, choices) }

    /// What LIBKML says of every placemark.
    private static let ofKML: Set<String> = [
        "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon", "snippet",
    ]

    func source() throws -> ImportSource {
        let (layer, isOneOfMany) = try layer()
        let hasPlaces = layer.geometry != "None"
        let (system, assumed) = hasPlaces ? try system(of: layer) : (nil, nil)
        var notes = [
            isOneOfMany ? Label("读取的是图层“\(layer.name)”", en: "The layer “\(layer.name)” is read") : nil, assumed, hasPlaces ? datum(of: layer) : nil,
        ].compactMap(\.self)
        notes += layer.remarks.map { Label($0.chinese, en: $0.english) }
        if hasPlaces, !schema.columns.contains(where: { $0.kind is GeometryKind }) {
            notes.append(Label("“\(schema.label.chinese)”没有位置字段，图形不导入", en: "\(schema.label.english) has no place: geometries are left out"))
        }
        let sheet = try file.sheet(layer, from: system?.code, isSplit: choices.isSplit)
        return ImportSource(
            sheet, choices, notes: notes, hasPlaces: hasPlaces, hasShortHeads: file.format == .shapefile, passedOver: passedOver(layer),
            oftenEmpty: isKML ? ["Name", "description"] : [])
    }

    private var isKML: Bool { file.format == .kml || file.format == .kmz }

    /// KML has a field Name of its own, empty where programs wrote their fields beside it.
    private func passedOver(_ layer: Geodata.Layer) -> Set<String> {
        guard isKML else { return [] }
        func columns(_ fields: [String]) -> [Column?] { ImportHead(fields.map { .text($0) }, schema).columns }
        let own = Set(layer.fields.prefix { $0 == "Name" || $0 == "description" || LayerChoice.ofKML.contains($0) })
        let others = Set(columns(layer.fields.filter { !own.contains($0) }).compactMap { $0?.name })
        let repeated = own.filter { field in columns([field])[0].map { others.contains($0.name) } ?? false }
        return own.intersection(LayerChoice.ofKML).union(repeated)
    }

    // MARK: the layer

    private func layer() throws(Refusal) -> (layer: Geodata.Layer, isOneOfMany: Bool) {
        let isOneOfMany = file.layers.count > 1
        if let wanted = choices.layer {
            guard let found = file.layers.first(where: { $0.name == wanted }) else {
                throw ask("文件里没有图层“\(wanted)”", "The file has no layer “\(wanted)”", file.layers)
            }
            return (found, isOneOfMany)
        }
        let filled = file.layers.filter { $0.count != 0 }
        let fitting = filled.count == 1 ? filled : filled.filter(fits)
        if fitting.count == 1 { return (fitting[0], isOneOfMany) }
        if filled.isEmpty { throw .invalid([Problem("no-features", "文件里没有要素", en: "The file has no features")]) }
        throw ask("文件里有 \(filled.count) 个图层，看不出要导入哪一个", "The file has \(filled.count) layers, and several could be meant", filled)
    }

    /// Whether it has every field that a record needs, and geometries that a record can have.
    private func fits(_ layer: Geodata.Layer) -> Bool {
        let head = ImportHead(layer.fields.map { .text($0) }, schema, isShortened: file.format == .shapefile)
        let shapes = schema.columns.compactMap { ($0.kind as? GeometryKind)?.shape }
        let word = layer.geometry.lowercased()
        let isPlace = word.hasPrefix("unknown") || shapes.contains { word.contains($0 == .point ? "point" : $0 == .line ? "line" : "polygon") }
        return isPlace && head.missing.allSatisfy { $0.kind is GeometryKind } && head.isRecognised
    }

    private func ask(_ chinese: String, _ english: String, _ layers: [Geodata.Layer]) -> Refusal {
        let names = layers.prefix(20)
        return .invalid([
            Problem(
                "which-layer", "\(chinese)。请在“图层”中填写其中一个：\(names.map { "\($0.name)（\($0.count) 个要素）" }.joined(separator: "、"))",
                en: "\(english). Name one under “Layer”: \(names.map { "\($0.name) (\($0.count) features)" }.joined(separator: ", "))")
        ])
    }

    // MARK: coordinates

    /// In what a layer is that does not say it, by its numbers; nil for one that says it, or is in degrees.
    private func system(of layer: Geodata.Layer) throws(Refusal) -> (CoordinateSystem?, Label?) {
        guard layer.system == nil, let extent = layer.extent else { return (nil, nil) }
        let corners = [CoordinateSystem.reading(extent[0], extent[1]), CoordinateSystem.reading(extent[2], extent[3])]
        let systems = corners.map { $0.system(chosen: choices.system) }
        let numbers = "\(extent.map { String(($0 * 100).rounded() / 100) }.joined(separator: ", "))"
        if corners.contains(where: \.isNorthFirst) {
            throw .invalid([
                Problem(
                    "axes", "文件没有坐标系说明，数值（\(numbers)）是北坐标在前；请在原软件中互换 X、Y 或附上 .prj 后再导入",
                    en: "The file states no reference system, and its numbers (\(numbers)) have the northing first: exchange X and Y, or add the .prj")
            ])
        }
        if corners.contains(where: { $0.systems.isEmpty }) || systems.contains(where: { $0 == nil }) || Set(systems).count > 1 {
            throw PlaceWords.open(corners[0].systems.isEmpty || corners[1].systems.isEmpty ? [] : corners[0].systems, numbers)
        }
        guard let system = systems[0] else { return (nil, nil) }
        return (system == .degrees ? nil : system, PlaceWords.assumed(system))
    }

    /// Old national systems have no public transformation: what GDAL does is off by up to a few hundred metres.
    private func datum(of layer: Geodata.Layer) -> Label? {
        guard let system = layer.system else { return nil }
        let isOld = ["Xian 1980", "Xian_1980", "Beijing 1954", "Beijing_1954", "New Beijing"].contains { system.contains($0) }
        if isOld {
            return Label(
                "文件的坐标系是 \(system)，换算到 CGCS2000 没有公开参数，位置可能偏差上百米；精度要求高时请先用本地转换参数换算",
                en: "The file is in \(system): there are no public parameters from there to CGCS2000, so places may be off by more than 100 m")
        }
        return Label("坐标由 \(system) 换算为 CGCS2000 经纬度", en: "Coordinates were converted from \(system) to longitude and latitude on CGCS2000")
    }
}

/// What is said about coordinates.
enum PlaceWords {
    static func assumed(_ system: CoordinateSystem) -> Label {
        Label("没有坐标系说明，按数值判断为 \(system.name.chinese)", en: "No reference system is stated; by the numbers it is \(system.name.english)")
    }

    /// Numbers that can be several things, or none.
    static func open(_ systems: [CoordinateSystem], _ numbers: String) -> Refusal { .invalid([problem(systems, numbers)]) }

    static func problem(_ systems: [CoordinateSystem], _ numbers: String) -> Problem {
        if systems.isEmpty {
            return Problem(
                "coordinates", "坐标（\(numbers)）没有坐标系说明，也不是中国境内的经纬度、高斯投影或 Web 墨卡托坐标；请核对，或附上 .prj",
                en:
                    "The coordinates (\(numbers)) have no stated reference system and are no place in China in degrees, Gauss–Krüger or Web Mercator: check them, or add the .prj"
            )
        }
        let isMeridian = systems.count > 2
        let names = systems.map(\.name.chinese).joined(separator: "或"), english = systems.map(\.name.english).joined(separator: " or ")
        return Problem(
            "which-coordinates",
            isMeridian
                ? "坐标（\(numbers)）是不带带号的高斯投影坐标，看不出中央经线；请在“坐标系”中选择" : "坐标（\(numbers)）可能是\(names)；请在“坐标系”中选择",
            en: isMeridian
                ? "The coordinates (\(numbers)) are Gauss–Krüger without the number of a zone: choose the central meridian under “Coordinates”"
                : "The coordinates (\(numbers)) may be \(english): choose under “Coordinates”")
    }
}
