// Facts of the plan of Wuxi, in our own words; a table with tabs between its columns.
extension FactTable {
    static let wuxiTargets = FactTable(
        #"""
        id	clause	name	unit	base_year	base_value	target_year	target_value	comparison	kind	nature	period_kind	indicator	responsible_units	responsible_basis	note	role	target_year_basis	earlier_values	name_en
        T061	2.3.p2	科技创新平台	个	2020	15	2025	10	=	sum	unstated	cumulative	I061	wx-science	implied	“累计培育10个”低于已有的15个，暂读作规划期内新培育；待规划办核定	target	stated		S&T innovation platforms
        T062	2.3.p2	国家高新技术企业	家	2020	6	2025	10	=	level-up	unstated	cumulative	I062	wx-science	implied	累计培育，读作期末存量	target	stated		National high-tech enterprises
        T063	2.3.p2	市级科技型企业	家	2020	62	2025	100	=	level-up	unstated	cumulative	I063	wx-science	implied	累计培育，读作期末存量	target	stated		Municipal S&T enterprises
        T064	2.3.p2	万人有效发明专利拥有量	件	2020	2.55	2025	3	>=	level-up	unstated	annual	I064	wx-market;wx-science	implied	98件对应的人口约38.4万	target	stated		Valid invention patents per 10 000 people
        T065	2.3.p3	全社会研发经费投入年均增长	%			2025	10	>=	growth	unstated	annual	I065	wx-science;wx-statistics	implied	没有研发经费的基期金额，只有强度0.16%与0.10%	target	stated		Average annual growth of R&D
        T066	2.3.p3	财政科学技术支出	万元	2020	3160	2025		>=	hold	unstated	annual	I066	wx-finance	implied	每年都须高于上一年，以上一年实际数为门槛；没有数额目标	target	stated	2015:2024	Fiscal S&T expenditure
        T067	4.3.b6.2	“专精特新”企业	家			2025	3	=	level-up	unstated	cumulative	I067	wx-economy	implied		target	stated		Specialised, refined, distinctive and new firms
        T068	4.3.b6.2	“上云”企业	家			2025	3	=	level-up	unstated	cumulative	I068	wx-economy	implied		target	stated		Firms on the cloud
        T069	3.3.b3.1	数字化车间	间			2025	1	=	level-up	unstated	annual	I069	wx-economy	implied	正文写“一批”，专栏只有1间	target	stated		Digital workshops
        T070	3.3.b3.2	智能工厂	个			2025	1	=	level-up	unstated	annual	I070	wx-economy	implied	正文写“一批”，专栏只有1个	target	stated		Intelligent factories
        T071a	6.2.b9.4	市级农业产业园区	个			2025	2	=	level-up	unstated	annual	I071	wx-agriculture	implied	争取	target	stated		Municipal agricultural parks
        T071b	6.2.b9.4	县级农业产业园	个			2025	5	=	level-up	unstated	annual	I071	wx-agriculture	implied	争取	target	stated		County agricultural parks
        T071c	6.2.b9.4	农产品加工产业园	个			2025	1	=	level-up	unstated	annual	I071	wx-agriculture	implied	争取	target	stated		Farm-product processing park
        T072	6.2.b9.1	马铃薯区域重点实验室	个			2025	1	=	yes-no	unstated	annual	I072	wx-science;wx-agriculture	stated	争取；责任单位取自项目清单第2项	target	stated		Potato regional key laboratory
        T073	6.2.b9.2	高端研发机构取得实质性进展				2025		=	yes-no	unstated	annual	I073	wx-science;wx-economy	stated	“实质性进展”没有标准；责任单位取自项目清单第1项	target	stated		Substantive progress on the high-end R&D body
        T074	3.1.p4	智能农业监管网络覆盖率	%			2025	100	=	level-up	unstated	annual	I074	wx-agriculture	implied	全覆盖，未写年份	target	implied		Coverage of the agriculture supervision network
        T075	3.1.p4	农产品全程可追溯	%					>=	level-up	unstated	annual	I075	wx-agriculture;wx-market	implied	要求全程可追溯而无数值	named			Traceable farm products
        T076a	annex.2.r8	智慧农业平台	个			2025	1	=	yes-no	unstated	annual	I076	wx-agriculture	stated	项目清单第8项	target	stated		Smart agriculture platform
        T076b	annex.2.r8	信息化现代新型农业经营主体	个			2025	25	=	sum	unstated	cumulative	I076	wx-agriculture	stated	项目清单第8项	target	stated		Informatised agricultural operators
        T077a	annex.3.r10	碳酸锂产能	万吨/年			2030	3	=	level-up	unstated	annual	I077	wx-economy	stated	项目至2030年，超出规划期	target	stated		Lithium carbonate capacity
        T077b	annex.3.r10	氯化钾产能	万吨/年			2030	100	=	level-up	unstated	annual	I077	wx-economy	stated	项目至2030年，超出规划期	target	stated		Potassium chloride capacity
        T078a	annex.3.r11	稻鱼综合种养示范面积	亩			2025	500	=	level-up	unstated	annual	I078	wx-agriculture	stated	年份取项目期末	target	stated		Rice-fish demonstration area
        T078b	annex.3.r11	稻鱼综合种养推广面积	亩			2025	5000	=	level-up	unstated	annual	I078	wx-agriculture	stated	年份取项目期末；是否含示范面积未写明	target	stated		Rice-fish extension area
        T079a	annex.3.r12	农产品检测量	万吨			2025	100	=	flow	unstated	annual	I079	wx-agriculture	stated	100万吨是产量还是检测量不明，按年度检测量读	target	stated		Farm products tested
        T079b	annex.3.r12	农产品检测合格率	%			2025	99	=	level-up	unstated	annual	I079	wx-agriculture	stated		target	stated		Pass rate of tested farm products
        T080a	annex.3.r14	核桃精深加工规范生产标准	套			2025	1	=	sum	unstated	cumulative	I080	wx-economy;wx-forestry	stated		target	stated		Walnut processing standard
        T080b	annex.3.r14	核桃加工技术方案	套			2025	3	=	sum	unstated	cumulative	I080	wx-economy;wx-forestry	stated	核桃油、核桃露、核桃粉各一套	target	stated		Walnut processing schemes
        T081a	annex.3.r19	野生资源植物调查覆盖率	%			2025	80	>=	level-up	unstated	cumulative	I081	wx-science;wx-agriculture	stated		target	stated		Coverage of the wild-plant survey
        T081b	annex.3.r19	可开发利用野生资源植物种数	种			2025	50	>=	level-up	unstated	cumulative	I081	wx-science;wx-agriculture	stated		target	stated		Developable wild species
        T082	annex	规划项目清单投资	万元			2030	829700	=	sum	unstated	cumulative	I082	wx-science	implied	与21项相加一致；第10项780000万元至2030年	target	stated		Investment of the project list
        T084	1.1.2.p2	科学技术支出占一般公共预算的比例	%	2020	0.53			>=	level-up	unstated	annual	I084	wx-finance	implied		baseline		2015:0.5	S&T share of the general budget
        T085	1.1.2.p2	全社会研究与试验发展投入强度	%	2020	0.10			>=	level-up	unstated	annual	I085	wx-science;wx-statistics	implied	“十二五”末0.16%按2015年记；上一规划曾定1%以上，本规划没有强度目标	baseline		2015:0.16	R&D intensity
        T086	1.1.1.p3	国家科技型中小企业	家	2020	2			>=	level-up	unstated	annual	I086	wx-science	implied		baseline			National S&T SMEs
        T087a	1.1.1.p3	孵化载体累计入驻企业	家	2020	326			>=	level-up	unstated	cumulative	I087	wx-science	implied		baseline			Firms that entered incubators
        T087b	1.1.1.p3	孵化企业	家	2020	200			>=	level-up	unstated	cumulative	I087	wx-science	implied	原文为200余	baseline			Incubated firms
        T088a	1.1.1.p3	创新创业培训次数	次	2020	120			>=	sum	unstated	cumulative	I088	wx-science;wx-human-resources	implied	原文为120余	baseline			Start-up trainings
        T088b	1.1.1.p3	培育创新创业人员	人次	2020	10000			>=	sum	unstated	cumulative	I088	wx-science;wx-human-resources	implied	原文为10000余	baseline			People trained
        T089a	1.1.1.p4	知识产权试点企业	家	2020	19			>=	level-up	unstated	annual	I089	wx-market	implied		baseline			IP pilot firms
        T089b	1.1.1.p4	知识产权优势企业	家	2020	1			>=	level-up	unstated	annual	I089	wx-market	implied		baseline			IP advantage firms
        T090	1.1.1.p4	有效发明专利	件	2020	98			>=	level-up	unstated	annual	I090	wx-market	implied	T064的分子	baseline			Valid invention patents
        T091a	1.1.1.p4	登记科技成果	件	2020	311			>=	level-up	unstated	cumulative	I091	wx-science	implied	累计起算年未写	baseline			Registered achievements
        T091b	1.1.1.p4	科技成果转化率	%	2020	100			>=	level-up	unstated	annual	I091-rate	wx-science	implied	与同章“成果难以转化”的表述不一致	baseline			Transfer rate of achievements
        T092a	1.1.1.p4	甲鱼繁殖率提高	%	2020	50			>=	level-up	unstated	cumulative	I092	wx-agriculture	implied	提高幅度，对照期未写	baseline			Rise of turtle breeding rate
        T092b	1.1.1.p4	甲鱼成活率提高	%	2020	20			>=	level-up	unstated	cumulative	I092	wx-agriculture	implied	提高幅度，对照期未写	baseline			Rise of turtle survival rate
        T092c	1.1.1.p4	太白贝母亩产值提高	%	2020	10			>=	level-up	unstated	cumulative	I092	wx-agriculture	implied	提高幅度，对照期未写	baseline			Rise of fritillary output value per mu
        T093a	3.1.p1	农业耕种收综合化机械水平	%					>=	level-up	unstated	annual	I093	wx-agriculture	implied	只写提升，无基期无数值	named			Mechanisation level of farming
        T093b	3.1.p1	机械深松技术作业面积	亩					>=	flow	unstated	annual	I093	wx-agriculture	implied	只写扩大	named			Subsoiling area
        T093c	3.1.p1	宜机化土地整理整治面积	亩					>=	level-up	unstated	cumulative	I093	wx-agriculture	implied	只写扩大	named			Land made fit for machines
        T094a	3.1.p2	农产品产后损失率	%					<=	level-down	unstated	annual	I094	wx-agriculture	implied	只写降低	named			Post-harvest loss rate
        T094b	3.1.p2	加工副产物综合利用率	%					>=	level-up	unstated	annual	I094	wx-agriculture	implied	只写提高	named			Use rate of processing by-products
        T095	2.3.p6	公民基本科学素质	%					>=	level-up	unstated	annual	I095	wx-science-association;wx-science	implied	由抽样调查得出	named			Civic scientific literacy
        T097	9.2	企业研发投入比例	%					>=	level-up	unstated	annual	I097	wx-science;wx-economy	implied	只写提高	named			R&D share of firms
        T098	annex.3.r17	能繁母猪PSY	头					>=	level-up	unstated	annual	I098	wx-agriculture	stated	原文印作SPY；无数值	named			Pigs weaned per sow per year
        """#)
}
