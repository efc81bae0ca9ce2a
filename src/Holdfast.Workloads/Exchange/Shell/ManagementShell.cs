using System.ComponentModel;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Platform;

namespace Holdfast.Workloads.Exchange.Shell;

/// <summary>Runs Windows PowerShell with the cmdlets of the Exchange that is installed here. They work by the rights of the account in Active Directory; an Exchange server's own account has them.</summary>
/// <param name="program">Path of powershell.exe.</param>
public sealed class ManagementShell(string program) : IExchangeShell
{
    /// <summary>The server waits for 60 seconds for an agent's answer; loading the cmdlets alone takes ten or more.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>Where Windows has its PowerShell.</summary>
    public ManagementShell() : this(PowerShellProgram.Usual)
    {
    }

    public IReadOnlyList<string> Run(string pipeline, CancellationToken cancellation)
    {
        try
        {
            return new PowerShellProgram(program).Run(Script(pipeline), Longest, cancellation);
        }
        catch (Win32Exception error)
        {
            throw new WorkloadException(WorkloadFault.NotHere, $"Windows PowerShell cannot be started: {error.Message}", "Protect the database by an agent on the mailbox server itself.", error);
        }
        catch (IOException error)
        {
            throw new WorkloadException(WorkloadFault.ApplicationFailed, $"Exchange's management shell failed: {error.Message}", "Run the same in the Exchange Management Shell; the agent's account needs the rights of an Exchange server or of an organization's administrator.", error);
        }
    }

    internal static string Script(string pipeline) =>
        PowerShellProgram.Script(@"Get-PSSnapin -Registered | Where-Object { $_.Name -match '^Microsoft\.Exchange\.Management\.PowerShell\.(SnapIn|E2010)$' } | Add-PSSnapin", pipeline);
}
