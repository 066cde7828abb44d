import Kernel

extension Guide {
    /// 领导
    static let leading = Guide(
        "leading", "领导：一眼看清", en: "Leaders: at a glance", for: Label("县领导、分管领导", en: "Leaders of the county"), roles: ["leader"],
        summary: Label(
            "首页回答一个问题：哪里需要您过问。不用填任何东西；每个数字都能点开，看到它是从哪些记录来的。",
            en: "The home page answers one question: what needs you. There is nothing to fill in, and every number opens to the records that it comes from."),
        [
            Task(
                "看哪里需要过问", en: "See what needs you", at: .local("/"), picture: "overview",
                steps: [
                    Label(
                        "登录后就是首页。上面一排是各种状态的指标有几项，红色是滞后。",
                        en: "You are on the home page after signing in. The first row counts the targets by status; red is behind."),
                    Label(
                        "“需要关注”按轻重列出：滞后的指标、逾期的填报和任务、项目的较重问题。",
                        en: "“Needs attention” lists, the gravest first: targets behind, what is overdue, serious problems of projects."),
                    Label("点一项，看责任单位、走势和判断的理由。", en: "Press one to see who answers for it, its trajectory and why it was judged so."),
                    Label(
                        "“指标走势”里，虚线是应走的路，实线是实际，竖条是按近年走势可能落到的范围。",
                        en: "In a trajectory the dashed line is the way that was planned, the full line what was reached, the bar where it is likely to end."),
                ], result: Label("一分钟之内知道该问谁、问什么。", en: "Within a minute you know whom to ask, and what."),
                troubles: [
                    Label("“尚无填报”不等于滞后：责任单位还没有报数。", en: "“Nothing reported” does not mean behind: the unit has not reported yet."),
                    Label("标“模拟”的是演示数据，不是本县的实际。", en: "What says “simulated” was made for demonstration; it is not your county."),
                ]),
            Task(
                "在手机上看", en: "On the phone", picture: "overview-phone",
                steps: [
                    Label("用手机浏览器打开同一个网址，登录一次即可。", en: "Open the same address in the browser of the phone and sign in once."),
                    Label("下面一排是“待办、应用、搜索、我”，拇指够得到。", en: "Inbox, applications, search and your account are at the bottom, where the thumb is."),
                ], result: nil),
            Task(
                "挂在大屏上", en: "On a wall screen", at: .local("/wall"),
                steps: [
                    Label("首页右上方点“投屏”，浏览器按 F11 全屏。", en: "Press “Wall screen” at the top right of the home page, and F11 for the full screen."),
                    Label(
                        "右上角的齿轮选轮播哪些页面、每页停留几秒；按 Esc 退出。",
                        en: "The wheel at the top right chooses the pages and how long each stays; Esc leaves."),
                ], result: Label("整页缩放到一屏之内，数据随时更新。", en: "Each page fits on one screen, and its numbers are always the present ones.")),
            Task(
                "批准一项目标调整", en: "Adopt an amendment", at: .list(kind: "amendment"),
                steps: [
                    Label("从“待办”打开“调整意见”：原目标、建议目标、理由都在上面。", en: "Open the amendment from your inbox: the old value, the new one and the reason."),
                    Label("同意点“批准采纳”；不同意点“不采纳”，写明理由。", en: "Press “Adopt”, or “Refuse” with your reason."),
                ], result: Label("批准后目标立即生效，谁批的、何时批的，永久可查。", en: "The target changes at once; who adopted it and when stays on record."),
                troubles: [Label("没有“批准采纳”：须先由规划办和咨询委员论证通过。", en: "No “Adopt” to be seen: the plan office and an advisor have to review it first.")]),
            Task(
                "会商会审一次评估", en: "Pass a joint review", at: .list(kind: "round"), picture: "scores",
                steps: [
                    Label("从“待办”打开评估轮次，点“评分表”看单位排名和逐项得分。", en: "Open the evaluation from your inbox and look at its scores."),
                    Label("点“会商会审通过”。规划办也要点一次，两人都通过才算数。", en: "Press “Pass the joint review”. The plan office does so too; it takes both."),
                ], result: Label("规划办随后可以通报。", en: "The plan office can then publish it.")),
        ])

