# Everything the commands set up goes below .govinfo/, downloads to the user's cache folder.
# Variables: DB, DEMO, YEAR, STOP, ODOO_HOME, ODOO_PYTHON, GOVINFO_ODOO_DEB; the README explains them.
export DB DEMO YEAR STOP ODOO_HOME ODOO_PYTHON GOVINFO_ODOO_DEB

COMMANDS = run test lint bench e2e shell db dropdb i18n pictures permissions
.PHONY: help $(COMMANDS) format lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make run             a sample county: quarterly job, summary, web client; STOP=1 ends after the job'
	@echo 'make test            every test on a private PostgreSQL; ARGS="TestItemFlow" for some'
	@echo 'make lint            style and Odoo checks'
	@echo 'make format          writes the code in the agreed style'
	@echo 'make bench           benchmarks, printed as ratios'
	@echo 'make e2e             browser tests alone'
	@echo 'make shell [DB=x]    Odoo shell on the sample database, or on x; runs a script on standard input'
	@echo 'make db DB=x         a fresh database with the addon; DEMO=1 adds the sample county, DEMO=year a whole year'
	@echo 'make dropdb DB=x     removes it'
	@echo 'make pictures        the pictures of guides and README, from those the last make e2e took'
	@echo 'make i18n            brings the translation files up to date'
	@echo 'make permissions     writes docs/权限表.md from the table that the tests walk'
	@echo 'make lock            locks the Python requirements again'
	@echo 'make clean           removes all that was set up here, databases included'

$(COMMANDS):
	@bash tools/make.sh $@ $(ARGS)

format:
	@bash tools/make.sh lint --fix

lock:
	@bash tools/lock.sh

clean:
	@bash tools/make.sh clean
