import Kernel

/// A believable year of sharing, made up from a fixed seed. Every record is marked as simulated.
enum Samples {
    static func make(_ desk: Desk) async throws {
        var chance = Chance(seed: 20_251)
        let laboratories = try await records(desk, names.map { name in
            var draft = Draft<Laboratory>()
            draft.name = name
            draft.place = .some(Position(108.6 + chance.share() * 0.5, 29.3 + chance.share() * 0.5).map { Point($0) })
            return draft.submission
        })
        let instruments = try await records(desk, (0..<48).map { number in
            var draft = Draft<Instrument>()
            let (name, category) = models[number % models.count]
            draft.name = "\(name) \(number / models.count + 1) 号"
            draft.model = .some("YQ-\(1000 + number * 37)")
            draft.laboratory = Reference(laboratories[chance.below(laboratories.count)].meta.id)
            draft.category = category
            draft.value = Money(wan: Int64(30 + chance.below(300)))
            draft.bought = Day(2016 + chance.below(9), 1 + chance.below(12), 1 + chance.below(28))
            draft.isOpen = chance.below(5) > 0
            draft.feePerHour = .some(Money(yuan: Int64(50 + 10 * chance.below(60))))
            draft.keeper = .some(people[chance.below(people.count)])
            draft.phone = .some(Phone(unchecked: "1380000\(1000 + chance.below(9000))"))
            draft.keywords = .some(["检测", ["金属", "农产品", "水质", "药材"][chance.below(4)]])
            return draft.submission
        })
        let bookings = try await records(desk, (0..<220).map { _ in
            var draft = Draft<Booking>()
            draft.instrument = Reference(instruments[chance.below(instruments.count)].meta.id)
            draft.purpose = purposes[chance.below(purposes.count)]
            draft.day = Day(2025, 1 + chance.below(12), 1 + chance.below(28))
            draft.hours = Double(1 + chance.below(15)) / 2
            draft.contact = people[chance.below(people.count)]
            draft.phone = Phone(unchecked: "1390000\(1000 + chance.below(9000))")
            return draft.submission
        })
        for booking in bookings {
            let steps = [[], ["draft-submitted"], ["draft-submitted", "submitted-approved"], ["draft-submitted", "submitted-approved", "approved-used"]]
            for step in steps[chance.below(steps.count)] { _ = try await desk.move(booking.meta.id, in: "booking", step: step) }
        }
    }

    private static func records(_ desk: Desk, _ submissions: [Submission]) async throws -> [StoredRecord] {
        try await desk.create(submissions.map { (id: desk.engine.context.newID(), submission: $0) }, isSimulated: true)
    }

    private static let names = ["药材质量检测实验室", "新材料中试基地", "农产品质量安全中心", "生态环境监测站", "智能制造创新中心", "职教中心实训基地"]
    private static let people = ["田志远", "冉小兰", "谭建国", "向明月", "杨秀英", "何国庆"]
    private static let purposes = ["药材有效成分测定", "铝合金拉伸试验", "水质重金属检测", "茶叶农残检测", "电子元件老化试验", "土壤养分分析", "玻纤强度测试"]
    private static let models: [(String, Instrument.Category)] = [
        ("高效液相色谱仪", .analysis), ("气相色谱质谱联用仪", .analysis), ("原子吸收分光光度计", .analysis), ("万能材料试验机", .physics),
        ("扫描电子显微镜", .physics), ("中试反应釜", .process), ("荧光定量 PCR 仪", .life), ("恒温恒湿试验箱", .process),
    ]
}
