import Kernel

extension Guide {
    /// 科技项目科
    static let projectOffice = Guide(
        "project-office", "科技项目管理", en: "Managing projects", for: Label("科技项目科和受托机构", en: "The project office and its agencies"),
        roles: ["projectOffice", "projectAgency"],
        summary: Label("从发布指南到验收，每一步在一页里办。", en: "From the call to acceptance, each stage on one page."),
        [
            Guide.Task(
                "发布指南", en: "Publish a call", at: .list(kind: "projectCall"),
                steps: [
                    Label("点“新建申报指南”，填预算、上限、条件和权重，保存。", en: "Add a call with its budget, limits, conditions and weights."),
                    Label("点“发布”。申报单位首页随即出现。", en: "Press “Publish”. Applicants see it at once."),
                ], result: Label("发布后条件不再改动。", en: "From then on its conditions stay."),
                troubles: [Label("四项权重之和要等于 100。", en: "The four weights come to 100.")]),
            Guide.Task(
                "形式审查和查重", en: "Check applications", at: .page(application: "projects", code: "projects"),
                steps: [
                    Label(
                        "在待办打开申报书，点“形式自查”看每个条件，再点“形式审查通过”“退回补正”或“不予受理”。",
                        en: "Open an application from the inbox, press “Check the conditions”, then accept, return or reject it."),
                    Label("在“指南工作台”点“截止受理”，再点“查重”。", en: "On the page of the call press “Close”, then “Check for duplicates”."),
                    Label("重复 50% 以上的，点“对照原文”，判定是否构成重复。", en: "Where 50% and more agree, compare the texts and decide."),
                ], result: Label("诚信最先核查；在限制期内的不予受理。", en: "Integrity comes first; who is barred is not taken in.")),
            Guide.Task(
                "抽取专家和排序", en: "Draw the panel and rank", at: .list(kind: "reviewExpert"),
                steps: [
                    Label("在“科技专家库”登记专家、领域和回避关系，点“入库”，再点“开通专家登录”。", en: "Enter experts with fields and ties, admit them, open their access."),
                    Label(
                        "在“指南工作台”点“抽取专家”。抽取单上有种子、匹配、依据和回避。",
                        en: "On the page of the call press “Draw the panel”: seed, matches, reasons and avoidance are kept."),
                    Label("有人回避时，打开那份评审，点“补抽专家”。", en: "Where someone avoids, open that review and press “Replace the reviewer”."),
                    Label("评分齐了点“评审排序”，再点“公示”，期满点“下达立项”。", en: "With all scores press “Rank”, then “Give notice”, and after it “Approve”."),
                ], result: Label("立项即生成任务书，并进入各部门的查重库。", en: "Contracts are made, and everyone's duplicate check knows them."),
                troubles: [Label("不能下达：公示没有期满，或还有异议没有处理。", en: "It does not approve: the notice runs, or an objection is open.")]),
            Guide.Task(
                "签订、拨付和验收", en: "Sign, pay, accept", at: .page(application: "projects", code: "projects"),
                steps: [
                    Label("单位确认任务书后点“签订”。里程碑通过后自动生成待拨付。", en: "When it is confirmed press “Sign”. An accepted milestone makes a payment."),
                    Label("在待办点“拨付”。超出财政资金或指南预算的付不出。", en: "Press “Pay”. Nothing beyond grant or budget is paid."),
                    Label("验收：点“绩效评价”填专家组打分，再点“通过”“结题”或“不通过”。", en: "Acceptance: press “Assess”, then pass, close or fail it."),
                ], result: Label("结余自动算出。", en: "What has to be paid back is worked out.")),
            Guide.Task(
                "科研诚信", en: "Integrity", at: .page(application: "projects", code: "integrity"),
                steps: [
                    Label("收到线索点“新建科研失信案件”，按流程调查、决定、送达。", en: "Add a case, investigate, decide, notify."),
                    Label("异议期满点“生效并入库”。期满后点“限制期满，信用修复”。", en: "After the objections press “Into force”; after the term “Restore”."),
                ], result: Label("申报、奖补和认定都先查这里。", en: "Applications, rewards and recognitions ask here first.")),
        ])

