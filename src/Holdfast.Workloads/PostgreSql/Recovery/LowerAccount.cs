using System.Diagnostics;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Recovery;

/// <summary>
/// PostgreSQL refuses to run as root: where we are root, it runs as postgres, or as nobody where there is no such account. It keeps the right to pass through folders that are
/// closed to that account, since the copy may be below one.
/// </summary>
internal static class LowerAccount
{
    /// <summary>Gives files to that account.</summary>
    public static void Take(string folder)
    {
        var (user, group) = Account();
        Ownership.Give(folder, user, group);
    }

    public static void Prepare(ProcessStartInfo start, string program, IReadOnlyList<string> folders)
    {
        const string Switch = "/usr/bin/setpriv";
        if (!File.Exists(Switch))
            throw new WorkloadException(WorkloadFault.NotHere, "PostgreSQL does not run as root, and setpriv, which gives up root's rights, is not installed.", "Install util-linux.");
        var (user, group) = Account();
        foreach (var folder in folders) Ownership.Give(folder, user, group);
        start.FileName = Switch;
        string[] passage = folders.Any(IsClosed) ? ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"] : ["--inh-caps=-all"];
        foreach (var argument in (string[])[$"--reuid={user}", $"--regid={group}", "--clear-groups", .. passage, "--no-new-privs", "--", program]) start.ArgumentList.Add(argument);
    }

    /// <summary>Whether a folder above lets only its owner through.</summary>
    private static bool IsClosed(string folder)
    {
        if (OperatingSystem.IsWindows()) return false;
        for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above))
            if ((File.GetUnixFileMode(above) & UnixFileMode.OtherExecute) == 0) return true;
        return false;
    }

    private static (uint User, uint Group) Account()
    {
        foreach (var name in (string[])["postgres", "nobody"])
            foreach (var line in File.ReadLines("/etc/passwd"))
                if (line.Split(':') is [var found, _, var user, var group, ..] && found == name && uint.TryParse(user, out var userNumber) && uint.TryParse(group, out var groupNumber) && userNumber != 0) return (userNumber, groupNumber);
        return (65534, 65534);
    }
}
