using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>What an error of PostgreSQL means to somebody who wants a backup. Codes: PostgreSQL manual, appendix A.</summary>
internal static class ServerErrors
{
    public const string InPrerequisiteState = "55000", UndefinedFile = "58P01", DataCorrupted = "XX001", UndefinedObject = "42704", DuplicateObject = "42710", ObjectInUse = "55006";

    public static WorkloadException Translate(ServerMessage error, string user)
    {
        var (fault, remedy) = error.State switch
        {
            "28P01" => (WorkloadFault.SignInRefused, $"Correct the password of {user}, or set it: ALTER ROLE {Quote(user)} PASSWORD …"),
            "28000" when error.Message.Contains("pg_hba.conf", StringComparison.Ordinal) => (WorkloadFault.SignInRefused,
                $"Add lines for {user} and this computer to pg_hba.conf, one for the database postgres and one for replication, and reload it: SELECT pg_reload_conf()."),
            "28000" => (WorkloadFault.SignInRefused, $"Create the role with the right to log in: CREATE ROLE {Quote(user)} LOGIN REPLICATION PASSWORD …"),
            "3D000" => (WorkloadFault.OptionWrong, "Name a database that exists with the option database."),
            "42501" => (WorkloadFault.RightMissing, $"Give the role what it lacks: ALTER ROLE {Quote(user)} REPLICATION; GRANT pg_read_all_settings, pg_read_all_stats TO {Quote(user)}."),
            "53300" => (WorkloadFault.NotPossible, "Raise max_connections or max_wal_senders, or end connections that are not needed."),
            "53400" => (WorkloadFault.NotPossible, "Raise max_replication_slots or max_wal_senders, and drop replication slots that nobody uses."),
            "57P03" => (WorkloadFault.NotReachable, "Wait until the server has started."),
            "57P01" or "57P02" => (WorkloadFault.NotReachable, "The server was stopped; the next run goes on when it is back."),
            InPrerequisiteState => (WorkloadFault.NotPossible, error.Hint ?? "Set wal_level to replica or higher and max_wal_senders above 0, and restart the server."),
            UndefinedFile => (WorkloadFault.ChainBroken, "The server no longer has that part of its log; a new backup begins a new chain."),
            "0A000" or "42601" => (WorkloadFault.NotPossible, "The server is older than what is supported: PostgreSQL 15 or later is needed."),
            DataCorrupted or "XX002" => (WorkloadFault.ContentWrong, "Pages of the database are damaged: check the server's disks, and recover from an earlier point."),
            _ => (WorkloadFault.ApplicationFailed, error.Hint ?? $"See the server's log. PostgreSQL says SQLSTATE {error.State}."),
        };
        return new WorkloadException(fault, $"PostgreSQL reports: {error}", remedy, new ServerErrorException(error));
    }

    private static string Quote(string user) => '"' + user.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
