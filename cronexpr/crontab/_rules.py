"""What each code of a crontab's findings and errors means, at length; the first sentence says it in short."""

from __future__ import annotations

RULES = {
    "CRT001": (
        "The command contains an unescaped percent sign. cron ends the command there; what follows is "
        "given to it on standard input, and each further percent sign becomes a newline. Write a "
        "backslash before one that belongs to the command, as in `date +\\%F`."
    ),
    "CRT002": (
        "The file does not end with a newline. The crontab command refuses such a file, and Debian's cron "
        "ignores it altogether in /etc/cron.d. After a comment or blanks the missing newline does no "
        "harm."
    ),
    "CRT003": (
        "The user column is missing, or there is one too many. System files, /etc/crontab and those in "
        "/etc/cron.d, name a user before the command, and Debian's cron drops the whole file if that is "
        "not a user. A user's own crontab has no such column: the name would be run as a command."
    ),
    "CRT004": (
        "There is no command after the schedule. Debian's cron accepts the line and runs an empty "
        "command; cronie refuses it."
    ),
    "CRT005": (
        "There is a carriage return where only a newline should be: the file has Windows line endings. At "
        "the end of a command it becomes part of the command, so that output goes to a file whose name "
        "ends in one; alone on a line it is a bad minute, and the file is refused."
    ),
    "CRT006": (
        "The file begins with a byte order mark. cron takes it for the first character of a minute and "
        "refuses the file, even if the first line is a comment."
    ),
    "CRT007": (
        "A line contains a NUL character. For cron, which is written in C, the line ends there, and the "
        "rest is read in the wrong place."
    ),
    "CRT008": (
        "The command is too long. Debian's cron reads 998 bytes of a command and refuses the file where "
        "there are more; cronie reads 131,071. Put the command into a script."
    ),
    "CRT009": (
        "The line looks like an assignment but is not read as one. Either side may be quoted as a whole, "
        "only blanks may follow a closing quote, and Debian's cron wants an empty value in quotes. A line "
        "that is not an assignment is read as an entry, and then its minute is wrong."
    ),
    "CRT010": (
        "The assignment is too long. Debian's cron reads 999 bytes of the line and silently drops the "
        "rest; cronie reads 131,071."
    ),
    "CRT011": (
        "The variable, or its value, means nothing to this daemon. CRON_TZ and RANDOM_DELAY are "
        "cronie's; to Debian's cron they are variables like any other. RANDOM_DELAY is a number of "
        "minutes from 0 to 1,440."
    ),
    "CRT012": (
        "The time zone of CRON_TZ is unknown. cronie does not check it, and the C library treats an "
        "unknown zone as UTC."
    ),
    "CRT013": (
        "The daemon sets this variable itself and overrides the line: LOGNAME, and in cronie also USER."
    ),
    "CRT014": (
        "The value refers to a variable, but cron does not expand variables. PATH=$PATH:/opt/bin looks "
        "for programs in a directory called $PATH. Write the value out, or set it in the command, which a "
        "shell reads."
    ),
    "CRT015": (
        "The daemon ignores a file of this name in /etc/cron.d. Debian's cron accepts only letters, "
        "digits, dashes and underscores, so no dot; cronie skips hidden files and those that editors and "
        "packages leave behind."
    ),
    "CRT016": (
        "There is too much in the file. Debian's crontab command refuses more than 10,000 lines; cronie "
        "takes 10,000 entries, 1,000 assignments, and 32,767 bytes of comments and blank lines at a time."
    ),
    "CRT017": (
        "There is one field too many: the command would begin with a star. cron has five fields and none "
        "for seconds."
    ),
    "CRT018": "A dash before the schedule keeps cronie from logging the start, and only root may use it.",
    "CRT019": (
        "What looks like a comment after a value is part of the value. Comments need lines of their own."
    ),
    "CRT020": (
        "TZ changes the environment of the jobs below it, but not when they start: that goes by the "
        "daemon's zone, or by CRON_TZ in cronie."
    ),
    "CRT021": "Two entries, disabled ones included, have the same id, so neither can be found by it.",
    "CRT022": (
        "The command begins with a dash, which cronie takes for an option of the entry. The only such "
        "option is -n (since 1.7: no mail after a successful run), and cronie refuses the file for any "
        "other."
    ),
    "CRT023": (
        "The schedule cannot be read. The reason is given only for the first 1,000 such lines of a file."
    ),
    "CRT030": (
        "No line can hold this command as the shell should get it: it is empty, contains a newline, a NUL "
        "or a lone surrogate, begins with a star, or, in cronie, begins with a dash or has a backslash "
        "before a percent sign; or cron would read the line as something else. Put it into a script."
    ),
    "CRT031": (
        "The entry to change is not there, several entries have its id, or it is already enabled or "
        "disabled. An entry belongs to the crontab that it was read from; each edit returns a new one."
    ),
    "CRT032": (
        "The user column is missing, superfluous, or not the name of a user. System files have one, and a "
        "user's own crontab has none."
    ),
    "CRT033": (
        "The id cannot be given to the new entry: another has it, or it is not 1 to 64 letters, digits, "
        "dots, dashes and underscores."
    ),
    "CRT034": (
        "The line would not be read back as the same entry behind a `#`, or without it. Only what can be "
        "read is recognized in a comment, so that it can be enabled again."
    ),
    "CRT035": (
        "The expression has a time zone that its line would not use. Lines run in the daemon's zone, or "
        "under cronie in that of the CRON_TZ above them, and no edit writes or moves such a line. An "
        "expression without a zone (tz=None) is accepted as it is."
    ),
    "CRT040": (
        "The crontab command is missing, did not run, or refused; the message gives the reason. Nothing "
        "was changed."
    ),
    "CRT041": (
        "The crontab was changed by someone else since it was read, and nothing was overwritten. Read it "
        "again and repeat the edit."
    ),
    "CRT042": (
        "No backup of the crontab could be made, so it was not changed. The message gives the reason."
    ),
    "CRT043": (
        "The installed crontab does not read back as it was written. The previous one is among the "
        "backups that the hint names."
    ),
    "CRT044": "The file has more than 4,194,304 bytes, which no crontab has. It was not read.",
}
"""The meaning of each code."""
