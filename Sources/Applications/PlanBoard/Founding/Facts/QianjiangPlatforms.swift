// Facts of the plan of Qianjiang, in our own words; a table with tabs between its columns.
extension FactTable {
    static let qianjiangPlatforms = FactTable(
        #"""
        clause	name	category	matrix	base_year	base	year	wanted
        3.3	一中心		centre			2025	1
        3.3	两联盟		alliance			2025	2
        3.3	五基地		base			2025	5
        3.3	六平台		platform			2025	6
        """#)
}
