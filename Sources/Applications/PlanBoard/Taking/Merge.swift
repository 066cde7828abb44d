import Kernel

/// 合并: which extract another one says the same as.
struct MergeInto: Record {
    static let kind = Kind<MergeInto>("合并提取项", en: "Merge extracts")
    let into = Field<Reference<Extract>>("并入", en: "Into", .help(Label("选择要保留的那一项", en: "The one that stays")))
}

extension Operation {
    /// Two extracts that say the same become one: what the kept one leaves open is taken from the other.
    static let merge = Operation(
        "merge", "合并", en: "Merge", on: Extract.self, asking: MergeInto.self, by: .planOffice, when: { $0.state == .proposed }
    ) { extract, order, desk in
        try await desk.together { changes in
            let kept = try changes.row(order.into)
            guard kept.id != extract.id, kept.plan == extract.plan, kept.category == extract.category, kept.state == .proposed || kept.state == .accepted else {
                throw Refusal.invalid([Problem("not-mergeable", field: "into", "只能并入同一规划、同一类别的另一项", en: "choose another extract of the same plan and category")]
                )
            }
            try changes.update(kept.reference) { draft in
                if kept.unit == nil { draft.unit = .some(extract.unit) }
                if kept.baseYear == nil { draft.baseYear = .some(extract.baseYear) }
                if kept.base == nil { draft.base = .some(extract.base) }
                if kept.year == nil { draft.year = .some(extract.year) }
                if kept.value == nil { draft.value = .some(extract.value) }
                if kept.content == nil { draft.content = .some(extract.content) }
                if kept.from == nil { draft.from = .some(extract.from) }
                if kept.investment == nil { draft.investment = .some(extract.investment) }
                if kept.lead == nil { draft.lead = .some(extract.lead) }
                if kept.supporters == nil { draft.supporters = .some(extract.supporters) }
            }
            try changes.update(extract.reference) { draft in
                draft.mergedInto = .some(kept.reference)
                draft.state = .merged
            }
        }
        return Outcome("已合并", en: "Merged")
    }
}
