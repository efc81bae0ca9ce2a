using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Exchange.Addresses;

namespace Holdfast.Workloads.Exchange.Recovery;

/// <summary>A database of Exchange that a point may go into, as Get-MailboxDatabase shows it.</summary>
/// <param name="IsRecovery">It was made for that: no mailbox is used from it.</param>
/// <param name="IsMounted">It is, or Exchange does not know.</param>
/// <param name="File">Path of its file.</param>
/// <param name="Logs">Folder of its logs.</param>
internal sealed record RecoveryDatabase(Guid Id, string Server, bool IsRecovery, bool IsMounted, string File, string Logs)
{
    /// <param name="name">That was asked for.</param>
    /// <param name="server">On which it must be: files are written there.</param>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotPossible"/>: it is none, or in use, or elsewhere.</exception>
    public static RecoveryDatabase Require(RecoveryDatabase? found, string name, ExchangeAddress server) => found switch
    {
        null => throw new WorkloadException(WorkloadFault.NotPossible, $"Exchange has no database \"{name}\".", $"Make it: New-MailboxDatabase -Recovery -Name \"{name}\" -Server … -EdbFilePath … -LogFolderPath …. Or name a folder instead."),
        { IsRecovery: false } => throw new WorkloadException(WorkloadFault.NotPossible, $"\"{name}\" is no recovery database: mailboxes are used from it.", "Name a recovery database; Get-MailboxDatabase | where Recovery shows them."),
        _ when !server.IsOn(found.Server) => throw new WorkloadException(WorkloadFault.NotPossible, $"\"{name}\" is on {found.Server}.", $"Recover to that server (--server {found.Server} --instance exchange://{found.Server.ToLowerInvariant()}/)."),
        { IsMounted: true } => throw new WorkloadException(WorkloadFault.NotPossible, $"\"{name}\" is mounted, or Exchange does not know.", $"Dismount it (Dismount-Database \"{name}\"), and recover again."),
        _ => found,
    };
}