    /// 第三方评估
    static let evaluating = Guide(
        "evaluating", "第三方：评估打分", en: "Third parties: scoring", for: Label("第三方评估机构", en: "Third-party evaluators"), roles: ["evaluator"],
        summary: Label(
            "您能看到规划、数据和依据，给每个单位打一次分；只能改自己打的分。",
            en: "You see the plan, the values and what they rest on; you score each unit once, and change only what you scored."),
        [
            Task(
                "查数据和依据", en: "Look at values and evidence", at: .page(application: "planBoard", code: "coverage-all"), picture: "coverage",
                steps: [
                    Label("“指标监测”看各项指标，“落实覆盖”看每一条规划由什么落实。", en: "Monitoring has the targets; Coverage says what carries each clause."),
                    Label("点任何一个数字，打开它依据的记录；再点记录，看来源和佐证材料。", en: "Press any number for the records behind it, and a record for its source and evidence."),
                    Label(
                        "记录下方的“变更记录”写着谁在何时改过；“存证证明”可以下载，离线核验。",
                        en: "The history of a record says who changed it when; its proof can be taken away and checked elsewhere."),
                ], result: nil),
            Task(
                "给单位打分", en: "Score a unit", at: .list(kind: "thirdPartyScore"), picture: "third-party",
                steps: [
                    Label("打开“第三方评分”，点“新建”。", en: "Open Third-party scores and press “New”."),
                    Label("选评估轮次和被评单位，填评分（0—100）和理由。", en: "Choose the evaluation and the unit; enter the points (0 to 100) and the grounds."),
                    Label("附上评估报告，点“保存”。", en: "Attach your report and save."),
                ], result: Label("规划办重新评分后，您的分按规定的占比计入总分。", en: "When the plan office scores again, yours counts with its share."),
                troubles: [Label("提示已有相同的记录：您已经给这个单位打过分，打开原来那条修改。", en: "It says that the record exists: you have scored this unit already; change that one.")]),
        ])

    /// 项目管理
    static let projects = Guide(
        "projects", "项目管理", en: "Managing projects", for: Label("项目责任单位、项目负责人", en: "Units and managers of projects"), roles: ["liaison", "planOffice"],
        summary: Label("一个项目从前期到验收：报进度、报投资、记节点、报问题。", en: "A project from its preparation to its acceptance: progress, spending, milestones, problems."),
        [
            Task(
                "更新项目进度和投资", en: "Keep progress and spending up to date", at: .page(application: "planBoard", code: "works"), picture: "works",
                steps: [
                    Label("打开“项目与任务”，点项目名称。", en: "Open Works and press the name of the project."),
                    Label("点“编辑”，改“形象进度”（0—100）。开工、完工时点相应的按钮。", en: "Edit its progress (0 to 100). Press “Start” and “Finish” when it does."),
                    Label("打开“项目卡”，点“新建年度投资”，填年度、计划和实际（万元）。", en: "On the project sheet add the spending of a year: planned and spent, in 10,000 yuan."),
                ], result: Label("时间轴、年度投资图和完成率随即更新。", en: "The timeline, the chart and the share that was spent follow at once."),
                troubles: [
                    Label("“完工”点不动：形象进度要先到 100%。", en: "“Finish” is refused: the progress has to be 100 %."),
                    Label("同一年填了两次：系统会提示已有，改原来那条。", en: "A year can be entered once; change the entry that is there."),
                    Label("500 万元就填 500，不要填 5000000：单位写在框旁边。", en: "For 5 million yuan enter 500: the unit is 10,000 yuan, as the field says."),
                ]),
            Task(
                "记节点、报问题", en: "Milestones and problems", at: .list(kind: "project"), picture: "project",
                steps: [
                    Label(
                        "在“项目卡”上点“新建里程碑”，填节点和计划日期；到了就填“实际日期”。",
                        en: "On the project sheet add a milestone with its day; fill in the day on which it was reached."),
                    Label(
                        "遇到困难点“新建项目问题”：写问题、程度和解决期限。“较重”以上会出现在领导首页。",
                        en: "Report a problem with its severity and by when it has to be solved. Serious ones show on the leaders' page."),
                    Label("解决后填“措施与结果”，点“已解决”。", en: "When it is solved, say how and press “Solve”."),
                ], result: nil),
            Task(
                "防止重复立项", en: "See what overlaps", at: nil,
                steps: [
                    Label(
                        "“项目与任务”最下面列出名称和内容相近的项目，附相似度和相同的内容。",
                        en: "At the foot of Works stand projects that say much the same, with their likeness and what they share."),
                    Label("由规划办判断：合并、错开还是保留。", en: "The plan office decides: merge, set apart, or keep."),
                ], result: nil),
        ])
}
