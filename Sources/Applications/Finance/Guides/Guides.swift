import Kernel

extension Guide {
    /// 金融服务中心
    static let financeCentre = Guide(
        "finance-centre", "科技金融管理", en: "Managing S&T finance", for: Label("金融服务中心", en: "The finance service centre"), roles: ["financeCentre"],
        summary: Label(
            "登记金融机构和资金，评价企业，审核代偿，管好账，帮企业找到钱。",
            en: "Register institutions and funds, rate firms, judge claims, keep the books, help firms find money."),
        [
            Guide.Task(
                "建立风险补偿资金池", en: "Set a risk pool up", at: .list(kind: "capitalFund"),
                steps: [
                    Label("新建“资金与基金”，类别选风险补偿资金池，填份额、分担比例、熔断线。", en: "Make a fund of the kind risk pool; give shares, the share of losses and the fuse."),
                    Label("新建“出资”，钱到账后点“确认到账”。", en: "Enter contributions and confirm each when its money arrived."),
                    Label("新建“合作银行”：资金池、银行和贷款品种。", en: "Enter the agreement with each bank: pool, bank, kind of loan."),
                    Label("在金融机构页点“开通机构登录”，请管理员新建用户，角色填 bank 或 investor。", en: "Open access on the institution; an administrator makes the user."),
                ], result: Label("“账簿”里有凭证和试算平衡，银行可以受理申请。", en: "The books have vouchers and balance; the bank can take applications up.")),
            Guide.Task(
                "设定信用评价模型", en: "Set a rating model", at: .list(kind: "creditModel"),
                steps: [
                    Label("在“科技金融总览”点“起草评价模型”，按示例起草。", en: "On S&T finance press “Draft a model”: it begins with the example."),
                    Label(
                        "逐行修改组、项、级；有官方权重的，“示例”改为“否”。", en: "Change groups, items and grades line by line; where an authority gave the weights it is no example."
                    ),
                    Label(
                        "点“发布”。有错会说第几行错在哪里。发布后不能修改，新规则另建一个。",
                        en: "Publish it. What is wrong is named with its line. A published model never changes; a new rule is a new model."),
                ], result: Label("从生效日期起按新模型评价，以前的日期仍按旧模型。", en: "From its day on it rates; earlier days keep the earlier model.")),
            Guide.Task(
                "审核代偿", en: "Judge a claim", at: .list(kind: "lossClaim"),
                steps: [
                    Label("从待办打开申请，核对逾期本金和证明材料。", en: "Open the claim from the inbox; check the principal and the evidence."),
                    Label(
                        "点“审核代偿”：系统按份额计算、记账并付款；余额不够或超过单户上限时不会付。",
                        en: "Press “Compensate”: shares are worked out and booked; the pool never pays more than it has."),
                ], result: Label("凭证号写在申请上，各方分担一目了然。", en: "The claim names its voucher and who bore what."),
                troubles: [Label("提示贷款没有登记逾期：请银行先登记。", en: "“Not overdue”: the bank enters that first.")]),
            Guide.Task(
                "银行对账", en: "Reconcile with the bank", at: .list(kind: "bankLine"),
                steps: [
                    Label("在“银行流水”导入银行的对账单：收入为正，支出为负。", en: "Import the bank's statement into bank lines: in above zero, out below."),
                    Label("在资金的“银行对账”点“自动对账”。", en: "On the reconciliation of the fund press “Reconcile”."),
                    Label("未对上的逐笔看候选，打开流水点“人工对账”填凭证号。", en: "Look at the candidates of what is open; match a line by hand with a voucher."),
                ], result: Label("调节后两边余额相等，差额为 0。", en: "The adjusted balances are equal, the difference is 0.")),
            Guide.Task(
                "种子基金投放和退出", en: "Seed money out and back", at: .list(kind: "seedProject"),
                steps: [
                    Label("受理后填尽职调查、决定金额和约定退出日期，点“投资决策通过”。", en: "Give due diligence, amount and day of exit, then decide."),
                    Label("填投放日期，点“投放”。收回时点“登记收回”。", en: "Give the day and invest. Enter what comes back with “Enter a return”."),
                ], result: Label("收回的钱回到基金，可再投放。", en: "What is back can be used again.")),
        ])

    /// 银行
    static let forBanks = Guide(
        "for-banks", "银行：受理与代偿", en: "Banks: loans and claims", for: Label("银行用户", en: "Banks"), roles: ["bank"],
        summary: Label(
            "只看得到发给本行的申请。受理、批准、放款、登记还款，逾期后申请代偿。", en: "You see what is addressed to your bank: take up, grant, draw, enter repayments, claim losses."),
        [
            Guide.Task(
                "办理一笔申请", en: "Handle an application", at: .page(application: "finance", code: "bankDesk"),
                steps: [
                    Label("在工作台点企业名称，点“受理尽调”。", en: "Press the firm on your desk, then “Take up”."),
                    Label("填批准金额、年利率、期限、还款方式，点“批准”；不批准的写明原因。", en: "Give amount, rate, term and repayment and press “Grant”; say why where you refuse."),
                    Label("填放款日期，点“放款”。", en: "Give the day and press “Draw”."),
                ], result: Label("企业随即看到结果和还款计划。", en: "The firm sees the result and its plan at once."),
                troubles: [
                    Label("超过推荐额度：批准金额加上未还的，不能超过额度。", en: "Above the limit: what you grant and what is owed stay within it."),
                    Label("已达熔断线：先压降逾期。", en: "The fuse has blown: reduce what is overdue first."),
                ]),
            Guide.Task(
                "登记还款和逾期", en: "Repayments and overdue loans", at: .list(kind: "loan"),
                steps: [
                    Label("在“贷款档案”点“登记还款”，填日期、本金、利息。", en: "On the loan sheet press “Enter a repayment”."),
                    Label("到期不还的点“登记逾期”。", en: "Press “Overdue” where nothing came."),
                ], result: Label("还清自动结清。", en: "A loan that is paid off is settled.")),
            Guide.Task(
                "申请代偿", en: "Claim a loss", at: .list(kind: "lossClaim"),
                steps: [
                    Label("在“贷款档案”点“新建代偿申请”，写催收情况，提交。", en: "On the loan sheet make a claim, say what was done to collect, submit it."),
                    Label("代偿后追回的，点“登记追偿”。", en: "What comes in later is entered with “Enter a recovery”."),
                ], result: Label("基金承担的部分到账，本行承担其余。", en: "The pool pays its share, the bank bears the rest.")),
        ])

