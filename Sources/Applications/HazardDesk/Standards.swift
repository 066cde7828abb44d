import Kernel

/// 标准规范: the list that the work goes by, brought in once. Numbers and titles only; what was not held against the text is marked so.
enum Standards {
    private static let list: [(number: String, title: String, isChecked: Bool, usedFor: String)] = [
        ("国务院令第394号", "地质灾害防治条例", true, "险情灾情分级、防治职责"), ("DZ/T 0261—2014", "滑坡崩塌泥石流灾害调查规范（1:50 000）", true, "规模分级、调查内容"),
        ("DZ/T 0448—2023", "滑坡崩塌泥石流灾害精细调查规范", true, "精细调查"), ("DZ/T 0438—2023", "地质灾害风险调查评价规范（1:50 000）", false, "易发性、危险性区划"),
        ("GB/T 32864—2016", "滑坡防治工程勘查规范", true, "勘查"), ("GB/T 38509—2020", "滑坡防治设计规范", false, "治理设计"), ("GB/T 40112—2021", "地质灾害危险性评估规范", false, "危险性评估"),
        ("DZ/T 0219—2006", "滑坡防治工程设计与施工技术规范", false, "治理工程"), ("DZ/T 0220—2006", "泥石流灾害防治工程勘查规范", false, "泥石流分级"),
        ("DZ/T 0221—2006", "崩塌、滑坡、泥石流监测规范", false, "专业监测"), ("GB/T 28592—2012", "降水量等级", false, "雨量分级"),
    ]

    /// Where there is none yet, in the county's own region, so that everyone there sees them.
    static func bringIn(_ desk: Desk) async throws {
        guard try await desk.count(HazardStandard.self) == 0 else { return }
        try await desk.together { changes in
            for standard in list {
                var draft = Draft<HazardStandard>()
                (draft.number, draft.title, draft.isChecked, draft.usedFor) = (standard.number, standard.title, standard.isChecked, .some(standard.usedFor))
                try changes.create(draft, id: .following(Instant(milliseconds: 0), "standard", standard.number))
            }
        }
    }
}
