"""Parse and validate a file with lxml and nothing else: ``bare_check.py SCHEMA.xsd FILE.xml``."""

import sys

from lxml import etree

validator = etree.XMLSchema(etree.parse(sys.argv[1]))
sys.exit(not validator.validate(etree.parse(sys.argv[2])))
