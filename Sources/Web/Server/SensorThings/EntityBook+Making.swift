import Kernel

/// What records and entries look like as entities.
extension EntityBook {
    private func title(_ record: StoredRecord, _ kind: KindDeclaration) -> String {
        let schema = kind.schema
        guard let name = schema.title, let column = schema[name], column.options.masking == nil, let value = record.value(of: name, in: schema), !value.isNull
        else {
            return "\(schema.label[language]) \(record.meta.id.text)"
        }
        return column.kind.show(value, in: language)
    }

    private func geometry(_ record: StoredRecord, _ schema: Schema) -> JSON? {
        guard let column = MapLayers.place(of: schema), let value = record.value(of: column.name, in: schema), !value.isNull else { return nil }
        var json = JSONWriter()
        column.kind.write(value, to: &json)
        return try? JSON(parsing: json.bytes)
    }

    private func text(_ name: String, _ value: String) -> JSON.Member { JSON.Member(name, .string(value)) }

    private func properties(_ record: StoredRecord, _ kind: KindDeclaration) -> JSON.Member {
        let path = "/api/v1/\(kind.schema.name)/\(record.meta.id.text)"
        return JSON.Member(
            "properties",
            [
                "kind": .string(kind.schema.name), "record": .string(path), "region": .string(record.meta.region.code),
                "isSimulated": .bool(record.meta.isSimulated),
            ])
    }

    // MARK: records

    func thing(_ record: StoredRecord, _ kind: KindDeclaration) -> Entity? {
        let id = EntityID.record(kind: kind.schema.name, record.meta.id)
        let description = kind.schema.label[language]
        return Entity(
            set: .things, id: id, members: [text("name", title(record, kind)), text("description", description), properties(record, kind)],
            links: geometry(record, kind.schema) == nil ? [:] : [.locations: id])
    }

    func location(_ record: StoredRecord, _ kind: KindDeclaration) -> Entity? {
        guard let geometry = geometry(record, kind.schema), let column = MapLayers.place(of: kind.schema) else { return nil }
        return place(record, kind, .locations, JSON.Member("location", geometry), column.label[language])
    }

    func feature(_ record: StoredRecord, _ kind: KindDeclaration) -> Entity? {
        let nowhere: JSON = ["type": "Feature", "geometry": .null, "properties": .object([])]
        return place(record, kind, .featuresOfInterest, JSON.Member("feature", geometry(record, kind.schema) ?? nowhere), kind.schema.label[language])
    }

    private func place(_ record: StoredRecord, _ kind: KindDeclaration, _ set: EntitySet, _ member: JSON.Member, _ description: String) -> Entity {
        Entity(
            set: set, id: .record(kind: kind.schema.name, record.meta.id),
            members: [
                text("name", title(record, kind)), text("description", description), text("encodingType", "application/geo+json"), member,
                properties(record, kind),
            ])
    }

    /// What measures a series of records is not known one by one.
    func sensor(_ kind: KindDeclaration, _ series: Series) -> Entity {
        let words = Label(
            "“\(kind.schema.label.chinese)”的“\(series.label.chinese)”由系统声明，设备没有逐台登记",
            en: "The series “\(series.label.english)” of “\(kind.schema.label.english)” is declared; its devices are not registered one by one")
        return Entity(
            set: .sensors, id: .series(kind: kind.schema.name, series.code),
            members: [
                text("name", series.label[language]), text("description", words[language]), text("encodingType", "text/html"),
                text("metadata", words[language]),
            ])
    }

    func observedProperty(_ kind: KindDeclaration, _ series: Series) -> Entity {
        let id = EntityID.series(kind: kind.schema.name, series.code)
        return Entity(
            set: .observedProperties, id: id,
            members: [
                text("name", series.label[language]), text("definition", "\(root)/ObservedProperties('\(id.text)')"),
                text("description", "\(kind.schema.label[language]) · \(series.label[language])"),
            ])
    }

    func datastream(_ record: StoredRecord, _ kind: KindDeclaration, _ series: Series) -> Entity {
        let (name, property) = (kind.schema.name, EntityID.series(kind: kind.schema.name, series.code))
        let definition = EntityBook.ucum[series.unit.text].map { JSON.string("http://unitsofmeasure.org/ucum.html#" + $0) } ?? .null
        return Entity(
            set: .datastreams, id: .stream(StreamName(kind: name, record: record.meta.id, series: series.code)),
            members: [
                text("name", "\(title(record, kind)) · \(series.label[language])"),
                text("description", "\(kind.schema.label[language]) · \(series.label[language])"),
                text("observationType", ObservationType.measurement.rawValue),
                JSON.Member(
                    "unitOfMeasurement",
                    ["name": .string(series.unit.label[language]), "symbol": .string(series.unit.label.english), "definition": definition]),
                JSON.Member("properties", ["isSimulated": .bool(record.meta.isSimulated), "keptDays": .integer(Int64(series.keptDays))]),
            ],
            links: [.things: .record(kind: name, record.meta.id), .sensors: property, .observedProperties: property])
    }

    /// The Unified Code for Units of Measure, where it has the unit.
    private static let ucum = [
        "毫米": "mm", "厘米": "cm", "米": "m", "千米": "km", "摄氏度": "Cel", "%": "%", "秒": "s", "分钟": "min", "小时": "h", "千克": "kg", "克": "g", "吨": "t", "度": "deg",
        "毫米/时": "mm/h",
        "毫米/天": "mm/d", "升": "L", "立方米": "m3", "千瓦": "kW", "千瓦时": "kW.h", "米/秒": "m/s", "毫克/升": "mg/L", "伏": "V", "千帕": "kPa",
    ]

    // MARK: entries

    func entity(_ row: Row<SensorEntry>, in set: EntitySet) -> Entity? {
        guard let content = try? JSON(parsing: row.content) else { return nil }
        let id: EntityID = set == .datastreams ? .stream(.registered(row.id)) : .entry(row.id)
        // A Location as the FeatureOfInterest of what is measured there.
        let isPlace = set == .featuresOfInterest && row.part == .location
        var members: [JSON.Member] = []
        for property in set.properties {
            if property.name == "name" { members.append(text("name", row.name)) }
            guard var value = content[isPlace && property.name == "feature" ? "location" : property.name] else { continue }
            if property.name == "properties", row.meta.isSimulated { value = .object((value.members ?? []) + [JSON.Member("isSimulated", true)]) }
            members.append(JSON.Member(property.name, value))
        }
        if row.meta.isSimulated, content["properties"] == nil { members.append(JSON.Member("properties", ["isSimulated": true])) }
        func link(_ text: String?, _ set: EntitySet) -> EntityID? { text.flatMap { EntityID($0, in: set) } }
        let links = [
            EntitySet.things: link(row.thing, .things), .locations: link(row.location, .locations), .sensors: link(row.sensor, .sensors),
            .observedProperties: link(row.observedProperty, .observedProperties), .featuresOfInterest: link(row.feature, .featuresOfInterest),
        ]
        return Entity(set: set, id: id, members: members, links: links.compactMapValues(\.self), entry: row)
    }
}
