using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SqlServer.Driver;

/// <summary>Says in the words of workloads what SQL Server reported.</summary>
internal static class SqlFaults
{
    private static readonly int[] SignIn = [18456, 18452, 18486, 18487, 18488, 4060];
    private static readonly int[] Rights = [229, 262, 297, 300, 3110, 15151, 15247, 2812, 916];
    private static readonly int[] Connection = [SqlFailure.NoConnection, -2, 2, 40, 53, 233, 258, 1225, 10053, 10054, 10060, 10061, 11001, 20, 35];
    private static readonly int[] Endpoint = [3201, 3202, 3203, 3257, 3271, 41904];

    public static T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqlFailure failure)
        {
            throw Translate(failure);
        }
    }

    public static WorkloadException Translate(SqlFailure failure)
    {
        bool Any(int[] numbers) => failure.Numbers.Any(numbers.Contains);
        var (fault, remedy) =
            Any(SignIn) ? (WorkloadFault.SignInRefused, "Check user and password, and that the instance allows this kind of sign-in.")
            : Any(Rights) ? (WorkloadFault.RightMissing, "Give the account the rights that docs/sql-server.md lists.")
            : Any(Endpoint) ? (WorkloadFault.ApplicationFailed, "See that SQL Server reaches the S3 endpoint and trusts its certificate (docs/sql-server.md), and read its error log.")
            : Any(Connection) ? (WorkloadFault.NotReachable, "Check host, port, and firewall; for a named instance without a port, SQL Server Browser must run. Where the certificate is not trusted, install its authority or set trustServerCertificate=true.")
            : (WorkloadFault.ApplicationFailed, "Read the message, and SQL Server's error log of that time.");
        return new WorkloadException(fault, $"SQL Server: {failure.Message}", remedy, failure);
    }
}
