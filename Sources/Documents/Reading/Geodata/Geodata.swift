/// A file of places with what is said of each: GeoJSON, KML, KMZ, GeoPackage, or Shapefiles in a zip; read by GDAL's programs.
///
/// What a file is, is judged by its content. It is laid out in a folder of its own under names of ours, and GDAL has no driver but that of the format that it
/// was judged to be, no network, and bounds of memory and time; a GeoPackage of more than plain tables is refused before (``GeoPackageSchema``).
public struct Geodata: Sendable {
    public let format: Format
    /// In the order of the file.
    public let layers: [Layer]
    private let name: String
    private let limits: Limits
    private let folder: TemporaryFolder

    public enum Format: String, Sendable, CaseIterable {
        case geoJSON, kml, kmz, geoPackage, shapefile

        public var title: String {
            switch self {
            case .geoJSON: "GeoJSON"
            case .kml: "KML"
            case .kmz: "KMZ"
            case .geoPackage: "GeoPackage"
            case .shapefile: "Shapefile"
            }
        }
    }

    /// One table of features.
    public struct Layer: Sendable {
        public let name: String
        /// GDAL's word: `Point`, `Multi Polygon`, `Unknown (any)`, `None`.
        public internal(set) var geometry = ""
        public internal(set) var count = 0
        public internal(set) var fields: [String] = []
        /// The name of the reference system that the file states: `CGCS2000 / 3-degree Gauss-Kruger zone 36`; nil where it states none.
        public internal(set) var system: String?
        /// West, south, east, north in the file's own coordinates; nil where it is not known.
        public internal(set) var extent: [Double]?
        /// What a reader should know of how it was read.
        public internal(set) var remarks: [Remark] = []
        /// The file that it is in, and its name there.
        var path = ""
        var named = ""
        /// In which the attributes of a Shapefile are written, where the file does not say, or says it wrongly.
        var encoding: String?
    }

    /// Two at a time for the whole process: each may take the memory of ``GeodataTool/memory``, and a processor.
    private static let turns = Turns(most: 2, room: 8)

    /// The statements of the schema of the SQLite file at `path`, each with the name of what it makes: read by SQLite itself, without extensions.
    public typealias Statements = @Sendable (_ path: String) throws -> [(name: String, sql: String)]

    /// Opens a file in memory; `name` is used in messages only.
    ///
    /// - Parameter statements: what a GeoPackage is checked with; without it none is opened.
    /// - Returns: nil for a file of another sort.
    /// - Throws: `DocumentError`: damaged, hostile, too large, without GDAL; busy where others are being read.
    /// - Complexity: that of GDAL: it reads the whole file once. Time and size are bounded by `limits`.
    public static func open(
        bytes: [UInt8], name: String, limits: Limits = .default, statements: Statements? = nil
    ) throws(DocumentError) -> Geodata? {
        guard bytes.count <= limits.maximumFileBytes else { throw .tooLarge(name: name, bytes: bytes.count, limit: limits.maximumFileBytes) }
        guard let format = try GeodataFile.format(of: bytes, name: name, limits: limits) else { return nil }
        return try turns.take(for: name, timeout: limits.converterTimeout) { () throws(DocumentError) in
            let folder = try TemporaryFolder()
            let sources = try GeodataFile(bytes: bytes, name: name, limits: limits).layOut(format, in: folder)
            if format == .geoPackage { try GeoPackageSchema(name: name, statements: statements).check(sources) }
            let tool = try GeodataTool(name: name, format: format, limits: limits, folder: folder)
            var layers: [Layer] = []
            for source in sources { layers += try tool.layers(of: source) }
            return Geodata(format: format, layers: layers, name: name, limits: limits, folder: folder)
        }
    }

    /// The features of a layer as a sheet: a head, then a row for each; the first column is the geometry as well-known text, two-dimensional, longitude
    /// before latitude on CGCS2000, and the others are ``Layer/fields``.
    ///
    /// - Parameters:
    ///   - system: the EPSG code in which the file is, for a layer that does not say.
    ///   - isSplit: whether geometries of several parts become several rows.
    /// - Throws: `DocumentError`.
    public func sheet(_ layer: Layer, from system: Int? = nil, isSplit: Bool = false) throws(DocumentError) -> SpreadsheetSheet {
        let table = try Self.turns.take(for: name, timeout: limits.converterTimeout) { () throws(DocumentError) in
            try GeodataTool(name: name, format: format, limits: limits, folder: folder).table(layer, from: system, isSplit: isSplit)
        }
        let text = DelimitedText(plain: table, name: layer.name, limits: limits)
        return SpreadsheetSheet(name: layer.name, index: 0, isHidden: false, source: .text(text))
    }
}
