using System.ComponentModel;
using System.Globalization;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;

namespace Holdfast.Workloads.SystemState.Hosts;

/// <summary>Asks the domain controller on this computer by Windows PowerShell, over LDAP, with the rights of the agent's account.</summary>
/// <param name="program">Path of powershell.exe.</param>
public sealed class DirectoryShell(string program) : IDirectoryService
{
    /// <summary>Of the object whose attribute it is, beneath the configuration naming context ([MS-ADTS] 6.1.1.2.4.1.1).</summary>
    private const string Place = "CN=Directory Service,CN=Windows NT,CN=Services,";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Where Windows has its PowerShell.</summary>
    public DirectoryShell() : this(PowerShellProgram.Usual)
    {
    }

    public int? TombstoneLifetime(CancellationToken cancellation)
    {
        try
        {
            return Read(new PowerShellProgram(program).Run(Script, Longest, cancellation));
        }
        catch (Exception error) when (error is Win32Exception or IOException)
        {
            throw Failed(error.Message, error);
        }
    }

    /// <summary>The object's own name comes with the value: an attribute that is not set is told from an object that was not found.</summary>
    internal static string Script { get; } = PowerShellProgram.Script(
        $"""
        $root = New-Object System.DirectoryServices.DirectoryEntry 'LDAP://localhost/RootDSE'
        $found = New-Object System.DirectoryServices.DirectoryEntry ('LDAP://localhost/{Place}' + $root.Properties['configurationNamingContext'].Value)
        """, "\"$($found.Properties['distinguishedName'].Value)`t$($found.Properties['tombstoneLifetime'].Value)\"");

    /// <param name="lines">What the script gives.</param>
    internal static int? Read(IReadOnlyList<string> lines)
    {
        var values = lines is [var only] ? only.Split('\t') : [];
        if (values.Length != 2 || !values[0].StartsWith(Place, StringComparison.OrdinalIgnoreCase)) throw Failed("it does not show the object that has the attribute", null);
        if (values[1].Length == 0) return null;
        return int.TryParse(values[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : throw Failed("the attribute is no number", null);
    }

    private static WorkloadException Failed(string said, Exception? inner) =>
        new(WorkloadFault.ApplicationFailed, $"The tombstone lifetime of the forest cannot be read: {said}", "Look at it with ADSI Edit, and see whether the service Active Directory Domain Services runs.", inner);
}
