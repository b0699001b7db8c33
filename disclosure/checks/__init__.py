"""What an inspector would say of a report: ``all_checks`` lists every check, ``rule_pages`` explains each."""
