# SPDX-License-Identifier: GPL-2.0-only
# What counts of gcov say, for the scripts that make tables of them; sourced after lib.sh.
# shellcheck shell=sh

# gcov_lines DIRECTORY FILES: a line of text for each line of code that the counts
# (.gcda, with .gcno beside them) below DIRECTORY know in a file whose path FILES, a
# regular expression, matches; between tabs: the file, without what FILES matches of
# its beginning; number; 1 if it was run, else 0; function; for each branch of it 1 if it
# was taken, else 0, with a b before them. A line can come more than once.
gcov_lines() {
	(cd "$1" && find . -name '*.gcda' -exec gcov --branch-probabilities --json-format --stdout {} +) |
		jq -r --arg files "$2" '
			.files[] | select(.file | test($files)) | (.file | sub($files; "")) as $file |
			.lines[] | [$file, .line_number, (if .count > 0 then 1 else 0 end), .function_name,
				"b" + ([.branches[] | if .count > 0 then "1" else "0" end] | add // "")] | @tsv'
}
