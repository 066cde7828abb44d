import Kernel

extension Guide {
    /// 计划办: from a document to the evaluation report.
    static let planning = Guide(
        "planning", "规划办：从规划文件到评估报告", en: "Plan office: from the document to the evaluation", for: Label("规划办（计划办）工作人员", en: "Officers of the plan office"),
        roles: ["planOffice"],
        summary: Label(
            "您管一份规划的全过程：录入、分解、布置填报、核实、评估、通报。下面按先后次序说明，每件事十分钟以内可以做完。",
            en:
                "You take a plan through its whole life: take it in, spread its targets over the years, ask for values, verify them, evaluate, publish. The tasks stand in their order; each takes less than ten minutes."
        ),
        [
            Task(
                "录入一份规划", en: "Take in a plan", at: .page(application: "planBoard", code: "plans"), picture: "plans",
                steps: [
                    Label("打开“规划库”，点“录入规划”。", en: "Open Plans and press “Take in a plan”."),
                    Label(
                        "选择规划文件（Word、PDF 或文本），点下面的“录入规划”。八万字的规划也只要一两秒。",
                        en: "Choose the document (Word, PDF or text) and press “Take in a plan” below. Even a long plan takes a second or two."),
                    Label(
                        "审阅台打开：左边是原文，有底色的地方就是读出的内容；右边是读出的指标、任务和项目。",
                        en: "The review desk opens: the text at the left, with what was read marked in it; targets, tasks and projects at the right."),
                    Label(
                        "逐项核对，把握大的可以一次采纳。对的点“采纳”；有错的点“编辑”改好再采纳；重复的点“合并”；不要的点“不采纳”。",
                        en:
                            "Go through them; what the reader was sure of can be accepted at once. Accept what is right, edit what is not, merge what stands twice, discard what does not belong."
                    ),
                    Label(
                        "看一遍“疑点”：规划里前后不一致、缺基期、缺责任单位的地方都列在那里。",
                        en: "Look at the doubts: numbers that contradict each other, targets without a base, tasks without a unit."),
                    Label("点“发布”，这份规划就成为现行规划。", en: "Press “Publish”: the plan is in force."),
                ], result: Label("首页和“指标监测”出现这份规划；只有采纳的内容会进入。", en: "The home page and Monitoring show the plan, with what you accepted and nothing else."),
                troubles: [
                    Label("扫描的 PDF 没有文字，读不出来：请换成 Word 版，或先做文字识别。", en: "A scanned PDF holds no text: use the Word file, or have it recognised first."),
                    Label("读错了年份或单位：点“编辑”改正，左边的原文可以对照。", en: "A year or a unit was read wrongly: edit it; the text at the left shows what was meant."),
                    Label("点“发布”被拒绝：还有“待审”的内容。逐项处理完再发布。", en: "“Publish” is refused while something is still to be reviewed: decide on each item first."),
                ]),
            Task(
                "把指标分解到年度", en: "Spread targets over the years", at: .page(application: "planBoard", code: "monitoring"), picture: "monitoring",
                steps: [
                    Label("打开“指标监测”，点“分解到年度”。", en: "Open Monitoring and press “Break down by year”."),
                    Label("选分解方式：均匀、前快后慢、前慢后快或等比增长。", en: "Choose how: linear, front-loaded, back-loaded or constant growth."),
                    Label("保留“只补缺”，已经手工定过的年度值就不会被改动。", en: "Leave “Only those without parts” as it is, and what was set by hand stays."),
                    Label(
                        "个别指标不合适，打开它的指标卡，点年度数直接改；几个单位共同承担的，点“分解到单位”。",
                        en:
                            "Where a target should differ, open its sheet and press the number of a year; where several units answer for it, share it out among them."
                    ),
                ], result: Label("指标卡上出现每年“应达”的数，序时进度按它判断。", en: "The target's sheet shows what should be reached each year; progress is judged by it."),
                troubles: [
                    Label(
                        "没有基期值的指标不能自动分解，请先补基期，或手工填年度值。", en: "A target without a base cannot be spread by itself: enter the base, or the yearly values by hand."
                    )
                ]),
            Task(
                "布置一次填报", en: "Ask for values", picture: "ask",
                steps: [
                    Label("在“指标监测”或“规划库”点“布置填报”。", en: "Press “Ask for reports” under Monitoring or Plans."),
                    Label("“截至日期”填数据对应的那一天，例如一季度填 3 月 31 日。", en: "“As of” is the day that the values speak of: 31 March for the first quarter."),
                    Label("“填报期限”填最迟哪天报来，点下面的“布置填报”。", en: "“Due” is the last day on which they may come in. Press “Ask for reports” below."),
                ],
                result: Label(
                    "每个责任单位的待办里出现自己的指标；系统台账能算出的，数已经填好，直接等您核实。",
                    en: "Each unit finds its targets in its inbox. Where records know the value, it is there already and waits for you to verify."),
                troubles: [Label("同一截至日期布置两次，不会重复：已有的填报保持不变。", en: "Asking twice for the same day makes nothing twice: what is there stays.")]),
            Task(
                "核实或退回一份填报", en: "Verify a report, or return it", at: .list(kind: "report"), picture: "report",
                steps: [
                    Label("从“待办”打开一份填报，看实际值、数据来源和佐证材料。", en: "Open a report from the inbox: its value, its source, its evidence."),
                    Label("与去年和应达值对一对：指标卡上都有。", en: "Compare it with last year and with what was planned; the target's sheet has both."),
                    Label("没有问题，点“核实”。", en: "If all is well, press “Verify”."),
                    Label(
                        "有问题，点“退回”，写清楚要补什么、要改什么。意见必填，对方会看到。",
                        en: "If not, press “Return” and say what is missing or wrong. The remark is required, and the unit reads it."),
                ],
                result: Label(
                    "核实后，指标的状态、走势和预测马上更新；退回的回到填报人的待办。",
                    en: "Once verified, status, trajectory and forecast change at once; what you returned is in the unit's inbox again."),
                troubles: [
                    Label(
                        "核实错了：打开这份填报点“重新核实”，它回到“已退回”，指标退到上一个核实值。", en: "Verified by mistake: “Reopen” the report; the target falls back to the value before."),
                    Label("带“模拟”标记的数是演示数据，不计入真实规划。", en: "What is marked as simulated was made for demonstration and counts for no real plan."),
                ]),
            Task(
                "做一次评估并通报", en: "Evaluate and publish", at: .list(kind: "round"), picture: "scores",
                steps: [
                    Label("在“规划库”点“新建评估轮次”，选类型和评估截止日，保存。", en: "Under Plans make a new evaluation: its type and its day. Save it."),
                    Label("打开这一轮，点“评分”。每项得分都写明怎么算出来的。", en: "Open it and press “Score”. Each score says how it came about."),
                    Label("要人工核定的，在“评分表”上点“编辑”，填核定得分和理由。", en: "Where a score has to be corrected, edit it on the score sheet and give the reason."),
                    Label("第三方已打分的，点“重新评分”把它算进总分。", en: "After the third party has scored, press “Score again”."),
                    Label("会商会审：您和分管领导各点一次“会商会审通过”。", en: "Joint review: you and the leader each pass it once."),
                    Label("点“通报”。打开“通报”和“评估报告”，点“Word 文档”下载。", en: "Press “Publish”. Open the bulletin and the report, and take them as Word documents."),
                ],
                result: Label(
                    "报告按公文格式排好，图表、计算过程和缺数说明都在里面。", en: "The report is laid out as an official document, with charts, computations and what is missing."),
                troubles: [
                    Label(
                        "综合得分偏低，先看“尚无填报”有几项：默认缺数计零分，可在评估轮次里改为“缺数不计入”。",
                        en: "A low total often means missing values: by default they score nothing; the evaluation can leave them out.")
                ]),
            Task(
                "按规程办一件事", en: "Do a matter by its procedure", at: .page(application: "planBoard", code: "procedures"),
                steps: [
                    Label(
                        "第一次先点“新建办事规程”：依据、步骤、时限、审批环节，保存后点“发布执行”。",
                        en: "At first make the procedure: basis, steps, term, approvals. Save it and put it in force."),
                    Label("来了一件，点“新建办件”，选规程，填申请人和收件日期。", en: "When something comes in, make a matter: its procedure, the applicant, the day."),
                    Label("点“受理”，系统按工作日算出应办结日期。", en: "Press “Accept”; the working days give the day by which it is due."),
                    Label("写明办理结果，点“办结”或“不予办理”。", en: "Write the result and press “Grant” or “Refuse”."),
                ], result: Label("“办事规程”页上看得到按时办结率和精简了几个环节。", en: "Procedures shows how many were answered in time and how many approvals were saved.")),
            Task(
                "修订规划", en: "Revise the plan", at: .list(kind: "amendment"),
                steps: [
                    Label("在指标页点“提出调整”，填新目标值和理由。", en: "On a target press “Propose an amendment”: the new value and why."),
                    Label("论证通过、领导批准后，目标自动改成新值，原值留在变更记录里。", en: "Once reviewed and adopted, the target has its new value; the old one stays in the history."),
                    Label(
                        "整份规划换了新文件，就再“录入规划”，在“修订自”里选原来的那份。", en: "When the whole document was issued anew, take it in again and name the plan that it revises."),
                ], result: Label("“修订对照”列出改了哪些。", en: "“What changed” lists the differences.")),
        ])
}
