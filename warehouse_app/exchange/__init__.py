"""Files in and files out: rows of a file become frozen records with line numbers, records become files. No database.

    reading   one kind of record found in one or more files: `Source`, `open_file`, `open_folder`
    mapping   what a mapping file says (how other systems' files become our records), and how to write one
    guessing  what a file seems to be: its kind, and which column feeds which field
    writing   header and cells of a record; CSV and XLSX, replaced in one step
    problems  the list of everything wrong with a file, as a file
    spool     rows kept on disk between checking and storing

Below these: `opening` (a file by its content), `headings` (what other programs call our fields), `csv_file` and
`xlsx_file` (blocks of texts with line numbers), `joining` and `shaping` (a block through a mapping), `bins` (made-up
bins of a mapping), `kinds` (the columns of each kind), `cells` (one text to one value), `converting` (blocks to
records), `keys` (what may stand only once in a file), `checks` (fields that contradict each other), `faults` (all that
can be wrong).

Texts travel in blocks of columns rather than row by row: a column is converted by one `map` over a cache, which is what
lets half a million rows through in little more than the time it takes to split them.
"""
