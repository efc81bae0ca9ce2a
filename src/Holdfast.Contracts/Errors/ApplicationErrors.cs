using static Holdfast.Contracts.Errors.ErrorCode;

namespace Holdfast.Contracts.Errors;

/// <summary>Applications: what they refuse, and what cannot be recovered of them.</summary>
internal static class ApplicationErrors
{
    internal static readonly ErrorInfo[] All =
    [
        new(LogChainBroken, "Log chain broken", "Something else took or dropped a part of the application's log, so later log backups do not follow the earlier ones. Points and moments before the gap stay recoverable.",
            "Nothing: a backup from which the chain begins anew is queued by itself. Find out who else backs the database up or removes its log.", 409, 1),
        new(ApplicationAddressWrong, "Not an address of an application", "The address cannot be understood.",
            "Write it as `holdfast protect --help` shows, such as postgresql://db1:5432.", 400, 2),
        new(ApplicationOptionWrong, "Option refused", "An application's kind, or files, know no such option, or no such value of it.",
            "`docs/commands.md` lists the options of each kind.", 400, 2),
        new(ApplicationNotReachable, "Application not reachable", "The application does not answer at its address.",
            "Check that it runs, its address and port, and the firewall between.", 502, 4),
        new(ApplicationSignInRefused, "Sign-in refused", "The application does not accept the user or the password.",
            "Give the right ones: `holdfast credential set TARGET --user U --password-file F`.", 403, 5),
        new(ApplicationRightMissing, "Right missing", "The account that the application is asked with lacks a right.",
            "Grant what the message names.", 403, 5),
        new(ApplicationCannot, "Not possible with this application", "Its version, edition, or state does not allow it.",
            "The message says what would have to be different.", 409, 1),
        new(ApplicationFailed, "Application reported an error", "The application could not do what it was asked to.",
            "See the application's own log.", 502, 1),
        new(ApplicationContentWrong, "Not what was asked for", "What came is of another database, damaged, or has a gap. Nothing of it was committed.",
            "Check the database with its own tools, then run the backup again.", 422, 1),
        new(ApplicationProgramMissing, "Program missing", "A step needs a program of the application that is not on this computer.",
            "Install what the message names.", 409, 1),
        new(CredentialUnknown, "No such credential", "No credential is kept for that target.",
            "`holdfast credential list` shows them.", 404, 1),
        new(ApplicationKindUnknown, "Unknown kind of application", "This version of Holdfast does not know the kind of the datasource.",
            "Run the version that protected it, or a newer one. Its points can be recovered as files: --as-files.", 409, 1),
        new(ApplicationElsewhere, "Not possible through an agent", "The agent is of a version that knows no applications, or the step is one that this server does itself.",
            "Install the server's version of Holdfast on the production server; what the server does itself works without --server.", 409, 2),
        new(LogLagging, "Log is not kept up to date", "The application's log has not been followed for longer than `logLagMinutes`. Moments since then cannot be recovered yet.",
            "The message says what keeps it. The alert resolves itself when the log is followed again.", 502, 4),
        new(CredentialUnreadable, "Credential cannot be read", "A kept password was sealed with another key, or altered.",
            "Give it again: `holdfast credential set TARGET --user U --password-file F`.", 409, 1),
        new(ApplicationNotReleased, "Application not told", "A datasource is no longer protected, and the application could not be told so: it may go on keeping log for this server.",
            "Do what the message says on the application's side, such as dropping a replication slot, then resolve the alert.", 502, 1),
        new(LogSuspended, "Log is not followed while suspended", "The group of an application whose log is followed is suspended. Nothing is received meanwhile, and an application such as PostgreSQL keeps its log for this server until its disk or its own limit is full.",
            "Resume the group (`holdfast group resume NAME`), or stop protection of the application where it is to stay away for long.", 409, 1),
        new(ApplicationNotRecoverable, "Moment cannot be reached", "No set of recovery points and logs leads to what was asked for.",
            "`holdfast source range SOURCE` shows what can be reached.", 409, 1),
        new(ApplicationDestinationTaken, "Destination taken", "There is something at the destination already.",
            "Choose another one, or allow that it is replaced: --overwrite.", 409, 1),
        new(DrillUnsound, "Restore drill failed", "A recovery point was recovered for proof, and something is wrong with it.",
            "See the findings (`holdfast drill list`), verify the pool (`holdfast verify --heal`), and make a new full backup.", 422, 1),
        new(NotAnApplication, "Not an application", "What was asked for exists for applications such as databases only.",
            "Recover files with --to or --original; `--forecast` shows what that will take.", 400, 2),
    ];
}
