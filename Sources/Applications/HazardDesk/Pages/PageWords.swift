import Geohazards
import Kernel

/// Cells and phrases that several pages say.
extension Table.Column {
    init(_ chinese: String, _ english: String, weight: Double = 1, isNumber: Bool = false) {
        self.init(Label(chinese, en: english), isNumber: isNumber, weight: weight)
    }
}

extension Label {
    init(_ instant: Instant?) { self.init(instant?.shown ?? "—", en: instant?.shown ?? "—") }
    init(_ day: Day?) { self.init(day?.description ?? "—", en: day?.description ?? "—") }
    init(same text: String?) { self.init(text ?? "—", en: text ?? "—") }
}

extension Row {
    /// Marked where it is made up.
    func marked(_ name: String) -> Label { meta.isSimulated ? Label("\(name)（模拟）", en: "\(name) (simulated)") : Label(name, en: name) }
}

extension Row<HazardPoint> {
    var phrase: Phrase { Phrase(marked(self.name), link: .page(application: "hazardDesk", code: "pointSheet", record: id), isStrong: true) }
}

extension Row<HazardWarning> {
    var levelPhrase: Phrase { Phrase(self.level.label, tone: self.level.tone, isStrong: true) }
}

extension Page.Readers {
    /// Everyone who works at the desk, in a town or in the field with maps; not the monitors, who have a page of their own.
    static let desk = Page.Readers.roles(.hazardDuty, .townOfficer, .geologist, .administrator, .supervisor, .observer)
}

extension Array where Element == Block {
    /// What is made up says so.
    static func simulated(_ isSimulated: Bool) -> [Block] {
        isSimulated ? [.notice("本页为模拟数据，仅供演示。", en: "This page shows made-up data, for demonstration only.", .warning)] : []
    }
}

extension Desk {
    /// A value as this reader may see it: what is personal is masked for those who may not read it.
    func shown<T, Value>(_ row: Row<T>, _ field: KeyPath<T, Field<Value>>) -> String {
        let column = T.kind.column(field)
        guard let schema = catalog.schema(RecordName.of(T.self)), let value = row.record.value(of: column.name, in: schema), !value.isNull else { return "—" }
        return column.show(value, in: .chinese, masked: !actor.may(.readPersonal, schema, row.record))
    }
}
