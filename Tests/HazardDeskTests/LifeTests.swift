@testable import HazardDesk
@testable import Kernel
import Testing

/// 隐患点的一生: from the first suspicion until it is struck off, each step with its evidence.
@Suite struct LifeTests {
    @Test(arguments: Database.available) func aPointGoesFromSuspicionToCloseOut(_ database: Database) async throws {
        try await withCounty(database) { county in
            var point = try await county.watched()
            #expect(point.state == .monitored && point.meta.region == County.village)
            #expect(await refusal { try await county.duty.move(point, step: "treat") } != nil, "works begin without a design")
            try await county.evidence(point, .design)
            point = try await county.duty.move(point, step: "treat")
            #expect(await refusal { try await county.duty.move(point, step: "close") } != nil, "it is not even accepted")
            try await county.evidence(point, .acceptance, on: Day(2026, 6, 1))
            point = try await county.duty.move(point, step: "accept")
            try await county.evidence(point, .effect)
            let early = await refusal { try await county.officer.move(point, step: "propose") }
            #expect(early?.message.chinese == "验收后须观察一个水文年，2027-06-01 起可以申请")
            county.advance(hours: 24 * 330)
            point = try await county.officer.move(point, step: "propose")
            for stage in [PointEvidence.Stage.opinion, .notice] { try await county.evidence(point, stage) }
            #expect(await refusal { try await county.duty.move(point, step: "close") }?.message.chinese == "请先登记“批准文件”材料")
            try await county.evidence(point, .approval)
            #expect(await refusal { try await county.officer.move(point, step: "close") } != nil, "a town does not strike off")
            #expect(try await county.value("I-hazards-closed") == 0)
            point = try await county.duty.move(point, step: "close")
            #expect(point.state == .closed)
            #expect(try await county.value("I-hazards-closed") == 1)
            #expect(try await county.value("I-hazards") == 0)
            #expect(await refusal { try await county.duty.move(point, step: "revive") } != nil, "it comes back with a reason only")
            #expect(try await county.duty.move(point, step: "revive", remark: "雨后新裂缝").state == .suspected)
            #expect(try await county.system.all(PointEvidence.self).count == 8, "what it rested on stays")
        }
    }

    @Test(arguments: Database.available) func relocationIsDoneWhenEverybodyHasMoved(_ database: Database) async throws {
        try await withCounty(database) { county in
            var point = try await county.watched()
            var household = Draft<Household>()
            (household.point, household.head, household.people) = (point.reference, "谭建国", 4)
            let family = try await county.officer.create(household)
            #expect(family.meta.region == County.village)
            try await county.evidence(point, .design)
            point = try await county.duty.move(point, step: "relocate")
            try await county.evidence(point, .acceptance)
            #expect(await refusal { try await county.duty.move(point, step: "moved") }?.status == 409, "one family is still there")
            #expect(try await county.value("I-hazard-people-moved") == 0)
            _ = try await county.officer.update(family) { $0.movedOn = .some(Day(2026, 7, 1)) }
            point = try await county.duty.move(point, step: "moved")
            #expect(point.state == .observed)
            #expect(try await county.value("I-hazard-people-moved") == 4)
            #expect(try await county.value("I-hazard-households-moved") == 1)
        }
    }

    @Test(arguments: Database.available) func aTownSeesItsOwnPointsAndAVillageItsOwn(_ database: Database) async throws {
        try await withCounty(database) { county in
            let point = try await county.watched()
            let other = try await county.point("烂泥湾滑坡", in: County.next)
            #expect(try await county.officer.all(HazardPoint.self).map(\.name) == ["李家坡滑坡"])
            #expect(try await county.neighbour.all(HazardPoint.self).map(\.name) == ["烂泥湾滑坡"])
            #expect(try await county.monitor.all(HazardPoint.self).map(\.name) == ["李家坡滑坡"])
            #expect(await refusal { try await county.neighbour.row(point.reference) } == .notFound(kind: "hazardPoint"))
            #expect(await refusal { try await county.neighbour.move(point, step: "respond", remark: "x") } != nil)
            #expect(await refusal { try await county.monitor.update(point) { $0.people = .some(0) } } != nil, "a monitor changes no register")
            #expect(await refusal { try await county.officer.update(other) { $0.people = .some(0) } } != nil)
            // 12 digits and 9 digits beside the county's 6: the numbers of the county hold both.
            #expect(try await county.value("I-hazards") == 1)
            #expect(try await county.value("I-hazards-monitored") == 100)
        }
    }

    @Test func classesFollowTheNorm() async throws {
        try await withCounty(.sqlite) { county in
            // 12 × 10⁴ m³ is a medium slide and would be a large rockfall; 120 people make a medium risk.
            let wrong = await refusal {
                try await county.point {
                    ($0.volume, $0.scale, $0.people, $0.property, $0.grade) = (.some(12), .some(.large), .some(120), .some(Money(wan: 10)), .some(.small))
                }
            }
            #expect(wrong?.problems.compactMap(\.field).sorted() == ["grade", "scale"])
            let fall = try await county.point { ($0.type, $0.volume, $0.scale) = (.fall, .some(12), .some(.large)) }
            #expect(fall.scale == .large)
            #expect(await refusal { try await county.duty.move(fall, step: "register") }?.message.chinese.hasPrefix("请先填写统一编号") == true)
            #expect(await refusal { try await county.point { $0.code = .some("50023801000X") } }?.problems.compactMap(\.field) == ["code"])
        }
    }
}
