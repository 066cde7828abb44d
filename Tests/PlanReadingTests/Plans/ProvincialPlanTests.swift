import Foundation
import Testing

@testable import PlanReading

@Suite("Two provincial documents keep the grammar general", .enabled(if: Files.hasPlans, "../shared/plans holds the documents and is not here"))
struct ProvincialPlanTests {
    private func read(_ name: String) throws -> Reading {
        Reading.of(try Files.text(Files.plans.appending(path: "more/\(name).txt")))
    }

    @Test("Title, region, level and period of the science plan")
    func facts() throws {
        let document = try read("shandong-135-sti").document
        #expect(document.title == "山东省“十三五”科技创新规划")
        #expect(document.region == "山东省" && document.regionCode == "370000" && document.level == .province)
        #expect(document.from == 2016 && document.to == 2020)
    }

    @Test("Its sixteen boxes, in order, each with items")
    func boxes() throws {
        let boxes = try read("shandong-135-sti").boxes
        #expect(boxes.map(\.number) == (1...16).map(String.init))
        #expect(boxes.allSatisfy { $0.items.count >= 3 && !$0.title.isEmpty })
        #expect(zip(boxes, boxes.dropFirst()).allSatisfy { $0.span.end <= $1.span.start })
        #expect(boxes.last?.title == "山东半岛国家自主创新示范区各高新区发展定位")
    }

    @Test("Its targets for 2020", arguments: ["2.6%", "1.1%", "14件", "60%", "8000家", "20个", "38%", "65%", "3%", "75%", "10个"])
    func targets(_ value: String) throws {
        let targets = try read("shandong-135-sti").indicators.filter { $0.targetYear == 2020 }
        #expect(targets.contains { "\($0.target?.description ?? "")\($0.unit ?? "")" == value })
    }

    @Test("The number of a meeting is no target")
    func meeting() throws {
        #expect(try read("shandong-135-sti").indicators.map(\.unit).contains("次") == false)
    }

    @Test("The industry paper: headings of three ranks and a scale for each of its ten works")
    func industry() throws {
        let reading = try read("shandong-nextgen-it")
        #expect(reading.outline.filter { $0.level == 1 }.map(\.number) == ["一", "二", "三"] || reading.outline.filter { $0.level == 1 }.count >= 3)
        let scales = reading.indicators.filter { $0.unit == "亿元" && $0.targetYear == 2025 }.compactMap { $0.target?.number }
        for scale in [1000, 14000, 3500, 6000, 600, 2000, 800, 5000] { #expect(scales.contains(Number(scale)), "\(scale)") }
        #expect(reading.indicators.count(where: { $0.target != nil }) >= 18)
        #expect(reading.indicators.count(where: { $0.target != nil }) <= 26)
        #expect(reading.projects.isEmpty && reading.boxes.isEmpty)
    }

    @Test("The industry paper: growth, yearly values and new stock")
    func kinds() throws {
        let indicators = try read("shandong-nextgen-it").indicators
        let growth = try #require(indicators.first { $0.isGrowth })
        #expect(growth.target == .number(Number(10)) && growth.unit == "%" && growth.comparison == .atLeast)
        #expect(indicators.contains { $0.target == .number(Number(22, scale: 1)) && $0.unit == "万亿元" && $0.comparison == .over && $0.targetYear == 2025 })
        #expect(indicators.contains { $0.isYearly && $0.target == .number(Number(10000)) && $0.unit == "件" })
        #expect(indicators.contains { $0.target == .number(Number(125)) && $0.comparison == .about })
    }
}
