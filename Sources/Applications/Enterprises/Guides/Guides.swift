import Kernel

extension Guide {
    /// 企业服务科
    static let enterpriseService = Guide(
        "enterprise-service", "企业培育与服务", en: "Cultivating enterprises", for: Label("企业服务科", en: "The enterprise office"), roles: ["enterpriseOffice"],
        summary: Label(
            "登记企业和年度数据，看谁离哪一级阶梯还差什么，帮它晋级，解决它的问题。",
            en: "Register enterprises and their figures, see what each lacks for which title, help it there, solve its problems."),
        [
            Guide.Task(
                "导入企业和年度数据", en: "Bring in enterprises and figures", at: .list(kind: "enterprise"),
                steps: [
                    Label("打开“企业”，点“导入”，先下载模板。", en: "Open Enterprises, press “Import” and take the template first."),
                    Label("填好后上传，先试导入：有错的行和原因会标出来。", en: "Fill it in and upload it: the dry run marks wrong rows and says why."),
                    Label("年度数据在“企业年度数据”里同样导入，金额按万元。", en: "Bring in the yearly figures the same way; amounts are in 10,000 yuan."),
                    Label("在“培育总览”点“批量核实年度数据”，填会计年度末。", en: "On Cultivation press “Verify figures” and give the end of the year."),
                ], result: Label("核实后的数据计入指标，阶梯随即重算。", en: "Verified figures count, and the rungs follow at once."),
                troubles: [
                    Label("提示校验位不对：信用代码抄错了一位，对照营业执照。", en: "A wrong check character: one character of the credit code is wrong; compare the licence."),
                    Label("会计年度末要写 12 月 31 日，如 2025-12-31。", en: "A fiscal year ends on 31 December: 2025-12-31."),
                ]),
            Guide.Task(
                "看一家企业差什么", en: "See what an enterprise lacks", at: .page(application: "enterprises", code: "cultivation"),
                steps: [
                    Label("在“培育总览”点企业名称，打开“阶梯资格”。", en: "On Cultivation press the name of an enterprise: its ladder opens."),
                    Label("每级阶梯有结论、得分、差项和预计达到的时间。", en: "Each rung has a result, points, what is lacking and when it is expected."),
                    Label("点一级，看每个条件：用了哪个数、要求多少、差多少、怎么补。", en: "Press a rung for each condition: the figure, what is asked, the gap, the remedy."),
                    Label("点数字，打开它依据的记录。点日期，看以前按当时规则的结论。", en: "Press a figure for its records, a day for the result by the rules of that day."),
                ], result: Label("能当面告诉企业：补什么、补多少、什么时候能报。", en: "You can tell the firm what to add, how much, and when to apply."),
                troubles: [
                    Label("“数据不足”：点“新建企业年度数据”补数，或请企业填报。", en: "“Unknown”: add the figures, or ask the enterprise for them."),
                    Label("“未核对原文”的条件以正式文件为准。", en: "For conditions that were not checked the official document decides."),
                ]),
            Guide.Task(
                "培育库和一企一策", en: "The library", at: .list(kind: "candidate"),
                steps: [
                    Label("点“新建培育对象”，选企业、目标和计划年度，写措施。", en: "Add a candidate: the enterprise, the goal, the year and the measures."),
                    Label("企业申报后点“已申报”，认定后点“已晋级”，并登记资质。", en: "Press “Has applied”, then “Promoted”, and register the title."),
                ], result: Label("“培育总览”按计划年度和预计时间列出。", en: "Cultivation lists them by year and by when they are expected.")),
            Guide.Task(
                "办理企业问题", en: "Solve an issue", at: .list(kind: "enterpriseIssue"),
                steps: [
                    Label("从待办打开问题，填服务专员和办结期限，点“受理”。", en: "Open it from the inbox, name officer and deadline, press “Take up”."),
                    Label("办好后填“办理情况”，点“办结”。企业来评价。", en: "Say what was done and press “Solve”. The enterprise rates it."),
                ], result: Label("满意率自动统计；逾期的在“培育总览”标红。", en: "The share of the satisfied is kept; what is late is red on Cultivation.")),
            Guide.Task(
                "试算一条规则", en: "Try a rule", at: .page(application: "enterprises", code: "proposal"),
                steps: [
                    Label("打开“规则与试算”，选阶梯，点“规则试算”。", en: "Open Rules, choose a rung, press “Try a rule”."),
                    Label("填条件编号和新的标准，看谁新增、谁失去。", en: "Give the condition and the new limit: who gains and who loses."),
                ], result: Label("只是试算，现行规则不变。", en: "It is only tried; the rules stay.")),
            Guide.Task(
                "给企业开通登录", en: "Let an enterprise sign in", at: .list(kind: "enterprise"),
                steps: [
                    Label("在企业的“阶梯资格”点“开通企业登录”。", en: "On the ladder of the enterprise press “Open access”."),
                    Label("请管理员新建用户：单位选该企业，角色填 enterprise。", en: "An administrator makes a user with that unit and the role enterprise."),
                ], result: Label("企业只看得到自己的记录。", en: "It sees its own records and nothing else.")),
        ])

    /// 企业
    static let forEnterprises = Guide(
        "for-enterprises", "企业：填报与自查", en: "Enterprises: report and check", for: Label("企业用户", en: "Enterprises"), roles: ["enterprise"],
        summary: Label("每年填一次数，随时看能申报什么、还差什么，有困难就提。", en: "Report once a year, see what you could apply for and what is lacking, and say what you need."),
        [
            Guide.Task(
                "填报年度数据", en: "Report the figures of a year", at: .list(kind: "enterpriseYear"),
                steps: [
                    Label("登录后在首页点“新建企业年度数据”。", en: "On the home page press “New yearly figures”."),
                    Label(
                        "会计年度末填 12 月 31 日；金额按万元填；没有的空着，真是 0 才填 0。",
                        en: "The year ends on 31 December; amounts in 10,000 yuan; leave empty what you do not know."),
                    Label("保存后点“提交”。", en: "Save, then press “Submit”."),
                ], result: Label("县里核实后计入；退回的会写明原因。", en: "The office verifies it; what it returns says why."),
                troubles: [Label("500 万元就填 500，不要填 5000000。", en: "For 5 million yuan enter 500.")]),
            Guide.Task(
                "看能申报什么", en: "See what you could apply for", at: .page(application: "enterprises", code: "ownDesk"),
                steps: [
                    Label("首页“能申报什么”列出每个称号的结论和差项。", en: "The home page lists every title with its result and what is lacking."),
                    Label("点称号，看每个条件差多少、怎么补。", en: "Press a title for each condition, the gap and the remedy."),
                ], result: Label("自查不等于认定，以主管部门为准。", en: "A check is no recognition; the authority decides.")),
            Guide.Task(
                "提出问题", en: "Raise an issue", at: .list(kind: "enterpriseIssue"),
                steps: [
                    Label("点“新建企业问题”，写清楚需要什么。", en: "Press “New issue” and say what you need."),
                    Label("办结后选“满意度”，点“评价”；没办好点“退回重办”。", en: "When it is solved choose how satisfied you are and press “Rate”, or “Not solved”."),
                ], result: Label("有一名专员负责到底。", en: "One officer sees it through.")),
        ])
}