    /// 申报单位
    static let projectApplicant = Guide(
        "project-applicant", "申报和承担项目", en: "Applying for projects", for: Label("企业和高校院所", en: "Enterprises and institutes"),
        roles: ["enterprise", "projectInstitute"],
        summary: Label("看能报什么，先自查再提交，按里程碑拿钱。", en: "See what is open, check before you submit, and be paid by milestones."),
        [
            Guide.Task(
                "申报", en: "Apply", at: .page(application: "projects", code: "myProjects"),
                steps: [
                    Label("点“新建项目申报书”，选指南，填写并保存。", en: "Add an application, choose the call, fill it in and save."),
                    Label("点“形式自查”：不符合的条件会写明差多少、怎么补。", en: "Press “Check the conditions”: it says what is lacking and how to mend it."),
                    Label("点“提交”。截止前可“撤回修改”。", en: "Press “Submit”. Until it is taken up you can take it back."),
                ], result: Label("进展在首页“我的申报”。", en: "“My applications” shows how far it is."),
                troubles: [Label("提示不予受理：在诚信限制期内，期满后再报。", en: "Not taken in: you are barred; apply after that day.")]),
            Guide.Task(
                "签任务书、报里程碑", en: "Contract and milestones", at: .page(application: "projects", code: "myProjects"),
                steps: [
                    Label(
                        "打开“项目工作台”，核对里程碑，填预算科目（包干制填承诺书日期），点“确认任务书”。",
                        en: "Open the project, check the milestones, fill in the budget or the promise, press “Confirm”."),
                    Label("到期前填“完成情况”，点“报告完成”。", en: "Before one is due say what was reached and press “Report”."),
                    Label("支出逐笔登记，点“入账”。负面清单上的不能入账。", en: "Enter expenses and press “Book”. What is on the negative list is not booked."),
                ], result: Label("里程碑通过后 30 天内拨款。", en: "Money comes within 30 days of an accepted milestone.")),
            Guide.Task(
                "验收", en: "Acceptance", at: .page(application: "projects", code: "myProjects"),
                steps: [
                    Label("登记成果，汇交科学数据，提交科技报告。", en: "Enter outputs, deposit data, submit the scientific report."),
                    Label("点“新建验收”，保存后点“申请验收”。", en: "Add an acceptance and press “Apply”."),
                ], result: Label("结束后六个月内办。", en: "Do it within six months of the end.")),
        ])

    /// 评审专家
    static let projectReviewer = Guide(
        "project-reviewer", "评审项目", en: "Reviewing", for: Label("评审专家", en: "Reviewers"), roles: ["projectReviewer"],
        summary: Label("只看得到分给您的材料，看不到单位、姓名和别人的得分。", en: "You see what was given to you: no names, nobody else's scores."),
        [
            Guide.Task(
                "评审一份材料", en: "Review one", at: .page(application: "projects", code: "myReviews"),
                steps: [
                    Label("点“确认无利益冲突并保密”；有利益关系的点“回避”并说明。", en: "Confirm that you have no conflict, or press “Avoid” and say why."),
                    Label("填四项得分（各 100 分）和意见，保存，点“提交评分”。", en: "Give four scores of 100 and an opinion, save, and press “Submit”."),
                ], result: Label("提交后不能再改。", en: "It cannot be changed after that."),
                troubles: [
                    Label("点不了“提交评分”：四项得分或意见还没有填，点“编辑”补齐后再提交。", en: "It does not submit: a score or the opinion is missing; press “Edit” and add it."),
                    Label(
                        "认出了申报单位，而且有合作、持股、师生或亲属关系：请回避，科里会补抽别人。",
                        en: "You know whose it is and are related, paid, a partner or a teacher of theirs: avoid it; somebody else is drawn."),
                ]),
            Guide.Task(
                "怎么打分", en: "How to score", at: .page(application: "projects", code: "myReviews"),
                steps: [
                    Label(
                        "创新性看与现有技术的差别；可行性看路线、进度和指标能不能考核。",
                        en: "Innovation is the difference from what there is; feasibility the approach, the schedule and targets that can be tested."),
                    Label("效益看对本地产业的作用；基础条件看团队、设备和前期工作。", en: "Benefit is what local industry gains; capability the team, the equipment and earlier work."),
                    Label(
                        "同一轮里前后用同一把尺。宽严的差别由系统在排序时扣除。", en: "Use one measure for the whole round. How mild or strict you are is taken out when all are ranked."),
                ], result: Label("加权得分按指南的权重自动算出。", en: "Your points are worked out by the weights of the call.")),
        ])
}
