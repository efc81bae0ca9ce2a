using Holdfast.Workloads.SqlServer.Addresses;
using Microsoft.Win32;

namespace Holdfast.Workloads.SqlServer.Discovery;

/// <summary>Instances that are installed on this computer.</summary>
internal static class LocalInstances
{
    private const string Names = @"SOFTWARE\Microsoft\Microsoft SQL Server\Instance Names\SQL", LinuxProgram = "/opt/mssql/bin/sqlservr", Default = "MSSQLSERVER";

    public static IReadOnlyList<SqlAddress> Find()
    {
        if (!OperatingSystem.IsWindows()) return File.Exists(LinuxProgram) ? [new SqlAddress("localhost", null, null, null)] : [];
        using var key = Registry.LocalMachine.OpenSubKey(Names);
        return [.. (key?.GetValueNames() ?? []).Select(name => new SqlAddress("localhost", null, string.Equals(name, Default, StringComparison.OrdinalIgnoreCase) ? null : name.ToUpperInvariant(), null))];
    }
}
