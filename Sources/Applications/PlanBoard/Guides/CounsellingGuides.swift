import Kernel

extension Guide {
    /// 咨询委员
    static let advising = Guide(
        "advising", "咨询委员：提意见、作答复", en: "Advisers: opinions and answers", for: Label("科技咨询委员会委员", en: "Members of the advisory committee"),
        roles: ["advisor"],
        summary: Label(
            "规划办向委员会征询一件事，您写下自己的意见；委员会的答复由大家的意见归纳而成，采纳不采纳都会写回来。",
            en:
                "The plan office puts a question to the committee, and you write what you think of it. The committee's answer sums the opinions up, and what became of it is written back."
        ),
        [
            Task(
                "对一件事提意见", en: "Say what you think of a question", at: .page(application: "planBoard", code: "advices"), picture: "advices",
                steps: [
                    Label("从“待办”或“决策咨询”打开一件事，看背景和材料。", en: "Open a question from your inbox or under Advice: its background, its papers."),
                    Label("点“咨询单”，再点“新建委员意见”。", en: "Open “Question and answer” and press “New opinion”."),
                    Label("选自己的名字和态度，写下意见，保存。", en: "Choose your name and where you stand, write your opinion, save."),
                    Label("事情与本人或本单位有利害关系的，态度选“回避”。", en: "Where you or your employer have a part in the matter, abstain."),
                ],
                result: Label("咨询单上按先后列出各位委员的意见，还没有提意见的也列出名字。", en: "The sheet lists the opinions as they came, and who has not spoken yet."),
                troubles: [
                    Label(
                        "名册里没有自己的名字：请规划办在“决策咨询”里登记聘任。", en: "Your name is not on the roll: ask the plan office to enter your appointment under Advice.")
                ]),
            Task(
                "以委员会名义答复", en: "Answer for the committee", at: .page(application: "planBoard", code: "advices"),
                steps: [
                    Label("意见到齐后，打开这件事点“编辑”，在“咨询意见”里写归纳后的答复。", en: "When the opinions are there, edit the question and write the answer that sums them up."),
                    Label("点“答复”。", en: "Press “Answer”."),
                ], result: Label("规划办在二十个工作日内写明采纳情况并办结。", en: "Within twenty working days the plan office says what became of it and closes it."),
                troubles: [
                    Label(
                        "提示“征询的委员还没有人提出意见”：至少要有一位被征询的委员表态，回避的不算。",
                        en: "“None of the advisers who were asked has spoken yet”: at least one of them has to, and who abstains does not count.")
                ]),
            Task(
                "论证一项目标调整", en: "Review an amendment", at: .list(kind: "amendment"),
                steps: [
                    Label("从“待办”打开“调整意见”，看原目标、建议目标和理由。", en: "Open the amendment from your inbox: the old value, the new one, the reason."),
                    Label("同意点“论证通过”；规划办也要点一次，两人都通过才送领导批准。", en: "Press “Review” if it holds; the plan office does so too, and then the leader decides."),
                ], result: nil),
        ])

    /// 纪检监察、审计、统计
    static let inspecting = Guide(
        "inspecting", "督查人员：督查、整改、销号", en: "Inspectors: inspect, demand, close",
        for: Label("督查、纪检监察、审计、统计人员", en: "Supervision, discipline, audit, statistics"),
        roles: ["inspector"],
        summary: Label(
            "分阶段安排督查，查出的问题交给单位限期整改，改好了再销号；逾期没有整改的会升级提醒，并出现在领导首页。",
            en:
                "Inspections are planned by stage. What they find goes to the unit with a day by which it is mended, and is closed when it is. What is late escalates and stands on the leaders' home page."
        ),
        [
            Task(
                "安排一次督查", en: "Plan an inspection", at: .list(kind: "inspection"),
                steps: [
                    Label(
                        "新建“督查事项”：规划、内容、督查方、被督查单位、日期、阶段和整改期限。", en: "Make a new inspection: plan, subject, by whom, unit, day, stage, and the day for mending."),
                    Label("保存后状态是“计划中”。", en: "Saved, it is “Planned”."),
                ], result: Label("到日子从待办里打开它。", en: "On its day it waits in your inbox.")),
            Task(
                "交办整改", en: "Demand mending", at: .list(kind: "inspection"),
                steps: [
                    Label("点“编辑”，写清“发现问题”和“整改要求”。", en: "Edit it: what was found and what has to be mended."),
                    Label("点“交办整改”。没有发现问题的点“未发现问题”，写一句说明。", en: "Press “Demand mending”; or “Nothing was found”, with a word why."),
                ], result: Label("被督查单位的待办里出现这一项，期限是整改期限。", en: "The unit finds it in its inbox, due by the day for mending."),
                troubles: [Label("“交办整改”不能点：两项都要先填。", en: "“Demand mending” is refused: both have to be written first.")]),
            Task(
                "销号或退回", en: "Close it, or return it", at: .list(kind: "inspection"),
                steps: [
                    Label("单位报整改后，看整改情况和佐证材料。", en: "After the unit reports, look at what was mended and at its evidence."),
                    Label("到位的点“销号”；不到位的点“退回”，写明差在哪里。", en: "Press “Close”, or “Return” and say what is missing."),
                ], result: Label("十个工作日内要办。", en: "This is due within ten working days.")),
        ])
}