    /// 企业
    static let forBorrowers = Guide(
        "for-borrowers", "企业：评价与融资", en: "Enterprises: rating and money", for: Label("企业用户", en: "Enterprises"), roles: ["enterprise"],
        summary: Label("先看信用评价，再申请贷款、种子基金，或发布融资需求。", en: "See your rating, then ask for a loan or seed money, or say what you look for."),
        [
            Guide.Task(
                "看评价和额度", en: "See your rating", at: .page(application: "finance", code: "financing"),
                steps: [
                    Label("在首页“我的融资”点“信用评价”。", en: "On My financing press “Rate”."),
                    Label("点“逐项得分”，看每项用了哪个数、下一档要多少。", en: "Press “Point by point” for each figure and the next band."),
                ], result: Label("结果保存一年内有效；示例模型的结果会标明。", en: "The result holds for a year; an example says so.")),
            Guide.Task(
                "申请贷款", en: "Ask for a loan", at: .list(kind: "loanApplication"),
                steps: [
                    Label("新建“贷款申请”，选银行、品种、金额、期限。", en: "Make an application: bank, kind, amount, term."),
                    Label("愿意让银行看评价的，勾选同意；以后可撤回。", en: "Say whether the bank may see the rating; you can withdraw that."),
                    Label("保存后点“提交”。", en: "Save and submit it."),
                ], result: Label("首页看得到办到哪一步、何时还款。", en: "The home page says how far it is and when to pay."),
                troubles: [Label("提示先做信用评价：先点“信用评价”。", en: "“Please have the firm rated”: press “Rate” first.")]),
            Guide.Task(
                "申请种子基金", en: "Ask for seed money", at: .list(kind: "seedProject"),
                steps: [Label("新建“种子基金项目”，写清项目和用款，提交。", en: "Make a seed project, say what for, submit it.")],
                result: Label("成立 5 年以内、已入库的科技型企业可以申请。", en: "For S&T enterprises of at most five years.")),
        ])

    /// 投资机构
    static let forInvestors = Guide(
        "for-investors", "投资机构：看项目", en: "Investors: find projects", for: Label("投资机构用户", en: "Investors"), roles: ["investor"],
        summary: Label("发布投资意向，看融资需求和推荐理由。", en: "Say what you look for, see demands and why they fit."),
        [
            Guide.Task(
                "跟进一个推荐", en: "Follow an introduction", at: .page(application: "finance", code: "investorDesk"),
                steps: [
                    Label("先新建“金融产品和投资意向”，写清方向和条件。", en: "Make an offer first: field and conditions."),
                    Label("在工作台打开推荐，点“洽谈”；谈成填金额，点“达成”。", en: "Open an introduction, press “Talk”; where it works out give the amount and press “Agree”."),
                ], result: Label("企业的需求随即标为已满足。", en: "The firm's demand is then met."),
                troubles: [Label("“达成”打不开：先填达成金额。", en: "“Agree” is closed: give the amount first.")]),
            Guide.Task(
                "发布投资意向", en: "Say what you look for", at: .list(kind: "financingOffer"),
                steps: [
                    Label("点“新建金融产品和投资意向”，机构选自己的单位。", en: "Press “New financing offer” and choose your own institution."),
                    Label(
                        "标题写方向，内容写阶段、行业、金额和条件：系统按文字相近推荐项目。",
                        en: "The title says the field; the text says stage, industry, amount and conditions: projects are found by like words."),
                    Label("“有效期至”过后不再推荐。", en: "After its last day it is no longer offered."),
                ], result: Label("工作台“相近的需求和产品”列出合适的项目和共同的词语，说明为什么推荐。", en: "Your desk lists the demands that fit, with the words that both have in common."),
                troubles: [Label("没有相近的：内容再写具体些，或到“全部股权融资需求”里看。", en: "Nothing fits: say more, or look through all demands for equity.")]),
            Guide.Task(
                "浏览众筹和融资需求", en: "Look through demands", at: .list(kind: "financingDemand"),
                steps: [
                    Label(
                        "打开“融资需求”，按方式筛选“股权”，看项目介绍和希望到位的日期。",
                        en: "Open the financing demands and filter by equity; read about the project and when the money is wanted.")
                ],
                result: Label("企业愿意公开名称的会写明，其余请金融服务中心介绍。", en: "Firms that want to be named are; for the others ask the finance service centre.")),
        ])
}
