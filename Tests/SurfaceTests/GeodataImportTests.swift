import Documents
import Foundation
import Testing

@testable import Exchange
@testable import Kernel
import Store

/// Files of places become records: by GDAL's own files, in every format, with their faults named.
@Suite(.enabled(if: Geofiles.isThere, "ogr2ogr (GDAL) is not installed")) struct GeodataImportTests {
    /// 隐患点
    struct Spot: Record {
        static let kind = Kind<Spot>("隐患点")
        let name = Field<String>("名称", .max(40), .unique)
        let category = Field<Category>("灾害类型名称")
        let people = Field<Int?>("威胁人数", .min(0))
        let size = Field<Double?>("规模")
        let seen = Field<Day?>("发现日期")
        let place = Field<Point>("位置")
        let extent = Field<Area?>("范围")
        enum Category: String, Choice { case slide = "滑坡", fall = "崩塌" }
    }
    /// 道路
    struct Road: Record {
        static let kind = Kind<Road>("道路", title: \.name)
        let name = Field<String?>("名称", .max(40))
        let course = Field<Line>("线位")
    }
    /// 地块
    struct Plot: Record {
        static let kind = Kind<Plot>("地块", title: \.name)
        let name = Field<String?>("名称", .max(40))
        let extent = Field<Area>("范围")
    }
    static let application = Application("places", "地点", [Spot.self, Road.self, Plot.self])

    private static let statements: Geodata.Statements = { try SQLiteFile.statements(of: $0) }

    static let source = """
        {"type":"FeatureCollection","name":"spots","features":[
        {"type":"Feature","properties":{"名称":"大垭口","灾害类型名称":"滑坡","威胁人数":35,"规模":12.5,"发现日期":"2025-03-01"},
         "geometry":{"type":"Point","coordinates":[108.7712345678,29.533]}},
        {"type":"Feature","properties":{"名称":"鹰嘴,岩\\"二\\"","灾害类型名称":"崩塌","威胁人数":0,"规模":3,"发现日期":"2025-03-02"},
         "geometry":{"type":"Point","coordinates":[108.9,29.61]}}]}
        """

    struct Sample: CustomTestStringConvertible, Sendable {
        let name: String
        let arguments: [String]
        /// Of a Shapefile: what goes into the zip.
        var parts: [String] = []
        /// Of the names in it; those of a Windows in Chinese are not marked.
        var charset = "utf-8"
        var testDescription: String { name }
    }

    static let samples = [
        Sample(name: "spots.geojson", arguments: []), Sample(name: "spots.kml", arguments: ["-f", "LIBKML", "-mapFieldType", "Date=String"]),
        Sample(name: "spots.kmz", arguments: ["-f", "LIBKML", "-mapFieldType", "Date=String"]),
        Sample(name: "spots.gpkg", arguments: ["-f", "GPKG", "-t_srs", "EPSG:3857"]),
        Sample(
            name: "滑坡.shp", arguments: ["-f", "ESRI Shapefile", "-t_srs", "EPSG:4524", "-lco", "ENCODING=GBK"], parts: ["shp", "shx", "dbf", "prj", "cpg"],
            charset: "gbk"),
        Sample(
            name: "隐患点.shp", arguments: ["-f", "ESRI Shapefile", "-t_srs", "EPSG:4497", "-lco", "ENCODING=UTF-8"], parts: ["shp", "shx", "dbf", "prj", "cpg"]),
        // Programs of surveyors leave both out.
        Sample(name: "bare.shp", arguments: ["-f", "ESRI Shapefile", "-t_srs", "EPSG:4524", "-lco", "ENCODING=GBK"], parts: ["shp", "shx", "dbf"]),
    ]

    private static func file(_ sample: Sample, _ files: Geofiles) throws -> [UInt8] {
        try files.write(source, "source.geojson")
        if sample.arguments.isEmpty { return try files.bytes("source.geojson") }
        let process = sample.arguments + [sample.name, "source.geojson"]
        try files.gdal(process)
        if sample.parts.isEmpty { return try files.bytes(sample.name) }
        let stem = String(sample.name.dropLast(4))
        // Without a .cpg, GDAL still marks the encoding in the table; others do not.
        if !sample.parts.contains("cpg") { try files.patch(stem + ".dbf", at: 29, 0) }
        return try files.zip(stem, sample.parts, to: stem + ".zip", charset: sample.charset)
    }

    @Test(arguments: samples) func everyFormatComesBackAsItWas(_ sample: Sample) async throws {
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "spot")
            // The name says nothing: the content does.
            let source = try run.source(try Self.file(sample, Geofiles()), named: "upload.bin", statements: Self.statements)
            let dry = try await run.check(source)
            #expect(dry.bad.map { $0.problems.map(\.message.english) } == [] && dry.unknownHeads == [] && dry.rows == 2)
            let report = try await run.store(source, seed: world.engine.context.newID())
            #expect(report.stored == 2)
            let rows = try await world.admin.rows(Spot.self).sorted { $0.people ?? 0 > $1.people ?? 0 }
            #expect(rows.map(\.name) == ["大垭口", "鹰嘴,岩\"二\""] && rows.map(\.category) == [.slide, .fall])
            #expect(rows.map(\.size) == [12.5, 3] && rows.map(\.seen) == [Day(2025, 3, 1), Day(2025, 3, 2)])
            let place = rows[0].place.position
            #expect(abs(place.longitude - 108.7712345678) < 1e-7 && abs(place.latitude - 29.533) < 1e-7, "more than a centimetre off: \(place)")
            if sample.name == "bare.shp" {
                let notes = dry.notes.map(\.english).joined()
                #expect(notes.contains("3-degree zone 36") && notes.contains("GBK"), "what was taken for granted is not said: \(notes)")
            }
        }
    }

    /// Sheets with two columns of numbers, against GDAL's own answer.
    @Test(arguments: [("EPSG:4524", "", ["X", "Y"]), ("EPSG:4545", "4545", ["X坐标", "Y坐标"]), ("EPSG:3857", "", ["x", "y"]), ("EPSG:4490", "", ["经度", "纬度"])])
    func columnsOfNumbersBecomeAPlace(_ system: String, _ choice: String, _ heads: [String]) async throws {
        let files = try Geofiles()
        try files.write(Self.source, "source.geojson")
        let said = try files.gdal(["-f", "CSV", "-lco", "GEOMETRY=AS_XY", "-t_srs", system, "/vsistdout/", "source.geojson"])
        var lines = said.split(separator: "\n").map(String.init)
        lines[0] = lines[0].replacing("X,Y,", with: heads.joined(separator: ",") + ",")
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "spot")
            let bytes = Array(lines.joined(separator: "\n").utf8)
            if !choice.isEmpty {
                let asked = try await run.check(try run.source(bytes, named: "x.csv"))
                #expect(asked.bad.count == 2 && asked.bad.allSatisfy { $0.problems.map(\.code) == ["which-coordinates"] }, "a meridian is guessed")
            }
            let source = try run.source(bytes, named: "x.csv", ImportChoices(["coordinates": choice]))
            let report = try await run.store(source, seed: world.engine.context.newID())
            #expect(report.stored == 2 && report.unknownHeads == [], "\(report.bad.map { $0.problems.map(\.message.english) })")
            let place = try #require(try await world.admin.rows(Spot.self).first { $0.people == 35 }).place.position
            #expect(abs(place.longitude - 108.7712345678) < 1e-7 && abs(place.latitude - 29.533) < 1e-7, "more than a centimetre off: \(place)")
        }
    }

    static let faults: [(kind: String, geometry: String, code: String, said: String)] = [
        ("plot", #"{"type":"Polygon","coordinates":[[[108,29],[109,30],[109,29],[108,30],[108,29]]]}"#, "topology", "108.5, 29.5"),
        (
            "plot", #"{"type":"MultiPolygon","coordinates":[[[[108,29],[108.1,29],[108.1,29.1],[108,29]]],[[[109,29],[109.1,29],[109.1,29.1],[109,29]]]]}"#,
            "parts", "2 parts"
        ),
        ("plot", #"{"type":"Point","coordinates":[108,29]}"#, "wrong-shape", "an area"),
        ("road", #"{"type":"LineString","coordinates":[[29.5,108.7],[29.6,108.8]]}"#, "geometry", "cannot be read"),
        ("road", #"{"type":"LineString","coordinates":[[29.5,80.7],[29.6,80.8]]}"#, "far-away", "exchanged"),
        ("road", #"{"type":"LineString","coordinates":[[2.35,48.85],[2.36,48.86]]}"#, "far-away", "not in China"),
        ("road", #"{"type":"LineString","coordinates":[[108,29],[108,29]]}"#, "topology", "108.0, 29.0"),
        ("road", "null", "required", "is empty"),
    ]

    @Test(arguments: faults) func whatIsWrongIsNamedWithItsPlace(_ kind: String, _ geometry: String, _ code: String, _ said: String) async throws {
        let right =
            kind == "plot"
            ? #"{"type":"Polygon","coordinates":[[[108,29],[109,29],[109,30],[108,29]]]}"# : #"{"type":"LineString","coordinates":[[108,29],[109,29]]}"#
        let features = [right, geometry].map { #"{"type":"Feature","properties":{"名称":"某"},"geometry":\#($0)}"# }.joined(separator: ",")
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, kind)
            let source = try run.source(Array(#"{"type":"FeatureCollection","features":[\#(features)]}"#.utf8), named: "x.geojson")
            let report = try await run.store(source, seed: world.engine.context.newID())
            #expect(report.stored == 1 && report.bad.map(\.number) == [3] && report.bad[0].problems.map(\.code) == [code], "\(report.bad)")
            #expect(report.bad[0].problems[0].message.english.contains(said), "\(report.bad[0].problems[0].message.english)")
        }
    }

    @Test func partsBecomeRecordsWhereThatIsWanted() async throws {
        let feature =
            #"{"type":"Feature","properties":{"名称":"路"},"geometry":{"type":"MultiLineString","coordinates":[[[108,29],[108.1,29]],[[109,29],[109.1,29]]]}}"#
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "road")
            let source = try run.source(Array(feature.utf8), named: "x.json", ImportChoices(["split": "1"]))
            #expect(try await run.store(source, seed: world.engine.context.newID()).stored == 2)
        }
    }

    @Test func ofSeveralLayersTheFittingOneIsReadOrItIsAsked() async throws {
        let files = try Geofiles()
        try files.write(Self.source, "source.geojson")
        try files.write(#"{"type":"Feature","properties":{"name":"G319"},"geometry":{"type":"LineString","coordinates":[[108,29],[109,29]]}}"#, "road.geojson")
        try files.gdal(["-f", "GPKG", "all.gpkg", "source.geojson", "-nln", "隐患点"])
        try files.gdal(["-f", "GPKG", "-update", "all.gpkg", "road.geojson", "-nln", "国道"])
        try files.gdal(["-f", "GPKG", "-update", "all.gpkg", "road.geojson", "-nln", "县道"])
        let bytes = try files.bytes("all.gpkg")
        try await withWorld(.sqlite, [Self.application]) { world in
            let spots = try RecordImport(world.admin, "spot")
            let found = try await spots.check(try spots.source(bytes, named: "all.gpkg", statements: Self.statements))
            #expect(found.rows == 2 && found.badCount == 0 && found.notes.contains { $0.chinese.contains("隐患点") })
            let roads = try RecordImport(world.admin, "road")
            let refusal = #expect(throws: Refusal.self) { try roads.source(bytes, named: "all.gpkg", statements: Self.statements) }
            let words = refusal?.problems.first?.message.chinese ?? ""
            #expect(words.contains("国道") && words.contains("县道"), "the layers are not named: \(words)")
            #expect(try await roads.check(try roads.source(bytes, named: "all.gpkg", ImportChoices(layer: "县道"), statements: Self.statements)).good == 1)
            #expect(throws: Refusal.self) { try roads.source(bytes, named: "all.gpkg", ImportChoices(layer: "乡道"), statements: Self.statements) }
        }
    }

    @Test func whatIsCutOffOrHostileIsRefusedWithAReason() async throws {
        let files = try Geofiles()
        let shapefile = try Self.file(Self.samples[4], files)
        var cases: [(String, [UInt8])] = [
            ("cut.geojson", Array(Self.source.utf8.dropLast(60))), ("empty.geojson", Array(#"{"type":"FeatureCollection","features":[]}"#.utf8)),
        ]
        for name in ["shp", "dbf"] {
            let whole = try files.bytes("滑坡." + name)
            try Data(whole.dropLast(20)).write(to: URL(fileURLWithPath: files.path("滑坡." + name)))
            cases.append(("cut.\(name)", try files.zip("滑坡", ["shp", "shx", "dbf"], to: name + ".zip")))
            try Data(whole).write(to: URL(fileURLWithPath: files.path("滑坡." + name)))
        }
        cases.append(("without.dbf", try files.zip("滑坡", ["shp", "shx"], to: "without.zip")))
        cases.append(("alone.shp", try files.bytes("滑坡.shp")))
        cases.append(("cut.zip", Array(shapefile.dropLast(shapefile.count / 3))))
        try files.write(String(repeating: " ", count: 100 << 20) + "<kml/>", "doc.kml")
        try files.run("python3", ["-c", "import zipfile; zipfile.ZipFile('bomb.kmz', 'w', zipfile.ZIP_DEFLATED).write('doc.kml')"])
        cases.append(("bomb.kmz", try files.bytes("bomb.kmz")))
        // GDAL would open the file that this names.
        try files.write(
            "<!-- <OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource> --><kml>", "x.kml")
        cases.append(("other.kml", try files.bytes("x.kml")))
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "spot")
            for (name, bytes) in cases {
                let refusal = #expect(throws: Refusal.self, "\(name) is taken") { try run.source(bytes, named: name) }
                let words = refusal?.problems.first?.message.english ?? ""
                #expect(!words.isEmpty && !words.contains("shanhe-") && !words.contains("passwd"), "\(name): \(words)")
            }
        }
    }

    /// SpatiaLite, inside GDAL, has tables that are files of the server.
    @Test(arguments: [
        "('table','vt','vt',0,?)", "('index','vt','vt',0,?)",
        #"('table','vt','vt',0,?), ('view','v','v',0,'CREATE VIEW v AS SELECT ROWNO AS fid, COL001 AS "名称" FROM vt')"#,
    ]) func aGeoPackageReadsNoFileOfTheServer(_ rows: String) async throws {
        let files = try Geofiles()
        try files.write(Self.source, "source.geojson")
        try files.write("a secret of the server", "secret.txt")
        try files.gdal(["-f", "GPKG", "evil.gpkg", "source.geojson", "-nln", "pts"])
        try files.write(rows, "rows.txt")
        let layer = rows.contains("view") ? "v" : "vt"
        try files.write(
            """
            import sqlite3
            c = sqlite3.connect('evil.gpkg', isolation_level=None)
            c.execute('PRAGMA writable_schema=ON')
            text = "CREATE VIRTUAL TABLE vt USING VirtualText('\(files.path("secret.txt"))','UTF-8',0,POINT,NONE,'\\x01')"
            rows = open('rows.txt').read()
            c.execute("INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql) VALUES " + rows, (text,))
            c.execute("INSERT INTO gpkg_contents(table_name,data_type,identifier) VALUES('\(layer)','attributes','\(layer)')")
            """, "evil.py")
        try files.run("python3", ["evil.py"])
        let bytes = try files.bytes("evil.gpkg")
        try #require(bytes.firstRange(of: Array("VirtualText".utf8)) != nil, "the file is not made as it should be")
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "spot")
            for choices in [ImportChoices(layer: layer), ImportChoices()] {
                let refusal = #expect(throws: Refusal.self) { try run.source(bytes, named: "evil.gpkg", choices, statements: Self.statements) }
                let words = refusal?.problems.first?.message.english ?? ""
                #expect(words.contains("plain table") || words.contains("SQLite cannot open it"), "\(words)")
            }
        }
    }

    @Test func aDescriptionThatNoFieldTakesIsToldWhereThereIsOne() async throws {
        func text(_ description: String) -> [UInt8] {
            let start = "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Placemark><name>甲</name>"
            return Array("\(start)\(description)<LineString><coordinates>108,29 109,29</coordinates></LineString></Placemark></Document></kml>".utf8)
        }
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "road")
            let without = try await run.check(try run.source(text(""), named: "x.kml"))
            #expect(without.good == 1 && without.unknownHeads == [])
            let with = try await run.check(try run.source(text("<description>破损</description>"), named: "x.kml"))
            #expect(with.good == 1 && with.unknownHeads == ["description"])
        }
    }

    /// Coordinates of a drawing of one's own are not turned round: they are nowhere.
    @Test func localCoordinatesWithoutASystemAreSaidToFitNothing() async throws {
        let files = try Geofiles()
        try files.write(
            #"{"type":"Feature","properties":{"name":"甲"},"geometry":{"type":"LineString","coordinates":[[500,300],[520,310]]}}"#, "local.geojson")
        try files.gdal(["-f", "ESRI Shapefile", "local.shp", "local.geojson"])
        let bytes = try files.zip("local", ["shp", "shx", "dbf"], to: "local.zip")
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "road")
            let refusal = #expect(throws: Refusal.self) { try run.source(bytes, named: "local.zip") }
            #expect(refusal?.problems.map(\.code) == ["coordinates"])
        }
    }

    @Test func anAreaOfVeryManyPositionsIsOneBadRow() async throws {
        let count = 200_000
        let ring = (0...count).map { place -> String in
            let turn = Double(place % count) / Double(count) * 2 * Double.pi
            return "[\(108 + 0.4 * cos(turn)),\(29 + 0.4 * sin(turn))]"
        }
        let text =
            #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"大"},"geometry":{"type":"Polygon","coordinates":[["#
            + ring.joined(separator: ",") + "]]}}]}"
        try await withWorld(.sqlite, [Self.application]) { world in
            let run = try RecordImport(world.admin, "plot")
            let report = try await run.check(try run.source(Array(text.utf8), named: "big.geojson"))
            #expect(
                report.rows == 1 && report.bad.first?.problems.map(\.code) == ["too-many-positions"],
                "\(report.bad.first?.problems.first?.message.english ?? "")")
        }
    }
}
