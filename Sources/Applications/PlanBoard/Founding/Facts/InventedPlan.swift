// The plan of a county that does not exist, for trying: everything that is made of it is marked as simulated. Written for the years 2021 to 2025.
extension PlanFacts {
    /// - Parameter yearsLater: by how much its years are moved, so that its term is now.
    static func invented(yearsLater: Int) -> PlanFacts {
        PlanFacts(
            plan: FactTable(
                #"""
                region	title	issuer	goal
                	云岭县科技创新规划（模拟示例）	云岭县人民政府（虚构）	虚构的县，用来试用：期末高新技术企业和研发投入翻一番，特色农业、中药材和文旅的创新能力走在片区前列。
                """#, yearsLater: yearsLater),
            units: FactTable(
                #"""
                id	name	kind
                science	云岭县科技局	department
                economy	云岭县经济信息委	department
                agriculture	云岭县农业农村委	department
                education	云岭县教委	department
                finance	云岭县财政局	department
                park	云岭工业园区管委会	department
                health	云岭县卫生健康委	department
                tourism	云岭县文化旅游委	department
                """#, yearsLater: yearsLater),
            clauses: FactTable(
                #"""
                id	number	heading	summary
                1	一	发展基础	虚构县的现状。
                1.1	（一）	主要成绩	主体增加，平台起步。
                1.2	（二）	存在问题	投入低，人才少。
                2	二	发展目标	到期末的总目标和分项目标。
                2.1	（一）	创新主体	高新技术企业和科技型企业翻一番。
                2.2	（二）	创新投入	研发强度稳步提高。
                2.3	（三）	创新产出	专利、成果和技术合同增长。
                3	三	重点任务	六个方面的任务。
                3.1	（一）	培育创新主体	梯度培育科技型企业。
                3.2	（二）	建设创新平台	一园一院三中心。
                3.3	（三）	推动特色农业创新	山地果蔬和中药材。
                3.4	（四）	集聚创新人才	引才、育才、用才。
                3.5	（五）	促进成果转化	技术市场和中试。
                3.6	（六）	优化创新生态	金融、科普和诚信。
                4	四	保障措施	组织、投入、考核。
                4.1	（一）	加强组织领导	领导小组和联席会议。
                4.2	（二）	落实评估考核	年度通报和中期评估。
                """#, yearsLater: yearsLater),
            targets: FactTable(
                #"""
                id	clause	name	unit	base_year	base_value	target_year	target_value	kind	nature	responsible_units	role	note
                T01	2.1	高新技术企业	家	2020	22	2025	45	level-up	expected	science;economy	target	
                T02	2.1	科技型企业	家	2020	160	2025	320	level-up	expected	science	target	
                T03	2.2	全社会研发经费投入强度	%	2020	0.8	2025	1.6	level-up	binding	science;finance	target	
                T04	2.2	财政科技支出年均增长	%	2020	2400	2025	10	growth	binding	finance	target	
                T05	2.2	规上工业企业研发机构覆盖率	%	2020	18	2025	35	level-up	expected	economy	target	
                T06	2.3	每万人口发明专利拥有量	件	2020	1.6	2025	3.2	level-up	expected	science	target	
                T07	2.3	技术合同成交额	亿元	2020	0.4	2025	1.5	level-up	expected	science	target	
                T08	2.3	登记科技成果	项			2025	60	sum	expected	science	target	
                T09	3.2	市级以上创新平台	个	2020	4	2025	10	level-up	expected	park;science	target	
                T10	3.3	新增“两品一标”农产品	个			2025	40	sum	expected	agriculture	target	
                T11	3.3	主要农作物良种覆盖率	%	2020	96	2025	96	hold	binding	agriculture	target	
                T12	3.4	引进高层次人才	名			2025	50	sum	expected	education;health	target	
                T13	3.4	公民具备科学素质比例	%	2020	9.5	2025	14	level-up	expected	education	target	
                T14	3.5	单位工业增加值能耗	吨标准煤/万元	2020	0.62	2025	0.52	level-down	binding	economy	target	
                T15	3.6	知识价值信用贷款余额	亿元			2025	2	level-up	expected	finance	target	没有基期值，用来看“未评定”
                T16	3.6	建成县级科技馆	座			2025	1	yes-no	expected	tourism	target	
                """#, yearsLater: yearsLater),
            tasks: FactTable(
                #"""
                id	clause	title	description	lead_unit	supporting_units	deadline_year	targets	projects	systems
                K01	3.1	建立科技型企业梯度培育库	入库、辅导、认定逐级推进。	science	economy;finance	2022	T01;T02		S063
                K02	3.1	落实研发费用加计扣除	会同税务上门辅导。	finance	science	2025	T03		
                K03	3.2	建成科创产业园一期	按节点推进建设和招商。	park	science	2024	T09	P01	
                K04	3.2	县级实验室提档升级	两家实验室升为市级。	science	education	2023	T09		
                K05	3.3	选育推广山地良种	每年推广两个新品种。	agriculture	science	2025	T10;T11	P03	
                K06	3.3	建设中药材种质资源圃	收集、鉴定、保存。	agriculture	science	2023	T10	P02	
                K07	3.4	实施云岭引才计划	每年引进十名以上。	education	health;finance	2025	T12		
                K08	3.4	办好科普月和青少年竞赛	进校园、进乡镇。	education	tourism	2025	T13		
                K09	3.5	建设技术转移中心	三年形成服务能力。	education	science	2024	T07;T08	P05	
                K10	3.5	推广节能技术改造	规上企业能耗诊断全覆盖。	economy		2024	T14	P08	
                K11	3.6	设立知识价值信用贷款风险补偿金	与三家银行合作。	finance	science	2022	T15		
                K12	3.6	建设县科技馆	选址、设计、建设、布展。	tourism	education	2025	T16	P06	
                K13	4.1	每季度召开科技创新联席会议	议定事项逐项销号。	science		2025			P001
                K14	4.2	开展年度评估和中期评估	通报结果，提出调整意见。	science	finance	2023			P006
                """#, yearsLater: yearsLater),
            projects: FactTable(
                #"""
                id	clause	name	nature	content	start_year	end_year	investment_wan	funding_sources	implementing_body	responsible_units	targets
                P01	3.2	云岭科创产业园一期	平台	孵化器、中试车间和公共检测共三万平方米。	2021	2024	18000	专项债、企业自筹	园区开发公司	park	T01;T09
                P02	3.3	中药材种质资源圃	农业	收集保存和良种繁育，建圃三百亩。	2021	2023	2600	财政、企业自筹	药材产业公司	agriculture	T10
                P03	3.3	山地果蔬智慧种植示范	农业	水肥一体、墒情监测和采后处理示范。	2022	2025	3200	财政、合作社自筹	农投公司	agriculture	T10;T11
                P04	3.2	消费品工业检测中心	平台	食品和中药材检测能力建设。	2021	2022	1500	财政	检测中心	economy	T09
                P05	3.5	职业学院技术转移中心	转化	技术经纪、概念验证和中试服务。	2022	2024	900	学院自筹	职业学院	education	T07;T08
                P06	3.6	县科技馆	科普	展厅、流动科普和青少年工作室。	2023	2025	5200	财政	文旅投公司	tourism	T16
                P07	3.4	人民医院临床研究室	人才	呼吸与老年病临床研究。	2022	2025	1100	财政、医院自筹	县人民医院	health	T12
                P08	3.1	规上企业数字化改造	主体	四十家企业上云和产线改造。	2021	2025	9600	企业自筹、奖补	有关企业	economy	T05;T14
                P09	3.5	中药材精深加工中试线	转化	饮片和提取物中试。	2024	2025	2800	企业自筹	药材产业公司	economy	T07
                P10	3.3	中药材种质资源良种繁育圃	农业	收集保存和良种繁育，与资源圃配套。	2022	2024	1800	财政、企业自筹	药材产业公司	agriculture	T10
                """#, yearsLater: yearsLater),
            findings: FactTable(
                #"""
                rule	severity	finding	clauses
                value-conflict	warning	正文和专栏中平台个数不一致：一处为 10 个，一处为 12 个（模拟）	3.2
                """#, yearsLater: yearsLater),
            platforms: FactTable(
                #"""
                clause	name	category	matrix	base_year	base	year	wanted
                3.2	技术研发平台	research		2020	1	2025	3
                3.2	创新创业平台	incubation		2020	1	2025	3
                3.5	成果转化平台	transfer		2020	0	2025	2
                3.6	科普平台	popularisation		2020	1	2025	2
                """#, yearsLater: yearsLater))
    }
}
